package jp.go.jica.partnerships.participants.participation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.jspecify.annotations.Nullable;

/**
 * A nomination, or with {@code acceptedOn} and what followed it a participation of the past.
 *
 * @param term by default told by the run's dates
 * @param seatsExceededReason why one more is accepted where no place is left
 */
public record NewParticipation(
        @NotNull UUID participantId,
        @NotNull UUID programRunId,
        @NotNull CountryCode sendingCountry,
        @Nullable SendingCountryReason sendingCountryReason,
        @Nullable Term term,
        @Size(max = 50) List<@NotNull LocalGovernmentCode> hostLocalGovernments,
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate arrivedOn,
        @Nullable LocalDate completedOn,
        @Nullable LocalDate withdrawnOn,
        @Nullable SeatsExceededReason seatsExceededReason) {

    public NewParticipation {
        // Jackson hands over null for a list that is absent.
        hostLocalGovernments = hostLocalGovernments == null ? List.of() : hostLocalGovernments;
    }

    boolean tellsThePast() {
        return !past().equals(Progress.Past.NOTHING);
    }

    Progress.Past past() {
        return new Progress.Past(acceptedOn, arrivedOn, completedOn, withdrawnOn);
    }

    Nomination nomination(KnownRun run) {
        return new Nomination(
                participantId,
                programRunId,
                run.programId(),
                sendingCountry,
                sendingCountryReason,
                term == null ? Term.between(run.plannedStart(), run.plannedEnd()) : term,
                hostLocalGovernments);
    }
}
