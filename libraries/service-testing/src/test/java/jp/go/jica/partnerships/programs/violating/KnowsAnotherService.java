package jp.go.jica.partnerships.programs.violating;

import jp.go.jica.partnerships.agreements.agreement.AgreementNumber;

public record KnowsAnotherService(AgreementNumber number) {}
