package jp.go.jica.partnerships.reporting.statistics;

import java.time.LocalDate;

/** One value of one measure. */
public sealed interface Figure {

    Figure ZERO = new Count(0);
    Figure NOTHING = new Absent();

    /** A number of records, persons, countries … */
    record Count(long number) implements Figure {}

    /** A day. */
    record Day(LocalDate date) implements Figure {}

    /** There is none: the first of nothing. */
    record Absent() implements Figure {}
}
