package jp.go.jica.partnerships.referencedata;

/** A region of the United Nations' M49 standard, by its three digits. */
public record Region(String code, Label name) {}
