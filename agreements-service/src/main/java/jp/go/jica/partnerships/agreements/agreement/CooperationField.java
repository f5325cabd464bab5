package jp.go.jica.partnerships.agreements.agreement;

/** What the parties agree to work on together. */
public enum CooperationField {
    WATER,
    SEWERAGE,
    WASTE,
    ENVIRONMENT,
    AGRICULTURE,
    HEALTH,
    EDUCATION,
    URBAN_DEVELOPMENT,
    DISASTER_RISK_REDUCTION,
    PRIVATE_SECTOR,
    INTERNATIONAL_EXCHANGE,
    OTHER
}
