package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;

/**
 * A date of which only the year ({@code 2009}) or the month ({@code 2009-04}) may be known. In JSON it is that string.
 *
 * @param text ISO 8601: a year, a month or a day
 * @param firstDay the earliest day it can mean
 * @param lastDay the latest day it can mean
 */
public record PartialDate(@JsonValue String text, LocalDate firstDay, LocalDate lastDay)
        implements Comparable<PartialDate> {

    // Else {"text":"2009"} would be read too, as a date without days.
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public PartialDate {}

    /**
     * Reads a year, a month or a day.
     *
     * @throws InvalidCode if the text is none of them
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PartialDate parse(String text) {
        try {
            return switch (text.length()) {
                case 4 -> {
                    Year year = Year.parse(text);
                    yield new PartialDate(text, year.atDay(1), year.atMonth(12).atEndOfMonth());
                }
                case 7 -> {
                    YearMonth month = YearMonth.parse(text);
                    yield new PartialDate(text, month.atDay(1), month.atEndOfMonth());
                }
                default -> {
                    LocalDate day = LocalDate.parse(text);
                    yield new PartialDate(text, day, day);
                }
            };
        } catch (DateTimeException notADate) {
            throw new InvalidCode(
                    "invalid-date", text, "is not a date such as 2009, 2009-04 or 2009-04-01", null, null);
        }
    }

    /** The fiscal year, if all days that are meant share one: 2007-04 has one, 2009 has none. */
    public Optional<FiscalYear> fiscalYear() {
        FiscalYear first = FiscalYear.of(firstDay);
        return first.contains(lastDay) ? Optional.of(first) : Optional.empty();
    }

    /** By first day; of two that begin together the vaguer one comes first. */
    @Override
    public int compareTo(PartialDate other) {
        int byStart = firstDay.compareTo(other.firstDay);
        return byStart != 0 ? byStart : other.lastDay.compareTo(lastDay);
    }

    @Override
    public String toString() {
        return text;
    }
}
