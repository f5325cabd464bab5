package jp.go.jica.partnerships.reporting.fold;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/** Which events have been folded and which wait, as the database holds it. */
final class FoldedEvents {

    private static final String WAITS =
            "event.released_seq is null and (event.discarded_at is null or event.reason = 'FORK')";
    private static final Columns<Place> PLACES = Columns.of(Place.class);
    private static final Columns<FoldedRow> FOLDED = Columns.of(FoldedRow.class);

    private final FoldTransaction transaction;
    private final EventReader reader;

    FoldedEvents(FoldTransaction transaction, EventReader reader) {
        this.transaction = transaction;
        this.reader = reader;
    }

    /** Tells the admission what is known already about the aggregates of this batch. */
    void recall(Admission admission, List<? extends Received> batch) throws SQLException {
        List<Place> places = batch.stream()
                .filter(Received.Placed.class::isInstance)
                .map(Received.Placed.class::cast)
                .map(event ->
                        new Place(event.aggregate().type(), event.aggregate().id(), event.version()))
                .toList();
        Set<Place> aggregates = new HashSet<>();
        places.forEach(place -> aggregates.add(new Place(place.type(), place.id(), 0)));
        Columns.Rows keys = PLACES.rows(aggregates);
        transaction
                .query(
                        row -> Map.entry(key(row.getString(1), row.getObject(2, UUID.class)), row.getInt(3)),
                        """
                        select key.type, key.id, head.aggregate_version
                        from %s
                        cross join lateral (
                            select aggregate_version from folded_event
                            where aggregate_type = key.type and aggregate_id = key.id
                            order by aggregate_version desc limit 1) as head
                        """.formatted(PLACES.as("key")),
                        keys)
                .forEach(head -> admission.headOf(head.getKey(), head.getValue()));
        // What comes behind the last folded version is the first at its own.
        Set<Place> before = places.stream()
                .filter(place -> place.version() <= admission.head(key(place.type(), place.id())))
                .collect(Collectors.toSet());
        if (!before.isEmpty()) {
            recallFolded(admission, before);
        }
        recallWaiting(admission, keys);
    }

    private void recallFolded(Admission admission, Set<Place> places) throws SQLException {
        transaction
                .query(
                        row -> new Known(
                                key(row.getString(1), row.getObject(2, UUID.class)),
                                row.getInt(3),
                                row.getObject(4, UUID.class),
                                row.getInt(5)),
                        """
                        select place.type, place.id, place.version, event.event_id, event.journal_epoch
                        from %s
                        join folded_event event on event.aggregate_type = place.type
                         and event.aggregate_id = place.id and event.aggregate_version = place.version
                        """.formatted(PLACES.as("place")),
                        PLACES.rows(places))
                .forEach(known -> admission.folded(known.aggregate(), known.version(), known.eventId(), known.epoch()));
    }

    private void recallWaiting(Admission admission, Columns.Rows keys) throws SQLException {
        // Most often there is none, which is one look instead of one for each aggregate.
        boolean any = transaction
                .query(
                        row -> row.getBoolean(1),
                        "select exists (select from quarantined_event event where " + WAITS + ")")
                .get(0);
        if (!any) {
            return;
        }
        List<Waiting> waiting = transaction.query(
                row -> new Waiting(
                        reader.stored(row),
                        row.getString("reason").equals(Admission.Reason.FORK.name()),
                        row.getBoolean("discarded")),
                """
                select event.topic, event.partition, event.record_offset, event.record_key, event.headers::text,
                       event.value, event.reason, event.discarded_at is not null as discarded
                from %s
                join quarantined_event event on event.aggregate_type = key.type and event.aggregate_id = key.id
                where %s
                order by event.id
                """.formatted(PLACES.as("key"), WAITS),
                keys);
        for (Waiting each : waiting) {
            if (each.received() instanceof Received.Placed placed) {
                if (each.discarded()) {
                    admission.discardedFork(placed);
                } else {
                    admission.waiting(placed, each.fork());
                }
            }
        }
    }

    /** @param discarded takes the place of its version without having been folded */
    void add(List<? extends Received.Placed> events, long seq, boolean discarded) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into folded_event (%1$s, seq, discarded) select %1$s, ?, ? from %2$s
                """.formatted(FOLDED.names(""), FOLDED.as("event")),
                seq,
                discarded,
                FOLDED.rows(events.stream().map(FoldedEvents::row).toList()));
    }

    /** Takes out what an owner lost; it stays told of, apart from what counts. */
    void supersede(List<Admission.Superseded> lost, long seq) throws SQLException {
        if (lost.isEmpty()) {
            return;
        }
        String tails = FoldTransaction.json(lost);
        transaction.update("""
                with gone as (
                    delete from folded_event event
                    using jsonb_to_recordset(?::jsonb) as tail(type text, id uuid, from_version int, by_epoch int)
                    where event.aggregate_type = tail.type and event.aggregate_id = tail.id
                      and event.aggregate_version >= tail.from_version and event.journal_epoch < tail.by_epoch
                    returning event.*)
                insert into superseded_event (aggregate_type, aggregate_id, aggregate_version, event_id, journal_epoch, type,
                                              recorded_at, actor, topic, partition, record_offset, seq, discarded,
                                              superseded_seq)
                select aggregate_type, aggregate_id, aggregate_version, event_id, journal_epoch, type,
                       recorded_at, actor, topic, partition, record_offset, seq, discarded, ? from gone
                """, tails, seq);
        transaction.update("""
                update quarantined_event event set discarded_at = clock_timestamp()
                from jsonb_to_recordset(?::jsonb) as tail(type text, id uuid, from_version int, by_epoch int)
                where event.aggregate_type = tail.type and event.aggregate_id = tail.id
                  and event.aggregate_version >= tail.from_version and event.journal_epoch < tail.by_epoch
                  and event.released_seq is null and event.discarded_at is null
                """, tails);
        // What was added up holds what is gone now.
        addUpAnew(transaction);
    }

    /** Has what is compared with the owners' journals added up from the first position on. */
    static void addUpAnew(FoldTransaction transaction) throws SQLException {
        transaction.update("update event_digest_position set seq = coalesce((select min(seq) from fold_batch), 1) - 1");
        transaction.update("delete from event_digest");
    }

    void countDuplicates(Map<String, Integer> duplicates) throws SQLException {
        if (!duplicates.isEmpty()) {
            transaction.update(
                    """
                    insert into dropped_duplicate (aggregate_type, events)
                    select * from jsonb_to_recordset(?::jsonb) as dropped(aggregate_type text, events bigint)
                    on conflict (aggregate_type) do update set events = dropped_duplicate.events + excluded.events
                    """,
                    FoldTransaction.json(duplicates.entrySet().stream()
                            .map(each -> new Duplicates(each.getKey(), each.getValue()))
                            .toList()));
        }
    }

    void release(Collection<UUID> events, long seq) throws SQLException {
        if (!events.isEmpty()) {
            transaction.update("""
                    update quarantined_event set released_seq = ?
                    where event_id = any(?) and released_seq is null and discarded_at is null
                    """, seq, events.toArray(UUID[]::new));
        }
    }

    void quarantine(List<Admission.Refused> refused) throws SQLException {
        if (!refused.isEmpty()) {
            transaction.update(
                    """
                    insert into quarantined_event (aggregate_type, aggregate_id, aggregate_version, event_id,
                                                   journal_epoch, recorded_at, reason, detail, topic, partition,
                                                   record_offset, record_key, headers, value)
                    select * from jsonb_to_recordset(?::jsonb) as event(
                        aggregate_type text, aggregate_id uuid, aggregate_version int, event_id uuid, journal_epoch int,
                        recorded_at timestamptz, reason text, detail text, topic text, partition int, record_offset bigint, record_key text, headers jsonb,
                        value text)
                    """,
                    FoldTransaction.json(refused.stream().map(FoldedEvents::row).toList()));
        }
    }

    private static AggregateKey key(String type, UUID id) {
        return new AggregateKey(type, id);
    }

    private static FoldedRow row(Received.Placed placed) {
        Told event = placed.told();
        ReceivedRecord from = event.record();
        return new FoldedRow(
                event.aggregate().type(),
                event.aggregate().id(),
                event.version(),
                event.eventId(),
                event.epoch(),
                storable(event.type()),
                event.recordedAt(),
                storable(event.actor()),
                from.topic(),
                from.partition(),
                from.offset());
    }

    private static QuarantinedRow row(Admission.Refused refused) {
        ReceivedRecord from = refused.received().record();
        Told event = refused.received() instanceof Received.Placed placed ? placed.told() : null;
        return new QuarantinedRow(
                from.aggregateType(),
                event == null ? null : event.aggregate().id(),
                event == null ? null : event.version(),
                event == null ? null : event.eventId(),
                event == null ? null : event.epoch(),
                event == null ? null : event.recordedAt(),
                refused.reason().name(),
                String.valueOf(storable(refused.detail())),
                from.topic(),
                from.partition(),
                from.offset(),
                storable(from.key()),
                storable(from.headers()),
                storable(from.value()));
    }

    static Map<String, String> storable(Map<String, String> headers) {
        Map<String, String> storable = new TreeMap<>();
        headers.forEach((name, value) -> storable.put(String.valueOf(storable(name)), String.valueOf(storable(value))));
        return storable;
    }

    /** PostgreSQL's text holds no zero and no half of a surrogate pair; a record with them is kept all the same. */
    static @Nullable String storable(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }

    private record Place(String type, UUID id, int version) {}

    private record Known(AggregateKey aggregate, int version, UUID eventId, int epoch) {}

    private record Waiting(Received received, boolean fork, boolean discarded) {}

    private record Duplicates(String aggregateType, int events) {}

    private record FoldedRow(
            String aggregateType,
            UUID aggregateId,
            int aggregateVersion,
            UUID eventId,
            int journalEpoch,
            @Nullable String type,
            Instant recordedAt,
            @Nullable String actor,
            String topic,
            int partition,
            long recordOffset) {}

    private record QuarantinedRow(
            String aggregateType,
            @Nullable UUID aggregateId,
            @Nullable Integer aggregateVersion,
            @Nullable UUID eventId,
            @Nullable Integer journalEpoch,
            @Nullable Instant recordedAt,
            String reason,
            String detail,
            String topic,
            int partition,
            long recordOffset,
            @Nullable String recordKey,
            Map<String, String> headers,
            @Nullable String value) {}
}
