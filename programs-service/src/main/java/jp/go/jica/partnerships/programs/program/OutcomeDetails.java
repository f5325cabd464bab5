package jp.go.jica.partnerships.programs.program;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.PartialDate;
import org.jspecify.annotations.Nullable;

/**
 * What a recorder states of an outcome.
 *
 * @param type a code of IATI's ResultType list: 1 output, 2 outcome, 3 impact, 9 other
 * @param date a year, a month or a day: {@code 2009}, {@code 2009-04}, {@code 2009-04-01}
 * @param place in words, as it is usually told
 */
public record OutcomeDetails(
        @NotNull @Pattern(regexp = "[1239]") String type,
        @NotNull @Valid BilingualText title,
        @NotNull PartialDate date,
        @Size(max = 300) @Nullable String place,
        @Nullable CountryCode country) {

    // As for every business date; outside of these it is a slip.
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    void check(String pointer, LocalDate today) {
        if (date.firstDay().getYear() < FIRST_YEAR || date.lastDay().getYear() > LAST_YEAR) {
            throw Refusal.invalid(
                    "unreadable-value", pointer, "A date from %d to %d is wanted".formatted(FIRST_YEAR, LAST_YEAR));
        }
        if (date.firstDay().isAfter(today)) {
            throw Refusal.brokenRule("date-in-future", pointer, "%s is still to come".formatted(date));
        }
    }
}
