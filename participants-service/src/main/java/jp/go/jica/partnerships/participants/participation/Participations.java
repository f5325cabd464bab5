package jp.go.jica.partnerships.participants.participation;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.FourEyes;
import jp.go.jica.partnerships.journal.AggregateTable;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.journal.Ids;
import jp.go.jica.partnerships.journal.Journal;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.participants.participant.VisiblePersons;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/**
 * All participations. Who may know of one and who may change it is checked here, beside its storage, so that no
 * command can forget it: whoever may know of the person, and the lead office of the run's program.
 */
@ApplicationScoped
public class Participations {

    // Places are given away by whoever records; only that a record should never have been needs another one's eyes.
    private static final Set<String> APPROVALS = Set.of("ParticipationAnnulled");

    private static final int MOST_OF_ONE_PERSON = 1_000;

    private static final String PERSON = "participation.participant_id";

    private static final String PLACES = """
            select program_run_id, sending_country, count(*) from participation
            where takes_place and program_run_id = any(?::uuid[]) group by program_run_id, sending_country""";

    // Whoever stands for the same person counts as the same person.
    private static final String LIVE_OF = """
            select asked.id, taken.program_run_id
            from unnest(?::uuid[]) as asked(id)
            join participant who on who.id = asked.id
            cross join lateral (
              select coalesce(who.merged_into, who.id) as id
              union all
              select merged.id from participant merged where merged.merged_into = coalesce(who.merged_into, who.id)) same
            join participation taken on taken.participant_id = same.id
            where taken.live and taken.program_run_id = any(?::uuid[])""";

    // Whoever merges records holds them for themselves until that is committed.
    private static final String AS_THEY_STAND =
            "select id from participant where id = any(?::uuid[]) order by id for key share";

    private final AgroalDataSource dataSource;
    private final AggregateTable<Participation> table;
    private final VisiblePersons visible;
    private final Caller caller;
    private final FourEyes fourEyes;

    public Participations(
            AgroalDataSource dataSource,
            ObjectMapper json,
            Journal journal,
            VisiblePersons visible,
            Caller caller,
            FourEyes fourEyes) {
        this.dataSource = dataSource;
        this.table = new AggregateTable<>(dataSource, json, journal, Participation.class, "participation");
        this.visible = visible;
        this.caller = caller;
        this.fourEyes = fourEyes;
    }

    public Participation required(UUID id) {
        return table.find(id, visible.by(PERSON, Conditions.none())).orElseThrow(Refusal::notFound);
    }

    /** Whether that participation was entered in error; none was not. */
    boolean isAnnulled(@Nullable UUID id) {
        return id != null
                && table.find(id).filter(each -> each.annulledOn() != null).isPresent();
    }

    /** Before anything is asked of a person: who may not record here is not told who is known. */
    void requireLeadOffice(KnownRun run) {
        caller.requireOffice(run.leadOffice());
    }

    /** The participation in the version that the caller has seen. */
    Participation required(UUID id, KnownRun run, Precondition precondition) {
        Participation participation = required(id);
        caller.requireOffice(run.leadOffice());
        precondition.check(participation.version());
        return participation;
    }

    public Page<Participation> list(ParticipationFilter filter, Listing listing) {
        Listing.Position start = listing.start();
        return listing.page(
                table.list(visible.by(PERSON, filter.conditions()), start.recordedAt(), start.id(), listing.fetch()),
                participation -> new Listing.Position(participation.recordedAt(), participation.id()),
                () -> table.count(visible.by(PERSON, filter.conditions())));
    }

    /** Right only while the run is locked: otherwise another one may be taken at the same moment. */
    TakenPlaces taken(UUID runId, CountryCode country, UUID participantId) {
        List<UUID> run = List.of(runId);
        boolean samePerson = !liveOf(run, List.of(participantId)).isEmpty();
        return TakenPlaces.of(takenPlaces(run).getOrDefault(runId, Map.of()), country, samePerson);
    }

    /** For each of these runs, while they are locked, how many places are taken, by country. */
    Map<UUID, Map<CountryCode, Integer>> takenPlaces(Collection<UUID> runIds) {
        Map<UUID, Map<CountryCode, Integer>> places = new HashMap<>();
        each(
                PLACES,
                row -> places.computeIfAbsent(row.getObject(1, UUID.class), run -> new HashMap<>())
                        .put(CountryCode.parse(row.getString(2)), row.getInt(3)),
                List.of(runIds));
        return places;
    }

    /** Which of these persons have a live participation in which of these runs, while they are locked. */
    Set<HeldRuns.Seat> liveOf(Collection<UUID> runIds, Collection<UUID> participantIds) {
        each(AS_THEY_STAND, row -> {}, List.of(participantIds));
        Set<HeldRuns.Seat> live = new HashSet<>();
        each(
                LIVE_OF,
                row -> live.add(new HeldRuns.Seat(row.getObject(1, UUID.class), row.getObject(2, UUID.class))),
                List.of(participantIds, runIds));
        return live;
    }

    /** All participations of these persons in these runs. */
    Map<HeldRuns.Seat, List<Participation>> in(Collection<UUID> runIds, Collection<UUID> participantIds) {
        Conditions those =
                Conditions.none().andIdIn("participant_id", participantIds).andIdIn("program_run_id", runIds);
        return table.list(those, "recorded_at, id", Integer.MAX_VALUE).stream()
                .collect(groupingBy(each -> new HeldRuns.Seat(
                        each.nomination().participantId(), each.nomination().programRunId())));
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, Reader reader, List<Collection<UUID>> ids) {
        try (var connection = dataSource.getConnection();
                var select = Ids.asked(connection, sql, ids);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** All of a person, entered in error or not, with everything that happened to them; for who may read the person. */
    public Map<Participation, List<HistoryEntry>> wholeHistoryOf(UUID participantId) {
        Map<Participation, List<HistoryEntry>> all = new LinkedHashMap<>();
        Listing.Position first = Listing.Position.BEFORE_ALL;
        table.list(
                        Conditions.none().and("participant_id = ?", participantId),
                        first.recordedAt(),
                        first.id(),
                        MOST_OF_ONE_PERSON)
                .forEach(each -> all.put(each, table.history(each.id(), first.id(), MOST_OF_ONE_PERSON)));
        return all;
    }

    /** Every change, for those who may read the record itself. */
    public Page<HistoryEntry> history(UUID id, Listing listing) {
        int versions = required(id).version();
        return listing.page(
                table.history(id, listing.start().id(), listing.fetch()),
                entry -> new Listing.Position(entry.recordedAt(), entry.eventId()),
                () -> versions);
    }

    /** Whether the caller records for the run. */
    boolean mayRecord(KnownRun run) {
        return caller.actsFor(run.leadOffice());
    }

    /** Stores participations that come into being at the same time; for which runs the caller records is known by then. */
    void recordFirst(List<DomainEvent<Participation>> entered, Instant at) {
        table.recordFirst(entered, at, caller.origin());
    }

    /** Stores the event and the participation as it is after it. */
    Participation record(DomainEvent<Participation> event, KnownRun run) {
        caller.requireOffice(run.leadOffice());
        fourEyes.check("participation", event, APPROVALS);
        Participation after = event.after();
        if (!table.record(event, after.recordedAt(), caller.origin())) {
            throw Refusal.stale();
        }
        return after;
    }
}
