package jp.go.jica.partnerships.reporting.fold;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.journal.consume.BatchHandler;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.reporting.freshness.EventVersion;
import jp.go.jica.partnerships.reporting.freshness.ReadYourWrites;

/**
 * Folds a batch in one transaction. Whoever holds the row of {@code fold_clock} is the only writer, so batches of all
 * topics and instances have one order, the position of answers.
 */
@Singleton
public class Fold implements BatchHandler<Fold.Prepared> {

    private static final String HEARTBEATS = ".heartbeat.v1";

    // From so many events on, planning is a small part of the work.
    private static final int PLANNED_ANEW = 100;

    private final EventReader reader;
    private final OwnerEnds ownerEnds;
    private final FoldMeter meter;
    private final ReadYourWrites readers;

    Fold(Codes codes, OwnerEnds ownerEnds, FoldMeter meter, ReadYourWrites readers) {
        this.reader = new EventReader(codes);
        this.ownerEnds = ownerEnds;
        this.meter = meter;
        this.readers = readers;
    }

    /** What a batch holds, and once it has been applied, what became of it. */
    public static final class Prepared {

        private final List<Received> received;
        private final List<Heartbeat> heartbeats;
        private Admission admission = new Admission();

        Prepared(List<Received> received, List<Heartbeat> heartbeats) {
            this.received = received;
            this.heartbeats = heartbeats;
        }
    }

    @Override
    public Prepared prepare(List<ReceivedRecord> batch) {
        List<Received> received = new ArrayList<>(batch.size());
        Map<String, Instant> beats = new LinkedHashMap<>();
        for (ReceivedRecord each : batch) {
            if (each.topic().endsWith(HEARTBEATS)) {
                beat(each, beats);
            } else {
                received.add(reader.read(each));
            }
        }
        List<Heartbeat> heartbeats = new ArrayList<>();
        beats.forEach(
                (owner, at) -> ownerEnds.of(owner).ifPresent(ends -> heartbeats.add(new Heartbeat(owner, at, ends))));
        return new Prepared(received, heartbeats);
    }

    /** Of several heartbeats only the last matters: the ends are read after all of them. */
    private void beat(ReceivedRecord record, Map<String, Instant> beats) {
        try {
            OffsetDateTime at = OffsetDateTime.parse(String.valueOf(record.value()));
            if (at.getYear() < 1970 || at.getYear() > 9999) {
                throw new DateTimeException("PostgreSQL has no such instant");
            }
            beats.merge(record.owner(), at.toInstant(), (a, b) -> a.isAfter(b) ? a : b);
        } catch (DateTimeException malformed) {
            // A sign of life that says nothing; without a good one completeUntil stands still, which is seen.
            meter.malformedHeartbeat();
        }
    }

    @Override
    public void apply(Prepared prepared, Connection connection) throws SQLException {
        FoldTransaction transaction = new FoldTransaction(connection);
        if (!prepared.heartbeats.isEmpty()) {
            note(prepared.heartbeats, transaction);
        }
        Admission admission = new Admission();
        prepared.admission = admission;
        if (prepared.received.isEmpty()) {
            return;
        }
        Held clock = hold(transaction);
        long seq = clock.seq + 1;
        LiveSchema.enter(connection);
        if (!clock.personsAreNoted) {
            new RepeatedPersons(transaction).noteAnew();
        }
        if (!clock.programsAreCounted) {
            new ActivePrograms(transaction).countAnew();
        }
        if (prepared.received.size() >= PLANNED_ANEW) {
            transaction.planAnew();
        } else {
            transaction.planOnce();
        }
        if (take(prepared.received, admission, new FoldedEvents(transaction, reader), transaction, seq)) {
            tick(transaction, seq, admission.admitted().size());
        }
        // Otherwise nothing that could be asked for has changed: the position stays.
    }

    /**
     * The clock, with the caller as the one writer until its transaction ends.
     *
     * @param personsAreNoted whether no version of the service has folded since that does not note who counts twice
     * @param programsAreCounted whether none has that does not count active programs in cells
     */
    private record Held(long seq, boolean personsAreNoted, boolean programsAreCounted) {}

    private static Held hold(FoldTransaction transaction) throws SQLException {
        return transaction
                .query(
                        row -> new Held(row.getLong(1), row.getBoolean(2), row.getBoolean(3)),
                        "select seq, noted_seq = seq, counted_seq = seq from fold_clock for update")
                .get(0);
    }

    /** Makes the caller the one writer until its transaction ends; the position is that of its batch. */
    static long nextPosition(FoldTransaction transaction) throws SQLException {
        return hold(transaction).seq + 1;
    }

    /** Returns whether anything is known with this position that was not before. */
    static boolean take(
            List<? extends Received> received,
            Admission admission,
            FoldedEvents events,
            FoldTransaction transaction,
            long seq)
            throws SQLException {
        events.recall(admission, received);
        received.forEach(admission::take);
        events.countDuplicates(admission.duplicates());
        events.quarantine(admission.refused());
        if (admission.admitted().isEmpty() && admission.superseded().isEmpty()) {
            return false;
        }
        know(admission, events, transaction, seq);
        return true;
    }

    /** What has been admitted is known with this position. */
    static void know(Admission admission, FoldedEvents events, FoldTransaction transaction, long seq)
            throws SQLException {
        events.supersede(admission.superseded(), seq);
        if (!admission.admitted().isEmpty()) {
            events.add(admission.admitted(), seq, false);
            events.release(admission.released(), seq);
            new Facts(transaction, seq).store(newest(admission.admitted()));
        }
    }

    @Override
    public void committed(Prepared prepared) {
        meter.batch(prepared.admission);
        if (!prepared.admission.admitted().isEmpty()) {
            readers.folded(
                    prepared.admission.admitted().stream().map(Fold::changeOf).collect(Collectors.toSet()));
        }
    }

    private static EventVersion changeOf(Received.Valid event) {
        return new EventVersion(event.record().owner(), event.aggregate().id(), event.version());
    }

    /** Of several versions of an aggregate only the last is a fact: they become known at the same position. */
    static List<Fact> newest(List<Received.Valid> admitted) {
        Map<AggregateKey, Fact> newest = new LinkedHashMap<>();
        admitted.forEach(event -> newest.put(event.aggregate(), event.fact()));
        return new ArrayList<>(newest.values());
    }

    static void tick(FoldTransaction transaction, long seq, int events) throws SQLException {
        transaction.update("""
                with ticked as (
                    update fold_clock
                    set seq = ?, noted_seq = ?, counted_seq = ?, folded_at = greatest(clock_timestamp(), folded_at + interval '1 microsecond')
                    returning seq, folded_at)
                insert into fold_batch (seq, folded_at, events) select seq, folded_at, ? from ticked
                """, seq, seq, seq, events);
    }

    private static void note(List<Heartbeat> heartbeats, FoldTransaction transaction) throws SQLException {
        transaction.update("""
                insert into owner_heartbeat (owner, beat_at, ends)
                select * from jsonb_to_recordset(?::jsonb) as beat(owner text, beat_at timestamptz, ends jsonb)
                on conflict (owner, beat_at) do nothing
                """, FoldTransaction.json(heartbeats));
        // Of those that have been reached only the newest tells anything.
        transaction.update("""
                delete from owner_heartbeat old using (
                    select heartbeat.owner, max(heartbeat.beat_at) as beat_at from owner_heartbeat heartbeat
                    where not exists (
                        select 1
                        from jsonb_to_recordset(heartbeat.ends) as ends(topic text, partition int, "offset" bigint)
                        left join consumer_position at
                          on at.generation = 0 and at.topic = ends.topic and at.partition = ends.partition
                        where coalesce(at.next_offset, 0) < ends."offset")
                    group by heartbeat.owner) as reached
                where old.owner = reached.owner and old.beat_at < reached.beat_at
                """);
    }
}
