package jp.go.jica.partnerships.participants.participant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.jspecify.annotations.Nullable;

/**
 * Persons of a list: found and registered many at a time by the rules of single commands, in the transaction that is
 * there. It is not transactional itself, so that a row that is refused does not give up the others.
 */
@ApplicationScoped
public class ListedPersons {

    private final Participants participants;
    private final Persons persons;
    private final Duplicates duplicates;
    private final Caller caller;
    private final IdGenerator ids;
    private final Clock clock;

    public ListedPersons(
            Participants participants,
            Persons persons,
            Duplicates duplicates,
            Caller caller,
            IdGenerator ids,
            Clock clock) {
        this.participants = participants;
        this.persons = persons;
        this.duplicates = duplicates;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
    }

    /** A person with an id, registered already or about to be. */
    public record Listed(UUID id, Person person) {}

    /** Those who are there with these numbers; for a number of somebody whom the caller may not know of, null. */
    public Map<String, @Nullable Listed> withNumbers(Collection<String> participantNumbers) {
        Map<String, UUID> there = persons.withNumbers(participantNumbers);
        Set<UUID> visible = persons.visibleAmong(there.values());
        Map<UUID, Person> opened = persons.of(visible);
        Map<String, @Nullable Listed> found = new HashMap<>();
        there.forEach((number, id) -> {
            Person person = opened.get(id);
            found.put(number, person == null ? null : new Listed(id, person));
        });
        return found;
    }

    /** Somebody new, who is not written yet. */
    public Listed begin(Person person) {
        caller.requireAnyOffice();
        person.check(Tokyo.today(clock));
        return new Listed(ids.unlinkable(), person);
    }

    /** Refuses a number of which the caller may not know whose it is. */
    public static Refusal takenElsewhere() {
        return Refusal.duplicate(
                "duplicate",
                "/person/participantNumber",
                "This number is somebody's whom another office registered; have the person shared first");
    }

    /** Writes those who are new, and tells of each with whom else it may be the same person. */
    public Map<UUID, List<DuplicateCandidate>> register(Collection<Listed> begun) {
        if (begun.isEmpty()) {
            return Map.of();
        }
        // PostgreSQL keeps microseconds; what is told must be what is stored.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        OfficeCode office = caller.onlyOffice().orElse(null);
        Map<UUID, Person> registered = begun.stream().collect(Collectors.toMap(Listed::id, Listed::person));
        participants.register(
                begun.stream()
                        .map(each -> Participant.register(each.id(), office, now))
                        .toList(),
                registered,
                now);
        return duplicates.of(registered);
    }
}
