package jp.go.jica.partnerships.participants.imports;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.participants.participant.Person;
import jp.go.jica.partnerships.participants.participation.NewParticipation;
import jp.go.jica.partnerships.participants.participation.Nomination;
import jp.go.jica.partnerships.participants.participation.Participation;
import jp.go.jica.partnerships.participants.participation.Progress;
import jp.go.jica.partnerships.participants.participation.SeatsExceededReason;
import jp.go.jica.partnerships.participants.participation.SendingCountryReason;
import jp.go.jica.partnerships.participants.participation.Term;
import jp.go.jica.partnerships.participants.programreplica.RunCode;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.jspecify.annotations.Nullable;

/**
 * Who took part in which run, as one row of a file states it: a registration and a participation in one.
 *
 * @param term by default told by the run's dates
 * @param seatsExceededReason why the person was accepted where no place was left
 */
public record CohortMember(
        @NotBlank @Size(max = 60) String programCode,
        @NotBlank @Size(max = 60) String runCode,
        @NotNull @Valid Person person,
        @NotNull CountryCode sendingCountry,
        @Nullable SendingCountryReason sendingCountryReason,
        @Nullable Term term,
        @Size(max = 50) List<@NotNull LocalGovernmentCode> hostLocalGovernments,
        @NotNull LocalDate acceptedOn,
        @Nullable LocalDate arrivedOn,
        @Nullable LocalDate completedOn,
        @Nullable LocalDate withdrawnOn,
        @Nullable SeatsExceededReason seatsExceededReason) {

    public CohortMember {
        // Jackson hands over null for a list that is absent.
        hostLocalGovernments = hostLocalGovernments == null ? List.of() : hostLocalGovernments;
    }

    /** The row that would state what is there. */
    record There(
            String programCode,
            String runCode,
            Person person,
            CountryCode sendingCountry,
            @Nullable SendingCountryReason sendingCountryReason,
            Term term,
            List<LocalGovernmentCode> hostLocalGovernments,
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate arrivedOn,
            @Nullable LocalDate completedOn,
            @Nullable LocalDate withdrawnOn,
            @Nullable SeatsExceededReason seatsExceededReason) {

        static There of(RunCode run, Person person, Participation participation) {
            Nomination nomination = participation.nomination();
            Progress progress = participation.progress();
            return new There(
                    run.programCode(),
                    run.runCode(),
                    person,
                    nomination.sendingCountry(),
                    nomination.sendingCountryReason(),
                    nomination.term(),
                    nomination.hostLocalGovernments(),
                    progress.acceptedOn(),
                    progress.arrivedOn(),
                    progress.completedOn(),
                    progress.withdrawnOn(),
                    progress.seatsExceededReason());
        }
    }

    RunCode run() {
        return new RunCode(programCode, runCode);
    }

    NewParticipation participation(UUID participantId, UUID programRunId) {
        return new NewParticipation(
                participantId,
                programRunId,
                sendingCountry,
                sendingCountryReason,
                term,
                hostLocalGovernments,
                acceptedOn,
                arrivedOn,
                completedOn,
                withdrawnOn,
                seatsExceededReason);
    }

    @Override
    public String toString() {
        return "CohortMember[…]";
    }
}
