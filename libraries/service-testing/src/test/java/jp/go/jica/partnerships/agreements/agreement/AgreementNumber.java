package jp.go.jica.partnerships.agreements.agreement;

public record AgreementNumber(String value) {}
