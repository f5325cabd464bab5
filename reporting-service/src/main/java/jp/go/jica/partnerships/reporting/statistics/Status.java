package jp.go.jica.partnerships.reporting.statistics;

import java.util.Locale;

/** How far a figure can be relied upon, or compared with the ones beside it. */
public enum Status {
    /** Its fiscal year is published. */
    NORMAL,
    /** Its fiscal year is not published: it may still change. */
    PROVISIONAL,
    /** A list of developing countries of another year stands in. */
    ESTIMATED,
    /** It joins what was counted under several codes: an office with those that it took over, a country with what it was. */
    BREAK,
    /** It is not told, lest it or another figure give somebody away. */
    WITHHELD;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }
}
