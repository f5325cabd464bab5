package jp.go.jica.partnerships.agreements.agreement.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import jp.go.jica.partnerships.agreements.agreement.Agreement;
import jp.go.jica.partnerships.agreements.agreement.Standing;
import org.jspecify.annotations.Nullable;

/**
 * An agreement as it is, or as it was on a day if that was asked for.
 *
 * @param asOf the day that was asked for; with it come the others
 * @param standing where it stood on that day
 * @param inForce whether it was in force on that day
 * @param term that covers that day; none before the first and after the last
 */
public record ReadAgreement(
        @JsonUnwrapped Agreement agreement,
        @Nullable LocalDate asOf,
        @Nullable Standing standing,
        @Nullable Boolean inForce,
        @Nullable CoveringTerm term) {

    /**
     * A term of the chain.
     *
     * @param to its last day; absent if it is open
     * @param automatic whether it followed of itself
     */
    public record CoveringTerm(LocalDate from, @Nullable LocalDate to, boolean automatic) {}

    static ReadAgreement now(Agreement agreement) {
        return new ReadAgreement(agreement, null, null, null, null);
    }

    static ReadAgreement on(Agreement agreement, LocalDate day) {
        Standing standing = agreement.standingOn(day);
        return new ReadAgreement(
                agreement.asOf(day),
                day,
                standing,
                standing == Standing.IN_FORCE,
                agreement
                        .termOn(day)
                        .map(term -> new CoveringTerm(term.from(), term.to(), term.automatic()))
                        .orElse(null));
    }
}
