package jp.go.jica.partnerships.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final UUID aggregate = new UUID(1, 1);
    private final Admission admission = new Admission();

    @Test
    void versionsAreAdmittedInTheirOrderHoweverTheyCome() {
        admission.take(event(3));
        admission.take(event(1));
        admission.take(event(2));

        assertThat(admittedVersions()).containsExactly(1, 2, 3);
        assertThat(admission.refused()).isEmpty();
    }

    @Test
    void nextVersionOfAKnownAggregateIsAdmitted() {
        admission.headOf(key(aggregate), 4);
        admission.take(event(5));

        assertThat(admittedVersions()).containsExactly(5);
    }

    @Test
    void eventThatWasFoldedBeforeIsADuplicate() {
        admission.headOf(key(aggregate), 4);
        admission.folded(key(aggregate), 2, idOf(2), 1);
        admission.take(event(2));

        assertThat(admission.duplicates()).containsExactly(Map.entry("participant", 1));
        assertThat(admission.admitted()).isEmpty();
        assertThat(admission.refused()).isEmpty();
    }

    @Test
    void eventThatComesTwiceInOneBatchIsADuplicate() {
        admission.take(event(1));
        admission.take(event(1));

        assertThat(admittedVersions()).containsExactly(1);
        assertThat(admission.duplicates()).containsExactly(Map.entry("participant", 1));
    }

    @Test
    void eventBehindAHoleWaitsUntilTheHoleIsFilled() {
        admission.take(event(2));
        admission.take(event(3));
        assertThat(admission.admitted()).isEmpty();
        assertThat(reasons()).containsExactly(Admission.Reason.VERSION_HOLE, Admission.Reason.VERSION_HOLE);

        admission.take(event(1));
        assertThat(admittedVersions()).containsExactly(1, 2, 3);
        assertThat(admission.refused()).isEmpty();
    }

    @Test
    void eventThatWaitedSinceAnEarlierBatchIsReleased() {
        admission.headOf(key(aggregate), 1);
        admission.waiting(event(3), false);
        admission.take(event(3));
        assertThat(admission.duplicates()).containsExactly(Map.entry("participant", 1));

        admission.take(event(2));
        assertThat(admittedVersions()).containsExactly(2, 3);
        assertThat(admission.released()).containsExactly(idOf(3));
        assertThat(admission.refused()).isEmpty();
    }

    @Test
    void violatingEventHoldsUpItsOwnAggregateAndNoOther() {
        UUID other = new UUID(2, 2);
        admission.take(event(1));
        admission.take(new Received.Violating(event(2).told(), "/after/scheme is missing"));
        admission.take(event(3));
        admission.take(valid(other, 1, new UUID(9, 1)));

        assertThat(admission.admitted())
                .extracting(Received.Placed::aggregate)
                .containsExactly(key(aggregate), key(other));
        assertThat(reasons()).containsExactly(Admission.Reason.SCHEMA, Admission.Reason.WAITS);
    }

    @Test
    void otherEventAtTheSameVersionIsAForkAndHoldsUpTheAggregate() {
        admission.headOf(key(aggregate), 2);
        admission.folded(key(aggregate), 2, idOf(2), 1);
        admission.take(valid(aggregate, 2, new UUID(7, 7)));
        admission.take(event(3));

        assertThat(admission.admitted()).isEmpty();
        assertThat(reasons()).containsExactly(Admission.Reason.FORK, Admission.Reason.WAITS);
    }

    @Test
    void forkThatWaitsAlreadyIsADuplicateWhenItComesAgain() {
        admission.headOf(key(aggregate), 2);
        admission.folded(key(aggregate), 2, idOf(2), 1);
        Received.Valid fork = valid(aggregate, 2, new UUID(7, 7));
        admission.waiting(fork, true);
        admission.take(fork);

        assertThat(admission.duplicates()).containsExactly(Map.entry("participant", 1));
        assertThat(admission.refused()).isEmpty();
    }

    @Test
    void forkAgainstWhichWasDecidedHoldsUpNothingAndIsADuplicateWhenItComesAgain() {
        admission.headOf(key(aggregate), 2);
        admission.folded(key(aggregate), 2, idOf(2), 1);
        Received.Valid fork = valid(aggregate, 2, new UUID(7, 7));
        admission.discardedFork(fork);
        admission.take(fork);
        admission.take(event(3));

        assertThat(admission.duplicates()).containsExactly(Map.entry("participant", 1));
        assertThat(admittedVersions()).containsExactly(3);
    }

    @Test
    void eventThatComesAfterItsVersionWasPassedIsKeptAside() {
        admission.headOf(key(aggregate), 4);
        admission.take(event(3));
        admission.take(event(5));

        assertThat(admittedVersions()).containsExactly(5);
        assertThat(reasons()).containsExactly(Admission.Reason.PASSED);
    }

    @Test
    void laterLifeOfAJournalSupersedesTheTailThatWasLost() {
        admission.headOf(key(aggregate), 3);
        admission.folded(key(aggregate), 2, idOf(2), 1);
        admission.folded(key(aggregate), 3, idOf(3), 1);
        admission.waiting(event(4), true);
        Received.Valid second = valid(aggregate, 2, new UUID(7, 2), 2);
        Received.Valid third = valid(aggregate, 3, new UUID(7, 3), 2);
        admission.take(second);
        admission.take(third);

        assertThat(admission.admitted()).containsExactly(second, third);
        assertThat(admission.superseded()).containsExactly(new Admission.Superseded("participant", aggregate, 2, 2));
        assertThat(admission.refused()).isEmpty();
    }

    @Test
    void laterLifeSupersedesWhatCameInTheSameBatch() {
        Received.Valid second = valid(aggregate, 2, new UUID(7, 2), 2);
        admission.take(event(1));
        admission.take(event(2));
        admission.take(event(3));
        admission.take(second);

        assertThat(admission.admitted()).containsExactly(event(1), second);
    }

    @Test
    void eventOfALifeThatIsOverIsDropped() {
        admission.headOf(key(aggregate), 2);
        admission.folded(key(aggregate), 2, new UUID(7, 2), 2);
        admission.take(event(2));
        admission.take(valid(aggregate, 3, idOf(3), 2));

        assertThat(admission.outlived()).isEqualTo(1);
        assertThat(admittedVersions()).containsExactly(3);
        assertThat(admission.refused()).isEmpty();
    }

    @Test
    void whatWaitsIsLookedAtAgainWithoutANewEvent() {
        admission.headOf(key(aggregate), 1);
        admission.waiting(event(2), false);
        admission.waiting(event(3), false);
        admission.resume(key(aggregate));

        assertThat(admission.released()).containsExactly(idOf(2), idOf(3));
    }

    @Test
    void recordWithoutAPlaceIsKeptAside() {
        ReceivedRecord received = event(1).record();
        admission.take(new Received.Unplaced(received, "header ce_id is missing"));

        assertThat(reasons()).containsExactly(Admission.Reason.UNREADABLE);
    }

    private List<Integer> admittedVersions() {
        return admission.admitted().stream().map(Received.Placed::version).toList();
    }

    private List<Admission.Reason> reasons() {
        return admission.refused().stream().map(Admission.Refused::reason).toList();
    }

    private Received.Valid event(int version) {
        return valid(aggregate, version, idOf(version));
    }

    private static Received.Valid valid(UUID aggregate, int version, UUID eventId) {
        return valid(aggregate, version, eventId, 1);
    }

    private static Received.Valid valid(UUID aggregate, int version, UUID eventId, int epoch) {
        ReceivedRecord received = new ReceivedRecord("participants.participant.v1", 0, version, null, Map.of(), null);
        return new Received.Valid(
                new Told(
                        key(aggregate),
                        version,
                        eventId,
                        epoch,
                        "participants.participant-registered.v1",
                        Instant.EPOCH,
                        null,
                        received),
                new Fact.Participant(aggregate, null));
    }

    private static AggregateKey key(UUID id) {
        return new AggregateKey("participant", id);
    }

    private static UUID idOf(int version) {
        return new UUID(3, version);
    }
}
