package jp.go.jica.partnerships.participants.participation;

import java.util.Map;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/**
 * The places of a run that are taken while nobody else can take one.
 *
 * @param all those accepted, without those who never came and those whose place was given to somebody else
 * @param ofCountry those of them whom the country sends that is asked for
 * @param samePerson the person asked for has a live participation in the run
 */
record TakenPlaces(int all, int ofCountry, boolean samePerson) {

    static TakenPlaces of(Map<CountryCode, Integer> byCountry, CountryCode country, boolean samePerson) {
        return new TakenPlaces(
                byCountry.values().stream().mapToInt(Integer::intValue).sum(),
                byCountry.getOrDefault(country, 0),
                samePerson);
    }

    /**
     * Takes one more.
     *
     * @param stated why one more is taken where none is left
     * @return the reason if it was needed
     */
    @Nullable
    SeatsExceededReason takeOne(KnownRun run, CountryCode country, @Nullable SeatsExceededReason stated) {
        boolean left = isLeft(run.capacity(), all, "The run", stated);
        return takeOneOf(run, country, stated) == null && left ? null : stated;
    }

    /** The same for a person who has a place of the run and now comes from another country. */
    @Nullable
    SeatsExceededReason takeOneOf(KnownRun run, CountryCode country, @Nullable SeatsExceededReason stated) {
        return isLeft(run.seatsOf(country), ofCountry, country.value(), stated) ? null : stated;
    }

    void requireNotYet() {
        if (samePerson) {
            throw Refusal.duplicate("duplicate", "/participantId", "The person takes part in this run already");
        }
    }

    private static boolean isLeft(
            @Nullable Integer places, int taken, String whose, @Nullable SeatsExceededReason stated) {
        boolean left = places == null || taken < places;
        if (!left && stated == null) {
            throw Refusal.brokenRule(
                    "no-seat-left",
                    "",
                    "%s has %d places, all taken; seatsExceededReason accepts one more".formatted(whose, places));
        }
        return left;
    }
}
