package jp.go.jica.partnerships.reporting.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import org.jspecify.annotations.Nullable;

/** One value of one measure. */
public sealed interface Figure {

    /** A number of records, persons, countries … */
    record Count(long number) implements Figure {}

    /** A part of a whole, to four decimals. */
    record Share(BigDecimal value) implements Figure {

        static Share of(long some, int all) {
            return new Share(BigDecimal.valueOf(some).divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_UP));
        }
    }

    /** A day. */
    record Day(LocalDate date) implements Figure {}

    /** There is none: the first of nothing. */
    record Absent() implements Figure {}

    /** There is one, and it is not told. */
    record Withheld() implements Figure {}

    /** What a measure says where no record counts. */
    static Figure none(Measure measure) {
        return of(measure, 0L, null);
    }

    /** What a measure says by what was counted, or by the day that was found. */
    static Figure of(Measure measure, @Nullable Long n, @Nullable LocalDate day) {
        if (measure.rule() instanceof Rule.Earliest) {
            return day == null ? new Absent() : new Day(day);
        }
        long number = n == null ? 0 : n;
        return measure.rule() instanceof Rule.Share share ? Share.of(number, share.all()) : new Count(number);
    }

    /** As it is written: a number or a day; null for none. */
    default @Nullable Object written() {
        if (this instanceof Count count) {
            return count.number();
        } else if (this instanceof Share share) {
            return share.value();
        }
        return this instanceof Day day ? day.date() : null;
    }
}
