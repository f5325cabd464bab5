package jp.go.jica.partnerships.reporting.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.referencedata.FiscalYear;

/** One or more fiscal years in a row, taken as one period: a person who came in two of them is one person. */
public record Period(FiscalYear from, FiscalYear to) {

    public Period {
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException(
                    "A period ends with FY%s before it begins with FY%s".formatted(to, from));
        }
    }

    public static Period of(FiscalYear year) {
        return new Period(year, year);
    }

    public LocalDate start() {
        return from.start();
    }

    /** Included. */
    public LocalDate end() {
        return to.end();
    }

    public boolean isOneYear() {
        return from.equals(to);
    }

    public List<FiscalYear> years() {
        return IntStream.rangeClosed(from.startYear(), to.startYear())
                .mapToObj(FiscalYear::of)
                .toList();
    }
}
