package jp.go.jica.partnerships.participants.participant;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.journal.AggregateTable;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.journal.Journal;

/**
 * All participants. Who may register one, who may know of one, and who sees what is personal, is decided here, beside the storage, so that
 * no command and no answer can forget it.
 */
@ApplicationScoped
public class Participants {

    private final AggregateTable<Participant> table;
    private final Persons persons;
    private final BlindIndex index;
    private final VisiblePersons visible;
    private final Caller caller;

    public Participants(
            AgroalDataSource dataSource,
            ObjectMapper json,
            Journal journal,
            Persons persons,
            BlindIndex index,
            VisiblePersons visible,
            Caller caller) {
        this.table = new AggregateTable<>(dataSource, json, journal, Participant.class, "participant");
        this.persons = persons;
        this.index = index;
        this.visible = visible;
        this.caller = caller;
    }

    public ParticipantView required(UUID id) {
        Participant participant =
                table.find(id, visible.by("participant.id", Conditions.none())).orElseThrow(Refusal::notFound);
        return seen(participant, persons.of(List.of(id)));
    }

    public Page<ParticipantView> list(ParticipantFilter filter, Listing listing) {
        Listing.Position start = listing.start();
        Conditions conditions = visible.by("participant.id", filter.conditions(index));
        List<Participant> found = table.list(conditions, start.recordedAt(), start.id(), listing.fetch());
        Map<UUID, Person> who = persons.of(found.stream().map(Participant::id).toList());
        return listing.page(
                found.stream().map(participant -> seen(participant, who)).toList(),
                participant -> new Listing.Position(participant.recordedAt(), participant.id()),
                () -> table.count(conditions));
    }

    /** Every change, for those who may read the record itself. */
    public Page<HistoryEntry> history(UUID id, Listing listing) {
        int versions = required(id).version();
        return listing.page(
                table.history(id, listing.start().id(), listing.fetch()),
                entry -> new Listing.Position(entry.recordedAt(), entry.eventId()),
                () -> versions);
    }

    /** Stores the participant, its event, and apart from both the person. */
    ParticipantView record(DomainEvent<Participant> registration, Person person) {
        caller.requireAnyOffice();
        Participant participant = registration.after();
        table.record(registration, participant.recordedAt(), caller.origin());
        persons.add(participant.id(), person, caller.offices());
        return ParticipantView.whole(participant, person);
    }

    private ParticipantView seen(Participant participant, Map<UUID, Person> persons) {
        Person person = persons.get(participant.id());
        if (person == null) {
            return ParticipantView.withoutPerson(participant);
        }
        return caller.may(Permissions.PERSONAL_DATA)
                ? ParticipantView.whole(participant, person)
                : ParticipantView.withoutPersonalData(participant, person);
    }
}
