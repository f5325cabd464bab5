package jp.go.jica.partnerships.reporting.statistics;

import java.util.Locale;

/** Which country a participation counts for. */
public enum CountryBasis {
    /** The one that sent the person. */
    SENDING,
    /** The person's own. */
    NATIONALITY;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
