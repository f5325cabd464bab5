package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Japanese fiscal year: 1 April to 31 March, local dates of Tokyo, named by the year it starts in. 2016-03-31 is FY2015.
 * In JSON and in query parameters it is that year as four digits.
 */
public final class FiscalYear implements Comparable<FiscalYear> {

    // The bounds only catch slips of the finger.
    private static final int FIRST = 1900;
    private static final int LAST = 2199;
    private static final Pattern YEAR_WITHIN = Pattern.compile("(?<!\\d)(\\d{4})(?!\\d)");

    private final int startYear;

    private FiscalYear(int startYear) {
        this.startYear = startYear;
    }

    /**
     * The fiscal year that starts in this year.
     *
     * @throws InvalidCode if the year is not within 1900 to 2199
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static FiscalYear of(int startYear) {
        if (startYear < FIRST || startYear > LAST) {
            throw new InvalidCode(
                    "invalid-fiscal-year",
                    Integer.toString(startYear),
                    "is not a fiscal year between %d and %d".formatted(FIRST, LAST),
                    null,
                    null);
        }
        return new FiscalYear(startYear);
    }

    /** The fiscal year of a business date. */
    public static FiscalYear of(LocalDate date) {
        // The law counts a fiscal year from 1 April, so January to March belong to the year before.
        return of(date.getMonth().compareTo(Month.APRIL) < 0 ? date.getYear() - 1 : date.getYear());
    }

    /** The fiscal year that it is in Tokyo at this instant, whatever the server's time zone. */
    public static FiscalYear at(Instant instant) {
        return of(Tokyo.dateOf(instant));
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @param text the year it starts in, four digits
     * @throws InvalidCode if it is anything else; {@code FY2015} and {@code 2015-16} are refused with 2015 as suggestion
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static FiscalYear parse(String text) {
        if (text.matches("[0-9]{4}")) {
            return of(Integer.parseInt(text));
        }
        throw new InvalidCode(
                "invalid-fiscal-year",
                text,
                "is not a fiscal year: give the year in which it starts as four digits",
                yearWithin(text),
                null);
    }

    /** The year it starts in: 2015 for 2015-04-01 to 2016-03-31. */
    @JsonValue
    public int startYear() {
        return startYear;
    }

    /** 1 April. */
    public LocalDate start() {
        return LocalDate.of(startYear, Month.APRIL, 1);
    }

    /** 31 March of the next calendar year, included. */
    public LocalDate end() {
        return LocalDate.of(startYear + 1, Month.MARCH, 31);
    }

    public boolean contains(LocalDate date) {
        return !date.isBefore(start()) && !date.isAfter(end());
    }

    public FiscalYear next() {
        return of(startYear + 1);
    }

    public FiscalYear previous() {
        return of(startYear - 1);
    }

    @Override
    public int compareTo(FiscalYear other) {
        return Integer.compare(startYear, other.startYear);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FiscalYear year && year.startYear == startYear;
    }

    @Override
    public int hashCode() {
        return startYear;
    }

    /** Four digits, the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return Integer.toString(startYear);
    }

    private static @Nullable String yearWithin(String text) {
        if (text.length() > 20) {
            return null;
        }
        try {
            return of(PartialDate.parse(text).lastDay()).toString();
        } catch (InvalidCode notADate) {
            Matcher year = YEAR_WITHIN.matcher(text);
            return year.find() && Integer.parseInt(year.group(1)) >= FIRST && Integer.parseInt(year.group(1)) <= LAST
                    ? year.group(1)
                    : null;
        }
    }
}
