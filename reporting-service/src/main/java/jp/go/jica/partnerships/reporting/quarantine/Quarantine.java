package jp.go.jica.partnerships.reporting.quarantine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.reporting.fold.WaitingEvents;
import jp.go.jica.partnerships.reporting.quarantine.QuarantinedEvent.Decision;
import jp.go.jica.partnerships.reporting.quarantine.QuarantinedEvent.QuarantineState;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Shows what waits, and keeps who decided what about it. */
@ApplicationScoped
public class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);

    private static final String EVENTS = """
            select public_id, state, split_part(topic, '.', 1) as owner, aggregate_type, aggregate_id, aggregate_version,
                   event_id, reason, detail, topic, partition, record_offset, received_at, released_seq
            from (select *, case when released_seq is not null then 'RELEASED'
                                 when discarded_at is not null then 'DISCARDED' else 'WAITING' end as state
                  from quarantined_event) as event
            """;

    private final AgroalDataSource dataSource;
    private final Jdbi jdbi;
    private final WaitingEvents events;

    public Quarantine(AgroalDataSource dataSource, Jdbi jdbi, WaitingEvents events) {
        this.dataSource = dataSource;
        this.jdbi = jdbi;
        this.events = events;
    }

    /** In the order in which they came. */
    public Page<QuarantinedEvent> list(Collection<QuarantineState> states, Listing listing) {
        List<String> names = states.stream().map(QuarantineState::name).toList();
        return jdbi.withHandle(handle -> listing.page(
                events(
                        handle,
                        handle.createQuery(EVENTS + """
                                        where state = any(:states) and (received_at, public_id) > (:after, :id)
                                        order by received_at, public_id limit :limit
                                        """)
                                .bindArray("states", String.class, names)
                                .bind("after", listing.start().recordedAt().atOffset(ZoneOffset.UTC))
                                .bind("id", listing.start().id())
                                .bind("limit", listing.fetch())),
                event -> new Listing.Position(event.receivedAt(), event.id()),
                () -> handle.createQuery("select count(*) from (" + EVENTS + ") as event where state = any(:states)")
                        .bindArray("states", String.class, names)
                        .mapTo(Long.class)
                        .one()));
    }

    /**
     * Folds the event and what waits behind it, as far as that is possible by now.
     *
     * @throws Refusal (409) if it was discarded
     */
    @Transactional
    public QuarantinedEvent retry(UUID id, String actor) {
        QuarantinedEvent event = required(id);
        if (event.state() == QuarantineState.DISCARDED) {
            throw Refusal.stateConflict("discarded", "The event was given up");
        }
        if (event.state() == QuarantineState.RELEASED) {
            return event;
        }
        return decided(id, "RETRY", actor, null, connection -> events.retry(id, connection));
    }

    /**
     * Gives the event up; the next one of its aggregate is taken as it is.
     *
     * @throws Refusal (409) if it was folded meanwhile, or if another event holds it up
     */
    @Transactional
    public QuarantinedEvent discard(UUID id, String actor, String reason) {
        QuarantinedEvent event = required(id);
        return event.state() == QuarantineState.DISCARDED
                ? event
                : decided(id, "DISCARD", actor, reason, connection -> events.discard(id, connection));
    }

    private QuarantinedEvent decided(UUID id, String command, String actor, @Nullable String reason, Step step) {
        try (Connection connection = dataSource.getConnection()) {
            step.in(connection);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into quarantine_decision (public_id, command, actor, reason)
                        values (:id, :command, :actor, :reason)
                        """)
                .bind("id", id)
                .bind("command", command)
                .bind("actor", actor)
                .bind("reason", reason)
                .execute());
        QuarantinedEvent event = required(id);
        LOG.infof(
                "%s of %s version %s in quarantine by %s: %s",
                command, event.aggregateType(), event.version(), actor, event.state());
        return event;
    }

    private QuarantinedEvent required(UUID id) {
        return jdbi
                .withHandle(handle -> events(
                        handle,
                        handle.createQuery(EVENTS + " where public_id = :id").bind("id", id)))
                .stream()
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static List<QuarantinedEvent> events(Handle handle, Query found) {
        List<QuarantinedEvent> events = found.map(Quarantine::event).list();
        Map<UUID, List<Decision>> decisions = handle
                .createQuery("""
                        select public_id, command, actor, reason, decided_at from quarantine_decision
                        where public_id = any(:ids) order by id
                        """)
                .bindArray(
                        "ids",
                        UUID.class,
                        events.stream().map(QuarantinedEvent::id).toList())
                .map((row, context) -> Map.entry(
                        row.getObject("public_id", UUID.class),
                        new Decision(
                                row.getString("command"),
                                row.getString("actor"),
                                row.getString("reason"),
                                row.getObject("decided_at", OffsetDateTime.class)
                                        .toInstant())))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
        return events.stream()
                .map(event -> event.with(decisions.getOrDefault(event.id(), List.of())))
                .toList();
    }

    private static QuarantinedEvent event(ResultSet row, StatementContext context) throws SQLException {
        return new QuarantinedEvent(
                row.getObject("public_id", UUID.class),
                QuarantineState.valueOf(row.getString("state")),
                row.getString("owner"),
                row.getString("aggregate_type"),
                row.getObject("aggregate_id", UUID.class),
                row.getObject("aggregate_version", Integer.class),
                row.getObject("event_id", UUID.class),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getObject("released_seq", Long.class),
                List.of());
    }

    private interface Step {
        void in(Connection connection) throws SQLException;
    }
}
