package jp.go.jica.partnerships.participants.participant;

import java.time.Instant;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Aggregate;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.jspecify.annotations.Nullable;

/**
 * That a person is known here, and nothing by which the person could be recognised: this goes into the journal and out
 * to every consumer. Who it is stands in {@link Person}.
 *
 * @param registeredBy the office of the caller who registered the person; null if the caller acted for several
 */
public record Participant(
        UUID id, int version, State state, @Nullable OfficeCode registeredBy, Instant recordedAt) implements Aggregate {

    /** How far a participant's record has come. */
    public enum State {
        REGISTERED
    }

    static DomainEvent<Participant> register(UUID id, @Nullable OfficeCode by, Instant at) {
        return DomainEvent.first("ParticipantRegistered", new Participant(id, 1, State.REGISTERED, by, at));
    }
}
