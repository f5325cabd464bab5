package jp.go.jica.partnerships.participants.participant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Aggregate;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.jspecify.annotations.Nullable;

/**
 * That a person is known here, and nothing by which the person could be recognised: this goes into the journal and out
 * to every consumer. Who it is stands in {@link Person}.
 *
 * @param registeredBy the office of the caller who registered the person; null if the caller acted for several
 * @param mergedInto the participant who is the same person, and under whom this one is counted
 * @param erasedOn since when it is not known any more who it was
 */
public record Participant(
        UUID id,
        int version,
        State state,
        @Nullable OfficeCode registeredBy,
        @Nullable UUID mergedInto,
        @Nullable LocalDate erasedOn,
        Instant recordedAt)
        implements Aggregate {

    /** How far a participant's record has come. */
    public enum State {
        REGISTERED,
        /** It was found to be of the same person as another one. */
        MERGED,
        /** Only that there was somebody is left. */
        ERASED
    }

    static DomainEvent<Participant> register(UUID id, @Nullable OfficeCode by, Instant at) {
        return DomainEvent.first("ParticipantRegistered", new Participant(id, 1, State.REGISTERED, by, null, null, at));
    }

    /** Something personal was changed; what it was is told to nobody. */
    DomainEvent<Participant> revise() {
        requireNotErased();
        return DomainEvent.change("ParticipantRevised", this, next(state, mergedInto, erasedOn));
    }

    DomainEvent<Participant> merge(Participant into) {
        requireNotErased();
        into.requireNotErased();
        if (into.id.equals(id)) {
            throw Refusal.brokenRule("merged-into-itself", "/into", "A record cannot be merged into itself");
        }
        if (state == State.MERGED) {
            throw Refusal.stateConflict("participant-merged", "This record has been merged into another one already");
        }
        if (into.state == State.MERGED) {
            throw Refusal.stateConflict(
                    "survivor-merged", "The record named has itself been merged into another one; name that one");
        }
        return DomainEvent.change("ParticipantMerged", this, next(State.MERGED, into.id, null));
    }

    DomainEvent<Participant> reverseMerge() {
        requireNotErased();
        if (state != State.MERGED) {
            throw Refusal.stateConflict("participant-not-merged", "This record has not been merged into another one");
        }
        return DomainEvent.change("ParticipantMergeReversed", this, next(State.REGISTERED, null, null));
    }

    /** For ever: who it was is known no longer. */
    DomainEvent<Participant> erase(ErasureReason reason, LocalDate on) {
        requireNotErased();
        return DomainEvent.change("ParticipantErased", this, next(State.ERASED, mergedInto, on))
                .because(reason.name());
    }

    private void requireNotErased() {
        if (state == State.ERASED) {
            throw Refusal.stateConflict("participant-erased", "Who this was is not kept any more");
        }
    }

    private Participant next(State then, @Nullable UUID into, @Nullable LocalDate erased) {
        return new Participant(id, version + 1, then, registeredBy, into, erased, recordedAt);
    }
}
