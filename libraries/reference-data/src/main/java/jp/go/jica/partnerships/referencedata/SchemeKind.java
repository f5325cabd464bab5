package jp.go.jica.partnerships.referencedata;

/** The kinds of course within the Knowledge Co-Creation Program; other schemes have none. */
public enum SchemeKind {
    GROUP_REGION,
    COUNTRY,
    YOUNG_LEADERS,
    LONG_TERM
}
