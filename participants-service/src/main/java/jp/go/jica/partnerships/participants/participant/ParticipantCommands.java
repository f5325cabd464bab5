package jp.go.jica.partnerships.participants.participant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.participants.accesslog.AccessLog;
import jp.go.jica.partnerships.participants.accesslog.AccessPurpose;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.jspecify.annotations.Nullable;

/** What may be done with participants; each command is one transaction with one event. */
@ApplicationScoped
@Transactional
public class ParticipantCommands {

    private final Participants participants;
    private final Persons persons;
    private final Duplicates duplicates;
    private final Guesses guesses;
    private final AccessLog accessLog;
    private final Caller caller;
    private final IdGenerator ids;
    private final Clock clock;

    public ParticipantCommands(
            Participants participants,
            Persons persons,
            Duplicates duplicates,
            Guesses guesses,
            AccessLog accessLog,
            Caller caller,
            IdGenerator ids,
            Clock clock) {
        this.participants = participants;
        this.persons = persons;
        this.duplicates = duplicates;
        this.guesses = guesses;
        this.accessLog = accessLog;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
    }

    /** Answers with everything that was told, and with whom else it may be. */
    public ParticipantView register(Person person) {
        person.check(Tokyo.today(clock));
        UUID id = ids.unlinkable();
        return participants
                .register(Participant.register(id, caller.onlyOffice().orElse(null), now()), person)
                .with(duplicates.of(id, person));
    }

    /** The change goes from the person as it is kept to what it shall be. */
    public ParticipantView revise(
            UUID id,
            Precondition precondition,
            UnaryOperator<Person> change,
            @Nullable AccessPurpose purpose,
            String operation) {
        Participant participant = participants.known(id, precondition);
        caller.requireAnyOffice();
        Person before = persons.required(id);
        Person after = change.apply(before);
        after.check(Tokyo.today(clock));
        Participant revised = participants.record(participant.revise());
        persons.revise(id, revised.version(), before, after);
        return participants.seen(revised, purpose, operation);
    }

    /** Opens a person of another office to the caller's, which knows number and birth date already. */
    public ParticipantView share(UUID id, Sharing sharing, String operation) {
        caller.requireAnyOffice();
        guesses.check();
        Optional<Participant> named = participants.ofAnyOffice(id);
        Participant participant = named.filter(
                        there -> there.state() != Participant.State.ERASED && sharing.proves(persons.required(id)))
                .orElseThrow(() -> {
                    guesses.wrong();
                    named.ifPresent(
                            there -> accessLog.appendVain(there.id(), AccessPurpose.DUPLICATE_CHECK, operation));
                    return Refusal.notFound();
                });
        accessLog.append(List.of(id), AccessPurpose.DUPLICATE_CHECK, operation);
        persons.openTo(id, caller.offices());
        return participants.seen(participant, null, operation);
    }

    /** Records that may be of the same person. */
    public List<DuplicateCandidate> duplicatesOf(UUID id) {
        participants.known(id);
        return duplicates.of(id, persons.required(id));
    }

    private Instant now() {
        // PostgreSQL keeps microseconds; what is answered must be what is stored.
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
