package jp.go.jica.partnerships.reporting.fold;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one event says about its aggregate, in the columns of the fact tables. Codes are those of the reference data, or
 * one of {@link Codes}' words for what is missing or not known.
 */
sealed interface Fact {

    /**
     * A program. One that was entered in error has none of its days, so that it counts in nothing.
     *
     * @param leadOffice the present one
     * @param ledBy the offices that have led it, in order
     * @param ledFrom from which day on the second of them led, the third …
     * @param runs all its holdings, as of this version
     */
    record Program(
            UUID programId,
            int version,
            @Nullable String programCode,
            String scheme,
            String kind,
            String leadOffice,
            List<String> ledBy,
            List<LocalDate> ledFrom,
            List<String> cooperatingOffices,
            String facility,
            String delivery,
            List<String> countries,
            List<String> sectors,
            String thematicField,
            List<String> sdgGoals,
            List<String> localGovernments,
            String state,
            @Nullable LocalDate proposedOn,
            @Nullable LocalDate adoptedOn,
            @Nullable LocalDate rejectedOn,
            @Nullable LocalDate withdrawnOn,
            @Nullable LocalDate contractedOn,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate completedOn,
            @Nullable LocalDate cancelledOn,
            @Nullable LocalDate plannedStart,
            @Nullable LocalDate plannedEnd,
            List<Run> runs)
            implements Fact {}

    /** A holding of a program. */
    record Run(
            UUID runId,
            UUID programId,
            @Nullable LocalDate plannedStart,
            @Nullable LocalDate plannedEnd) {}

    /** One person in one run. One that was entered in error has none of its days, so that it counts in nothing. */
    record Participation(
            UUID participationId,
            int version,
            UUID participantId,
            UUID programId,
            @Nullable UUID runId,
            String country,
            String nationality,
            String sex,
            String ageBand,
            String organisationType,
            String occupation,
            @Nullable String term,
            List<String> localGovernments,
            String state,
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate cancelledOn,
            @Nullable LocalDate noShowOn,
            @Nullable LocalDate arrivedOn,
            @Nullable LocalDate completedOn,
            @Nullable LocalDate withdrawnOn,
            @Nullable LocalDate plannedStart,
            @Nullable LocalDate plannedEnd)
            implements Fact {}

    /**
     * An agreement. One that was entered in error has none of its days, so that it counts in nothing.
     *
     * @param contents what has been agreed, one after the other as amendments took effect
     * @param inForce the days on which it is in force, as PostgreSQL writes a multirange of dates
     * @param renewedOn the first days of the terms that followed the first
     * @param expiresOn the last day of its last term by what had been agreed on each of the days of {@code expiryKnownFrom}
     *     and until the next of them; null where it is open, goes on by itself or ends otherwise
     */
    record Agreement(
            UUID agreementId,
            int version,
            @Nullable String agreementNumber,
            String agreementType,
            String leadOffice,
            List<Contents> contents,
            String state,
            @Nullable LocalDate signedOn,
            @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate terminatedOn,
            String inForce,
            List<LocalDate> renewedOn,
            List<LocalDate> amendedOn,
            List<@Nullable LocalDate> expiresOn,
            List<LocalDate> expiryKnownFrom)
            implements Fact {}

    /**
     * What an agreement holds for some time.
     *
     * @param contentsFrom its first day; null from the beginning
     * @param contentsUntil the first day of what came after it; null for the last
     */
    record Contents(
            @Nullable LocalDate contentsFrom,
            @Nullable LocalDate contentsUntil,
            List<String> countries,
            List<String> cooperationFields,
            List<String> localGovernments) {}

    /**
     * A person: counted through participations.
     *
     * @param mergedInto the participant who is the same person; null for one who stands alone
     */
    record Participant(UUID participantId, @Nullable UUID mergedInto) implements Fact {}
}
