package jp.go.jica.partnerships.reporting.fold;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Folds events that were read again into the schema that is not read: those of each position together, in the order of
 * positions, as the live schema names them by event id. So whatever was decided about an event – that it waits, that it was
 * given up, that an owner lost it – stays decided, and everything else is reckoned anew. What these methods change is the
 * caller's transaction's.
 */
@Singleton
public class Refold {

    /** What each of the two schemas holds. */
    public static final List<String> TABLES = List.of(
            "program_fact",
            "program_run",
            "participation_fact",
            "agreement_fact",
            "merged_person",
            "repeated_person",
            "repeated_participation",
            "cell",
            "folded_event",
            "superseded_event");

    /**
     * Events on the topics, before where the fold has read them, that are nowhere: neither folded nor in quarantine nor lost
     * by their owner. The search path decides for which schema.
     */
    public static final String LEFT_OVER = """
            select event.* from rebuild_event event
            join consumer_position at on at.generation = 0 and at.topic = event.topic and at.partition = event.partition
             and at.next_offset > event.record_offset
            where not exists (
                select from folded_event folded
                where folded.aggregate_type = event.aggregate_type and folded.aggregate_id = event.aggregate_id
                  and (folded.event_id = event.event_id or folded.journal_epoch > event.journal_epoch))
              and not exists (select from superseded_event lost where lost.event_id = event.event_id)
              and not exists (select from quarantined_event waiting where waiting.event_id = event.event_id)
            """;

    // What has a place by its recording is folded there, and not where the live schema has it.
    private static final String OF_POSITIONS = """
            select folded.seq, folded.discarded, event.topic, event.partition, event.record_offset, event.record_key,
                   event.headers::text, event.value
            from (select live.* from (
                      select aggregate_type, aggregate_id, aggregate_version, event_id, seq, discarded from %1$s.folded_event
                      where seq > ? and seq <= ?
                      union all
                      select aggregate_type, aggregate_id, aggregate_version, event_id, seq, discarded
                      from %1$s.superseded_event where seq > ? and seq <= ?) as live
                  where not exists (select from rebuild_position placed where placed.event_id = live.event_id
                                      and placed.aggregate_type = live.aggregate_type and placed.aggregate_id = live.aggregate_id)
                    and not exists (select from folded_event known where known.event_id = live.event_id
                                      and known.aggregate_type = live.aggregate_type and known.aggregate_id = live.aggregate_id
                                      and known.aggregate_version = live.aggregate_version)
                    and not exists (select from superseded_event known where known.event_id = live.event_id
                                      and known.aggregate_type = live.aggregate_type and known.aggregate_id = live.aggregate_id)
                  union all
                  select aggregate_type, aggregate_id, aggregate_version, event_id, seq, discarded from rebuild_position
                  where seq > ? and seq <= ?) as folded
            join rebuild_event event using (aggregate_type, aggregate_id, aggregate_version, event_id)
            order by folded.seq, aggregate_type, aggregate_id, event.journal_epoch, aggregate_version
            """;

    private static final String SUPERSEDE = """
            with gone as (
                delete from folded_event event using (
                    select aggregate_type, aggregate_id, event_id from %s.superseded_event where superseded_seq = ?
                    union all
                    select aggregate_type, aggregate_id, event_id from rebuild_position where lost_seq = ?) as lost
                where event.aggregate_type = lost.aggregate_type and event.aggregate_id = lost.aggregate_id
                  and event.event_id = lost.event_id
                returning event.*)
            insert into superseded_event select gone.*, ? from gone
            """;

    private static final String SUPERSEDING = """
            select superseded_seq from %s.superseded_event where superseded_seq > ? and superseded_seq <= ?
            union
            select lost_seq from rebuild_position where lost_seq > ? and lost_seq <= ?
            """;

    // The running maximum is for a clock that was put back between two changes of a record. What its owner lost within
    // the second in which it recorded it was never known.
    private static final String PLACE = """
            insert into rebuild_position (aggregate_type, aggregate_id, aggregate_version, event_id, discarded, seq, lost_seq)
            select aggregate_type, aggregate_id, aggregate_version, event_id, discarded, seq,
                   case when lost and later_life < 0 then later_life end
            from (
                select placed.*, min(seq) over (partition by aggregate_type, aggregate_id order by journal_epoch
                                                range between 1 following and unbounded following) as later_life
                from (
                    select event.*, floor(extract(epoch from max(recorded_at) over (
                                              partition by aggregate_type, aggregate_id
                                              order by journal_epoch, aggregate_version) - began.folded_at))::bigint as seq
                    from (
                        select aggregate_type, aggregate_id, aggregate_version, event_id, journal_epoch, recorded_at, discarded,
                               false as lost
                        from %1$s.folded_event
                        union all
                        select aggregate_type, aggregate_id, aggregate_version, event_id, journal_epoch, recorded_at, discarded,
                               true
                        from %1$s.superseded_event) as event
                    cross join (select folded_at from fold_batch where seq = 0) as began) as placed) as told
            where seq < 0 and (not lost or later_life is null or later_life > seq)
            """;

    private static final String PLACED = """
            insert into fold_batch (seq, folded_at, events)
            select event.seq, began.folded_at + (event.seq + 1) * interval '1 second' - interval '1 microsecond', count(*)
            from (select seq from folded_event where seq < 0 union all select seq from superseded_event where seq < 0) as event
            cross join (select folded_at from fold_batch where seq = 0) as began
            group by event.seq, began.folded_at
            on conflict (seq) do nothing
            """;

    // What is still there in the end is left over.
    private static final String USED = """
            delete from rebuild_event event using folded_event folded
            where event.event_id = any(?) and folded.event_id = event.event_id
              and folded.aggregate_type = event.aggregate_type and folded.aggregate_id = event.aggregate_id
              and folded.aggregate_version = event.aggregate_version
            """;

    private final EventReader reader;
    private final FoldMeter meter;

    Refold(FoldMeter meter) {
        // Unknown codes were counted when the events came.
        this.reader = new EventReader(new Codes());
        this.meter = meter;
    }

    /**
     * How far it has come.
     *
     * @param seq position up to which it has folded
     * @param events folded in this step
     */
    public record Step(long seq, int events) {}

    /**
     * Folds on.
     *
     * @param schema that is filled
     * @param atMost events after which no other position is begun
     */
    public Step fold(String schema, long from, long until, int atMost, Connection connection) throws SQLException {
        FoldTransaction transaction = new FoldTransaction(connection);
        enter(schema, transaction);
        transaction.planAnew();
        long to = last(from, until, atMost, transaction);
        String live = otherThan(schema);
        TreeMap<Long, List<Anew>> positions = new TreeMap<>();
        transaction
                .query(this::anew, OF_POSITIONS.formatted(live), from, to, from, to, from, to)
                .forEach(event -> positions
                        .computeIfAbsent(event.seq, seq -> new ArrayList<>())
                        .add(event));
        Set<Long> superseding = new HashSet<>(
                transaction.query(row -> row.getLong(1), SUPERSEDING.formatted(live), from, to, from, to));
        superseding.forEach(seq -> positions.computeIfAbsent(seq, none -> new ArrayList<>()));
        FoldedEvents folded = new FoldedEvents(transaction, reader);
        List<UUID> used = new ArrayList<>();
        int events = 0;
        for (Map.Entry<Long, List<Anew>> position : positions.entrySet()) {
            long seq = position.getKey();
            if (superseding.contains(seq)) {
                transaction.update(SUPERSEDE.formatted(live), seq, seq, seq);
            }
            List<Received.Placed> givenUp = new ArrayList<>();
            List<Received.Valid> valid = new ArrayList<>();
            for (Anew event : position.getValue()) {
                if (event.discarded) {
                    givenUp.add(event.received);
                } else if (event.received instanceof Received.Valid each) {
                    valid.add(each);
                }
                // Else this version of the service cannot fold what an earlier one could: it is left over.
            }
            folded.add(givenUp, seq, true);
            folded.add(valid, seq, false);
            new Facts(transaction, seq).store(Fold.newest(valid));
            Stream.of(givenUp, valid).flatMap(List::stream).forEach(event -> used.add(event.eventId()));
            events += valid.size();
        }
        transaction.update(USED, (Object) used.toArray(UUID[]::new));
        transaction.update("delete from rebuild_position where seq <= ? and coalesce(lost_seq, seq) <= ?", to, to);
        return new Step(to, events);
    }

    /**
     * Gives those events that were recorded before this database began, and that the live schema has folded, a position below zero
     * by the second of their recording.
     *
     * @param schema that is to be filled, and is empty
     */
    public void placeByRecording(String schema, Connection connection) throws SQLException {
        new FoldTransaction(connection).update(PLACE.formatted(otherThan(schema)));
    }

    /** Lets the positions below zero of a schema be asked for. */
    public void namePlaced(String schema, Connection connection) throws SQLException {
        FoldTransaction transaction = new FoldTransaction(connection);
        enter(schema, transaction);
        transaction.update(PLACED);
    }

    /** Has what is compared with the owners' journals added up from the schema that is read from now on. */
    public void addUpAnew(Connection connection) throws SQLException {
        FoldedEvents.addUpAnew(new FoldTransaction(connection));
    }

    /** The position before the first that is to be folded. */
    public static long beforeAll(Connection connection) throws SQLException {
        return new FoldTransaction(connection).query(row -> row.getLong(1), """
                        select least((select min(seq) from fold_batch), (select min(seq) from rebuild_position)) - 1""").get(0);
    }

    /**
     * Folds what the live schema has lost, at a new position; there is one in any case. The caller's is the one writer.
     *
     * @param schema that takes the place of the live one
     */
    public void foldLeftOver(String schema, Connection connection) throws SQLException {
        FoldTransaction transaction = new FoldTransaction(connection);
        long seq = Fold.nextPosition(transaction);
        enter(schema, transaction);
        List<Received> leftOver = transaction.query(
                row -> reader.stored(row), LEFT_OVER + " order by event.topic, event.partition, event.record_offset");
        Admission admission = new Admission();
        Fold.take(leftOver, admission, new FoldedEvents(transaction, reader), transaction, seq);
        Fold.tick(transaction, seq, admission.admitted().size());
        meter.batch(admission);
    }

    /** Lets the caller's transaction see this schema. */
    public static void enter(String schema, Connection connection) throws SQLException {
        enter(schema, new FoldTransaction(connection));
    }

    /** The other one of the two. */
    public static String otherThan(String schema) {
        return schema.equals("reports_a") ? "reports_b" : "reports_a";
    }

    /** Makes the caller's the one writer until its transaction ends; answers the newest position. */
    public static long holdFold(Connection connection) throws SQLException {
        return Fold.nextPosition(new FoldTransaction(connection)) - 1;
    }

    private static void enter(String schema, FoldTransaction transaction) throws SQLException {
        transaction.query(row -> row.getString(1), "select set_config('search_path', ? || ', public', true)", schema);
    }

    /** The position up to which there are about as many events as are wanted, and at least one position. */
    private static long last(long from, long until, int atMost, FoldTransaction transaction) throws SQLException {
        return transaction
                .query(row -> row.getLong(1), """
                        select coalesce(max(seq), ?) from (
                            select seq, sum(events) over (order by seq) - events as before from (
                                (select seq, events from fold_batch where seq > ? and seq <= ? order by seq limit ?)
                                union all
                                (select seq, 1 from rebuild_position where seq > ? and seq <= ? order by seq limit ?)) as next
                            ) as batch
                        where before < ?
                        """, until, from, until, atMost, from, until, atMost, atMost)
                .get(0);
    }

    private Anew anew(ResultSet row) throws SQLException {
        return new Anew(row.getLong("seq"), row.getBoolean("discarded"), (Received.Placed) reader.stored(row));
    }

    private record Anew(long seq, boolean discarded, Received.Placed received) {}
}
