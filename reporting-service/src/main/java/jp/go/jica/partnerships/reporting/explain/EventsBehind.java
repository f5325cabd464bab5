package jp.go.jica.partnerships.reporting.explain;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.reporting.statistics.Snapshot;

/** Finds the events of records. */
public final class EventsBehind {

    /** Before all positions. */
    static final long SINCE_THE_FIRST = Long.MIN_VALUE;

    // What an owner lost had been folded until its later life took its place.
    private static final String EVENTS = """
            select event.*, batch.folded_at from (
                select aggregate_type, aggregate_id, aggregate_version, event_id, type, recorded_at, seq, discarded
                from folded_event
                where aggregate_type = any(array['participant', 'participation', 'program', 'agreement'])
                  and aggregate_id = any(:records)
                union all
                select aggregate_type, aggregate_id, aggregate_version, event_id, type, recorded_at, seq, discarded
                from superseded_event where aggregate_id = any(:records) and superseded_seq > :until) as event
            join fold_batch batch on batch.seq = event.seq
            where event.seq > :since and event.seq <= :until and not event.discarded
            order by event.seq, event.aggregate_type, event.aggregate_id, event.aggregate_version
            limit :limit
            """;

    private EventsBehind() {}

    /**
     * In the order in which they became known.
     *
     * @param since later than this position
     * @param until this position included
     */
    public static List<EventBehind> of(Collection<UUID> records, long since, long until, int limit, Snapshot snapshot) {
        return snapshot.handle()
                .createQuery(EVENTS)
                .bindArray("records", UUID.class, List.copyOf(records))
                .bind("since", since)
                .bind("until", until)
                .bind("limit", limit)
                .map((row, context) -> new EventBehind(
                        row.getString("aggregate_type"),
                        row.getObject("aggregate_id", UUID.class),
                        row.getInt("aggregate_version"),
                        row.getObject("event_id", UUID.class),
                        row.getString("type"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getLong("seq"),
                        row.getObject("folded_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
