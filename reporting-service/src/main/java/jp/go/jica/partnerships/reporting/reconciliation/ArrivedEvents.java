package jp.go.jica.partnerships.reporting.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.digest.DigestEntry;
import jp.go.jica.partnerships.journal.digest.DigestSql;
import jp.go.jica.partnerships.reporting.fold.LiveSchema;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts and hashes of all events that have come: folded, given up, or waiting. Each event is added up once, by the position at
 * which it was folded; the few that were recorded after the instant in question are taken out again.
 */
@ApplicationScoped
class ArrivedEvents {

    // As many positions at once as are quickly added up, even if each is a whole batch.
    // Positions, not numbers: those below zero are seconds, and most of them have none.
    private static final int STEP = 1_000;

    private static final String NEXT = """
            select coalesce((select seq from fold_batch where seq > :from order by seq offset :step - 1 limit 1),
                            (select seq from fold_clock))
            """;

    private static final String ADD_UP = """
            insert into event_digest (day, aggregate_type, bucket, events, hash)
            select (recorded_at at time zone 'UTC')::date, aggregate_type, %s, count(*), sum(%s)
            from folded_event where seq > :from and seq <= :to
            group by 1, 2, 3 order by 1, 2, 3
            on conflict (day, aggregate_type, bucket) do update
            set events = event_digest.events + excluded.events, hash = event_digest.hash + excluded.hash
            """.formatted(DigestSql.BUCKET, DigestSql.HASH);

    // What waits has an event id, unless it cannot be read at all.
    private static final String WAITING =
            "quarantined_event where released_seq is null and discarded_at is null and event_id is not null"
                    + " and coalesce(recorded_at, received_at) < :until";

    private static final String DIGEST = """
            with added as (
                select aggregate_type, bucket, events, hash, 0 as quarantined from event_digest
                union all
                select aggregate_type, %1$s, -count(*), -sum(%2$s), 0 from folded_event
                where recorded_at >= :until and seq <= (select seq from event_digest_position) group by 1, 2
                union all
                select aggregate_type, %1$s, count(*), sum(%2$s), 0 from folded_event
                where recorded_at < :until and seq > (select seq from event_digest_position) group by 1, 2
                union all
                select aggregate_type, %1$s, count(*), sum(%2$s), count(*) from %3$s group by 1, 2
            )
            select aggregate_type, bucket, sum(events)::bigint as events, sum(hash)::text as hash,
                   sum(quarantined)::bigint as quarantined
            from added group by 1, 2 having sum(events) > 0
            """.formatted(DigestSql.BUCKET, DigestSql.HASH, WAITING);

    private static final String ENTRIES = """
            select aggregate_type, aggregate_id, aggregate_version, event_id, recorded_at from folded_event
            where aggregate_type = any(:types) and %1$s = any(:buckets) and recorded_at < :until
            union
            select aggregate_type, aggregate_id, aggregate_version, event_id, coalesce(recorded_at, received_at) from %2$s
              and aggregate_type = any(:types) and %1$s = any(:buckets)
            """.formatted(DigestSql.BUCKET, WAITING);

    private final Jdbi jdbi;

    ArrivedEvents(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param quarantined how many of the events wait */
    record Bucket(String aggregateType, int bucket, long events, String hash, long quarantined) {}

    /** Of what was recorded before the instant. */
    List<Bucket> before(Instant until) {
        boolean more;
        do {
            more = jdbi.inTransaction(ArrivedEvents::addUp);
        } while (more);
        return live(handle -> handle.createQuery(DIGEST)
                .bind("until", utc(until))
                .map((row, context) -> new Bucket(
                        row.getString("aggregate_type"),
                        row.getInt("bucket"),
                        row.getLong("events"),
                        row.getString("hash"),
                        row.getLong("quarantined")))
                .list());
    }

    List<DigestEntry> entries(Collection<String> types, Collection<Integer> buckets, Instant until) {
        return live(handle -> handle.createQuery(ENTRIES)
                .bindArray("types", String.class, types)
                .bindArray("buckets", Integer.class, buckets)
                .bind("until", utc(until))
                .map((row, context) -> new DigestEntry(
                        row.getString("aggregate_type"),
                        row.getObject("aggregate_id", UUID.class),
                        row.getInt("aggregate_version"),
                        row.getObject("event_id", UUID.class),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    private <T> List<T> live(HandleCallback<List<T>, RuntimeException> asking) {
        return jdbi.inTransaction(handle -> {
            LiveSchema.enter(handle);
            return asking.withHandle(handle);
        });
    }

    /** Returns whether there is more to add. Two instances follow one another by the row's lock. */
    private static boolean addUp(Handle handle) {
        long from = handle.createQuery("select seq from event_digest_position for update")
                .mapTo(Long.class)
                .one();
        LiveSchema.enter(handle);
        long newest = handle.createQuery("select seq from fold_clock")
                .mapTo(Long.class)
                .one();
        long to = handle.createQuery(NEXT)
                .bind("from", from)
                .bind("step", STEP)
                .mapTo(Long.class)
                .one();
        if (to > from) {
            handle.createUpdate(ADD_UP).bind("from", from).bind("to", to).execute();
            handle.createUpdate("update event_digest_position set seq = :to")
                    .bind("to", to)
                    .execute();
        }
        return to < newest;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
