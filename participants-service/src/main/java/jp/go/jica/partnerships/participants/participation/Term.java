package jp.go.jica.partnerships.participants.participation;

import java.time.LocalDate;

/** Long is one year or more. */
public enum Term {
    SHORT,
    LONG;

    /** By the first and the last day, both included: 1 April to 31 March is one year. */
    static Term between(LocalDate first, LocalDate last) {
        return last.plusDays(1).isBefore(first.plusYears(1)) ? SHORT : LONG;
    }
}
