package jp.go.jica.partnerships.programs.program;

/** Where the participants are while they learn. */
public enum Delivery {
    IN_JAPAN,
    ONLINE,
    HYBRID,
    IN_COUNTRY,
    THIRD_COUNTRY
}
