package jp.go.jica.partnerships.reporting.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import jp.go.jica.partnerships.reporting.fold.Refold;
import jp.go.jica.partnerships.reporting.rebuild.Rebuild.RebuildState;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What operators ask for and see of rebuilds; {@link Rebuilding} does them. */
@ApplicationScoped
public class Rebuilds {

    private static final Logger LOG = Logger.getLogger(Rebuilds.class);

    private static final String REBUILDS = """
            select rebuild.*, records.read, records.to_read,
                   case when state = 'RUNNING' then (select coalesce(sum(batch.events), 0) from fold_batch batch where batch.seq > 0)
                        else events end as total
            from rebuild left join lateral (
                select coalesce(sum(least(coalesce(own.next_offset, 0), live.next_offset)), 0)::bigint as read,
                       coalesce(sum(live.next_offset), 0)::bigint as to_read
                from consumer_position live
                left join consumer_position own on own.generation = rebuild.generation
                 and own.topic = live.topic and own.partition = live.partition
                where live.generation = 0 and live.topic = any(:topics)) as records on state = 'RUNNING'
            """;

    private final Jdbi jdbi;
    private final IdGenerator ids;

    public Rebuilds(Jdbi jdbi, IdGenerator ids) {
        this.jdbi = jdbi;
        this.ids = ids;
    }

    /**
     * Begins one.
     *
     * @param basis by recording: for a database that was lost without a backup and has been filled again
     * @throws Refusal (409) while there is another one that has not ended
     */
    @Transactional
    public Rebuild start(KnownAtBasis basis, String actor) {
        UUID id = ids.ordered();
        jdbi.useHandle(handle -> {
            // One after the other.
            String live = handle.createQuery("select name from live_schema for update")
                    .mapTo(String.class)
                    .one();
            handle.createQuery("select rebuild_id from rebuild where state in ('RUNNING', 'DIFFERS')")
                    .mapTo(UUID.class)
                    .findOne()
                    .ifPresent(open -> {
                        throw Refusal.stateConflict(
                                "rebuild-not-ended",
                                "Rebuild %s is under way: switch or cancel it first".formatted(open));
                    });
            handle.createUpdate("""
                            insert into rebuild (rebuild_id, schema_name, state, known_at_basis, started_by)
                            values (:id, :schema, 'RUNNING', :basis, :actor)
                            """)
                    .bind("id", id)
                    .bind("schema", Refold.otherThan(live))
                    .bind("basis", basis.wireName())
                    .bind("actor", actor)
                    .execute();
        });
        LOG.infof("Rebuild %s (known as %s) begun by %s", id, basis.wireName(), actor);
        return required(id);
    }

    /**
     * Has it done in spite of its differences.
     *
     * @throws Refusal (409) if it is not waiting for that
     */
    @Transactional
    public Rebuild confirm(UUID id, String actor) {
        Rebuild rebuild = locked(id);
        if (rebuild.confirmedBy() != null && rebuild.state() != RebuildState.CANCELLED) {
            return rebuild;
        }
        if (rebuild.state() != RebuildState.DIFFERS) {
            throw Refusal.stateConflict("nothing-to-confirm", "It is %s".formatted(rebuild.state()));
        }
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update rebuild set state = 'RUNNING', ended_at = null, confirmed_by = :actor where rebuild_id = :id")
                .bind("id", id)
                .bind("actor", actor)
                .execute());
        LOG.infof("Rebuild %s with %d differences wanted by %s", id, rebuild.differences(), actor);
        return required(id);
    }

    /**
     * Gives it up; nothing that is read has changed.
     *
     * @throws Refusal (409) if what it made is read already
     */
    @Transactional
    public Rebuild cancel(UUID id, String actor) {
        Rebuild rebuild = locked(id);
        if (rebuild.state() == RebuildState.COMPLETED) {
            throw Refusal.stateConflict("completed", "What it made is read already");
        }
        if (rebuild.state() == RebuildState.CANCELLED) {
            return rebuild;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update rebuild set state = 'CANCELLED', ended_at = clock_timestamp() where rebuild_id = :id
                        """).bind("id", id).execute());
        LOG.infof("Rebuild %s cancelled by %s", id, actor);
        return required(id);
    }

    /**
     * One of them.
     *
     * @throws Refusal (404) if there is none
     */
    public Rebuild required(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(REBUILDS + " where rebuild_id = :id")
                        .bindArray("topics", String.class, OwnerTopics.JOURNALS)
                        .bind("id", id)
                        .map(Rebuilds::rebuild)
                        .findOne())
                .orElseThrow(Refusal::notFound);
    }

    /** The one that has not ended. */
    Optional<Rebuild> open() {
        return jdbi.withHandle(handle -> handle.createQuery(REBUILDS + " where state in ('RUNNING', 'DIFFERS')")
                .bindArray("topics", String.class, OwnerTopics.JOURNALS)
                .map(Rebuilds::rebuild)
                .findFirst());
    }

    /** In the order in which they were begun. */
    public Page<Rebuild> list(Listing listing) {
        return jdbi.withHandle(handle -> listing.page(
                handle.createQuery(REBUILDS + """
                                where (started_at, rebuild_id) > (:after, :id) order by started_at, rebuild_id limit :limit
                                """)
                        .bindArray("topics", String.class, OwnerTopics.JOURNALS)
                        .bind("after", listing.start().recordedAt().atOffset(ZoneOffset.UTC))
                        .bind("id", listing.start().id())
                        .bind("limit", listing.fetch())
                        .map(Rebuilds::rebuild)
                        .list(),
                rebuild -> new Listing.Position(rebuild.startedAt(), rebuild.id()),
                () -> count(handle, "select count(*) from rebuild", null)));
    }

    /**
     * What it found to be different, table by table.
     *
     * @throws Refusal (404) if there is no such rebuild
     */
    public Page<DifferingRow> differences(UUID id, Listing listing) {
        required(id);
        return jdbi.withHandle(handle -> listing.page(
                handle.createQuery("""
                                select difference_id, table_name, key, live, rebuilt, found_at from rebuild_difference
                                where rebuild_id = :id and (found_at, difference_id) > (:after, :last)
                                order by found_at, difference_id limit :limit
                                """)
                        .bind("id", id)
                        .bind("after", listing.start().recordedAt().atOffset(ZoneOffset.UTC))
                        .bind("last", listing.start().id())
                        .bind("limit", listing.fetch())
                        .map((row, context) -> new DifferingRow(
                                row.getObject("difference_id", UUID.class),
                                row.getString("table_name"),
                                row.getString("key"),
                                row.getString("live"),
                                row.getString("rebuilt"),
                                instant(row, "found_at")))
                        .list(),
                difference -> new Listing.Position(difference.foundAt(), difference.id()),
                () -> count(handle, "select count(*) from rebuild_difference where rebuild_id = :id", id)));
    }

    private static long count(Handle handle, String sql, @Nullable UUID id) {
        var query = handle.createQuery(sql);
        return (id == null ? query : query.bind("id", id)).mapTo(Long.class).one();
    }

    private Rebuild locked(UUID id) {
        jdbi.useHandle(handle -> handle.createQuery("select 1 from rebuild where rebuild_id = :id for update")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne());
        return required(id);
    }

    private static Rebuild rebuild(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Rebuild(
                row.getObject("rebuild_id", UUID.class),
                RebuildState.valueOf(row.getString("state")),
                KnownAtBasis.named(row.getString("known_at_basis")).orElseThrow(),
                row.getObject("read", Long.class),
                row.getObject("to_read", Long.class),
                row.getLong("events"),
                row.getLong("total"),
                row.getLong("differences"),
                row.getObject("folded_seq", Long.class),
                row.getString("started_by"),
                instant(row, "started_at"),
                row.getString("confirmed_by"),
                ended == null ? null : ended.toInstant(),
                row.getString("failure"),
                "/v1/rebuilds/%s/differences".formatted(row.getString("rebuild_id")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
