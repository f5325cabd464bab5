package jp.go.jica.partnerships.participants.participant;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.journal.AggregateTable;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.journal.Journal;
import jp.go.jica.partnerships.participants.accesslog.AccessLog;
import jp.go.jica.partnerships.participants.accesslog.AccessPurpose;
import org.jspecify.annotations.Nullable;

/**
 * All participants. Who may register one, who may know of one, and who sees what is personal and what for, is decided
 * here, beside the storage, so that no command and no answer can forget it.
 */
@ApplicationScoped
public class Participants {

    private static final Listing.Position FIRST = Listing.Position.BEFORE_ALL;
    private static final int MOST_MERGED = 10_000;

    private final AggregateTable<Participant> table;
    private final Persons persons;
    private final BlindIndex index;
    private final VisiblePersons visible;
    private final AccessLog accessLog;
    private final Caller caller;

    public Participants(
            AgroalDataSource dataSource,
            ObjectMapper json,
            Journal journal,
            Persons persons,
            BlindIndex index,
            VisiblePersons visible,
            AccessLog accessLog,
            Caller caller) {
        this.table = new AggregateTable<>(dataSource, json, journal, Participant.class, "participant");
        this.persons = persons;
        this.index = index;
        this.visible = visible;
        this.accessLog = accessLog;
        this.caller = caller;
    }

    /** With what is personal only if the caller may see that and says what for; it is logged then. */
    public ParticipantView required(UUID id, @Nullable AccessPurpose purpose, String operation) {
        return seen(List.of(known(id)), purpose, operation).get(0);
    }

    public Page<ParticipantView> list(
            ParticipantFilter filter, Listing listing, @Nullable AccessPurpose purpose, String operation) {
        Listing.Position start = listing.start();
        Conditions conditions = visible.by("participant.id", filter.conditions(index));
        Page<Participant> page = listing.page(
                table.list(conditions, start.recordedAt(), start.id(), listing.fetch()),
                participant -> new Listing.Position(participant.recordedAt(), participant.id()),
                () -> table.count(conditions));
        return new Page<>(seen(page.items(), purpose, operation), page.nextCursor(), page.total());
    }

    /** The best first; only among those whom the caller may know of. */
    public Page<ParticipantView> search(PersonSearch wanted, @Nullable AccessPurpose purpose, String operation) {
        wanted.check();
        List<Participant> found = persons.matching(wanted).stream()
                .flatMap(id -> find(id).stream())
                .toList();
        return new Page<>(seen(found, purpose, operation), null, null);
    }

    /** Every change, for those who may read the record itself. */
    public Page<HistoryEntry> history(UUID id, Listing listing) {
        int versions = known(id).version();
        return listing.page(
                table.history(id, listing.start().id(), listing.fetch()),
                entry -> new Listing.Position(entry.recordedAt(), entry.eventId()),
                () -> versions);
    }

    /** The first thousand changes at once. */
    public List<HistoryEntry> wholeHistory(UUID id) {
        return table.history(id, FIRST.id(), 1_000);
    }

    /** 404 for who may not know of it. */
    public void requireKnown(UUID id) {
        known(id);
    }

    /** Those that were merged into this one. */
    public List<UUID> mergedInto(UUID survivor) {
        return mergedInto(List.of(survivor)).getOrDefault(survivor, List.of());
    }

    /** Those of them that the caller may know of. */
    public List<UUID> knownMergedInto(UUID survivor) {
        return mergedInto(survivor).stream()
                .filter(merged -> find(merged).isPresent())
                .toList();
    }

    private Map<UUID, List<UUID>> mergedInto(List<UUID> survivors) {
        return table
                .list(Conditions.none().andIdIn("merged_into", survivors), FIRST.recordedAt(), FIRST.id(), MOST_MERGED)
                .stream()
                .collect(groupingBy(
                        merged -> Objects.requireNonNull(merged.mergedInto()), mapping(Participant::id, toList())));
    }

    Participant known(UUID id) {
        return find(id).orElseThrow(Refusal::notFound);
    }

    /** In the version that the caller has seen. */
    Participant known(UUID id, Precondition precondition) {
        Participant participant = known(id);
        precondition.check(participant.version());
        return participant;
    }

    /** Whoever may know of it or not. */
    Optional<Participant> ofAnyOffice(UUID id) {
        return table.find(id);
    }

    /** Empty for who may not know of it. */
    Optional<Participant> find(UUID id) {
        return table.find(id, visible.by("participant.id", Conditions.none()));
    }

    /** Stores the participant, its event, and apart from both the person. */
    ParticipantView register(DomainEvent<Participant> registration, Person person) {
        Participant participant = registration.after();
        register(List.of(registration), Map.of(participant.id(), person), participant.recordedAt());
        return ParticipantView.whole(participant, person, List.of());
    }

    /** The same for many at once, with the persons by participant id. */
    void register(List<DomainEvent<Participant>> registrations, Map<UUID, Person> registered, Instant at) {
        caller.requireAnyOffice();
        table.recordFirst(registrations, at, caller.origin());
        persons.add(registered, caller.offices());
    }

    /** Stores the event and the participant as it is after it. */
    Participant record(DomainEvent<Participant> event) {
        Participant after = event.after();
        if (!table.record(event, after.recordedAt(), caller.origin())) {
            throw Refusal.stale();
        }
        return after;
    }

    /** As it is answered after a change, without anything personal unless the caller says what for. */
    ParticipantView seen(Participant participant, @Nullable AccessPurpose purpose, String operation) {
        return seen(List.of(participant), purpose, operation).get(0);
    }

    private List<ParticipantView> seen(
            List<Participant> participants, @Nullable AccessPurpose purpose, String operation) {
        List<UUID> ids = participants.stream().map(Participant::id).toList();
        Map<UUID, Person> who = persons.of(ids);
        Map<UUID, List<UUID>> merged = mergedInto(ids);
        boolean whole = purpose != null && caller.may(Permissions.PERSONAL_DATA);
        if (purpose != null && whole) {
            accessLog.append(who.keySet(), purpose, operation);
        }
        return participants.stream()
                .map(participant -> view(
                        participant,
                        who.get(participant.id()),
                        merged.getOrDefault(participant.id(), List.of()),
                        whole))
                .toList();
    }

    private static ParticipantView view(
            Participant participant, @Nullable Person person, List<UUID> merged, boolean whole) {
        if (person == null) {
            return ParticipantView.withoutPerson(participant, merged);
        }
        return whole
                ? ParticipantView.whole(participant, person, merged)
                : ParticipantView.withoutPersonalData(participant, person, merged);
    }
}
