package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A further term that the parties agreed upon.
 *
 * @param agreedOn not after the last day of the term before: what has run out is followed by a new agreement instead
 * @param effectiveFrom the day after the last one of the term before
 * @param effectiveTo its last day, null if it is open
 */
public record Renewal(
        @NotNull UUID id,
        @NotNull LocalDate agreedOn,
        @NotNull LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {

    /** Whether it ends after it begins; else it is a slip, and no term. */
    boolean hasDays() {
        return effectiveTo == null || !effectiveTo.isBefore(effectiveFrom);
    }
}
