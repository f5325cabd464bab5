package jp.go.jica.partnerships.participants.participant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.Tokyo;

/** Erases persons, and tells when that is complete. */
@ApplicationScoped
@Transactional
public class ErasureCommands {

    private final Participants participants;
    private final Persons persons;
    private final Erasures erasures;
    private final Clock clock;

    public ErasureCommands(Participants participants, Persons persons, Erasures erasures, Clock clock) {
        this.participants = participants;
        this.persons = persons;
        this.erasures = erasures;
        this.clock = clock;
    }

    /** An erasure, and the stub that is left. */
    public record Erased(Participant participant, Erasure erasure) {}

    /** Of the person, with all records that were found to be of the same person. */
    public Erased erase(UUID id, Precondition precondition, ErasureReason reason) {
        Participant participant = participants.known(id, precondition);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Erased erased = erased(participant, reason, now);
        participants.mergedInto(id).stream()
                .map(participants::known)
                .filter(merged -> merged.state() != Participant.State.ERASED)
                .forEach(merged -> erased(merged, reason, now));
        return erased;
    }

    private Erased erased(Participant participant, ErasureReason reason, Instant at) {
        LocalDate today = Tokyo.today(clock);
        Participant stub = participants.record(participant.erase(reason, today));
        persons.erase(stub.id());
        return new Erased(stub, erasures.add(stub.id(), reason, at));
    }

    public Erasure required(UUID participantId, UUID erasureId) {
        participants.requireKnown(participantId);
        return erasures.find(participantId, erasureId).orElseThrow(Refusal::notFound);
    }
}
