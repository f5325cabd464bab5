package jp.go.jica.partnerships.reporting.statistics;

import java.util.Locale;

/** Which office a figure counts for when an office has been merged into another. */
public enum OfficeBasis {
    /** The office that led on the day: JICA Hyogo stays JICA Hyogo. */
    RECORDED,
    /** The office that answers for it today: JICA Hyogo counts for JICA Kansai. */
    SUCCESSOR;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
