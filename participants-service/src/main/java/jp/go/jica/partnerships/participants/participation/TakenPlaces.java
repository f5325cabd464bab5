package jp.go.jica.partnerships.participants.participation;

import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/**
 * The places of a run that are taken while nobody else can take one.
 *
 * @param all those accepted, without those who withdrew before the run began
 * @param ofCountry those of them whom the country sends that is asked for
 * @param samePerson the person asked for has a live participation in the run
 */
record TakenPlaces(int all, int ofCountry, boolean samePerson) {

    void requireOneLeft(KnownRun run, CountryCode country) {
        requireOneLeft(run.capacity(), all, "The run");
        requireOneLeft(run.seatsOf(country), ofCountry, country.value());
    }

    void requireNotYet() {
        if (samePerson) {
            throw Refusal.duplicate("duplicate", "/participantId", "The person takes part in this run already");
        }
    }

    private static void requireOneLeft(@Nullable Integer places, int taken, String whose) {
        if (places != null && taken >= places) {
            throw Refusal.brokenRule("no-seat-left", "", "%s has %d places, all taken".formatted(whose, places));
        }
    }
}
