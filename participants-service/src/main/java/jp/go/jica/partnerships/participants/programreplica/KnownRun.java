package jp.go.jica.partnerships.participants.programreplica;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.jspecify.annotations.Nullable;

/**
 * A run of a program as far as it has been heard of.
 *
 * @param programState as the owner tells it, also one that this service does not know yet
 * @param programAnnulled whether the program was entered in error and counts in nothing
 * @param programLeadOffice as the owner tells it
 * @param capacity persons at most; null if the run is open
 * @param seats persons at most by sending country; a country that is not named has no number of its own
 */
public record KnownRun(
        UUID id,
        UUID programId,
        String programState,
        boolean programAnnulled,
        String programLeadOffice,
        LocalDate plannedStart,
        LocalDate plannedEnd,
        @Nullable Integer capacity,
        Map<String, Integer> seats) {

    private static final Set<String> ADOPTED_OR_LATER =
            Set.of("ADOPTED", "CONTRACTED", "IMPLEMENTING", "SUSPENDED", "COMPLETED");

    public static Refusal unknown(UUID runId) {
        return Refusal.unknownReference("/programRunId", "The program run %s is not known here".formatted(runId));
    }

    /** Whether somebody can be accepted: not into what was never adopted, was cancelled or entered in error. */
    public boolean adopted() {
        return !programAnnulled && ADOPTED_OR_LATER.contains(programState);
    }

    /** The office that answers for what is recorded of the run. */
    public OfficeCode leadOffice() {
        try {
            return OfficeCode.parse(programLeadOffice);
        } catch (InvalidCode newer) {
            throw Refusal.unavailable("The program's lead office is not in this service's reference data yet");
        }
    }

    /** Persons whom the country may send, null if it has no number of its own. */
    public @Nullable Integer seatsOf(CountryCode country) {
        return seats.get(country.value());
    }
}
