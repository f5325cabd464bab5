package jp.go.jica.partnerships.participants.imports;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.participants.participant.Person;
import jp.go.jica.partnerships.participants.participation.NewParticipation;
import jp.go.jica.partnerships.participants.participation.Participation;
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

    /** What a row would state of what is there. */
    record There(
            @JsonUnwrapped RunCode run,
            Person person,
            @JsonUnwrapped Participation participation) {}

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
