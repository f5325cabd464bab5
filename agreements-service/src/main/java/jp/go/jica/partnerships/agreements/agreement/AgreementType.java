package jp.go.jica.partnerships.agreements.agreement;

/** How far an agreement reaches. */
public enum AgreementType {
    COMPREHENSIVE_COOPERATION,
    MEMORANDUM,
    PROJECT_SPECIFIC
}
