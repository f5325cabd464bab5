package jp.go.jica.partnerships.participants.participation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.jspecify.annotations.Nullable;

/**
 * Who comes instead of somebody else; what is not given is as it was for the one who is replaced.
 *
 * @param acceptedOn when the person was accepted; without it the person is nominated
 */
public record Replacement(
        @NotNull UUID participantId,
        @Nullable CountryCode sendingCountry,
        @Nullable SendingCountryReason sendingCountryReason,
        @Nullable Term term,
        @Nullable @Size(max = 50) List<@NotNull LocalGovernmentCode> hostLocalGovernments,
        @Nullable LocalDate acceptedOn,
        @Nullable SeatsExceededReason seatsExceededReason) {

    NewParticipation insteadOf(Nomination replaced) {
        // A reason why there is no country goes with the country.
        SendingCountryReason sameReason = sendingCountry == null ? replaced.sendingCountryReason() : null;
        return new NewParticipation(
                participantId,
                replaced.programRunId(),
                sendingCountry == null ? replaced.sendingCountry() : sendingCountry,
                sendingCountryReason == null ? sameReason : sendingCountryReason,
                term == null ? replaced.term() : term,
                hostLocalGovernments == null ? replaced.hostLocalGovernments() : hostLocalGovernments,
                acceptedOn,
                null,
                null,
                null,
                seatsExceededReason);
    }
}
