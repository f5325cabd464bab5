package jp.go.jica.partnerships.reporting.fold;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;

/**
 * What an operator does about events in quarantine: each time a batch of its own, in the order of all batches. What these
 * methods change is the caller's transaction's.
 */
@Singleton
public class WaitingEvents {

    /** Why events wait, by their names. */
    public static final List<String> REASONS =
            Arrays.stream(Admission.Reason.values()).map(Enum::name).toList();

    private final EventReader reader;
    private final FoldMeter meter;

    WaitingEvents(Codes codes, FoldMeter meter) {
        this.reader = new EventReader(codes);
        this.meter = meter;
    }

    /** Reads the event again and folds it with those that wait behind it, as far as their turn has come by now. */
    public void retry(UUID id, Connection connection) throws SQLException {
        FoldTransaction transaction = new FoldTransaction(connection);
        long seq = Fold.nextPosition(transaction);
        LiveSchema.enter(connection);
        Stored stored = stored(id, transaction);
        if (!stored.waits() || !(stored.received() instanceof Received.Placed event)) {
            return;
        }
        FoldedEvents events = new FoldedEvents(transaction, reader);
        Admission admission = new Admission();
        events.recall(admission, List.of(event));
        if (stored.placed()) {
            admission.resume(event.aggregate());
        } else {
            // A later version of this service can tell what an earlier one could not: it enters as if it came now.
            transaction.update("update quarantined_event set released_seq = ? where public_id = ?", seq, id);
            admission.take(event);
            events.countDuplicates(admission.duplicates());
            events.quarantine(admission.refused());
        }
        if (!admission.admitted().isEmpty() || !admission.superseded().isEmpty()) {
            Fold.know(admission, events, transaction, seq);
            Fold.tick(transaction, seq, admission.admitted().size());
        }
        meter.batch(admission);
    }

    /**
     * Gives the event up. The next one of its aggregate is then taken as it is, and what waited is folded.
     *
     * @throws Refusal (409) if it was folded meanwhile, or if another event holds it up, on which is to be decided first
     */
    public void discard(UUID id, Connection connection) throws SQLException {
        FoldTransaction transaction = new FoldTransaction(connection);
        long seq = Fold.nextPosition(transaction);
        LiveSchema.enter(connection);
        Stored stored = stored(id, transaction);
        if (!stored.waits()) {
            throw Refusal.stateConflict("not-waiting", "The event does not wait in quarantine any more");
        }
        if (!stored.placed() || !(stored.received() instanceof Received.Placed event)) {
            discardRow(id, transaction);
            return;
        }
        if (!stored.fork()) {
            requireFirst(event, transaction);
        }
        discardRow(id, transaction);
        FoldedEvents events = new FoldedEvents(transaction, reader);
        if (!stored.fork()) {
            events.add(List.of(event), seq, true);
        }
        Admission admission = new Admission();
        events.recall(admission, List.of(event));
        admission.resume(event.aggregate());
        Fold.know(admission, events, transaction, seq);
        Fold.tick(transaction, seq, admission.admitted().size());
        meter.batch(admission);
    }

    private static void discardRow(UUID id, FoldTransaction transaction) throws SQLException {
        transaction.update("update quarantined_event set discarded_at = clock_timestamp() where public_id = ?", id);
    }

    private static void requireFirst(Received.Placed event, FoldTransaction transaction) throws SQLException {
        Optional<Integer> first = transaction
                .query(
                        row -> row.getInt(1),
                        """
                        select aggregate_version from quarantined_event
                        where aggregate_type = ? and aggregate_id = ? and aggregate_version < ?
                          and released_seq is null and discarded_at is null and reason <> 'FORK'
                        order by aggregate_version limit 1
                        """,
                        event.aggregate().type(),
                        event.aggregate().id(),
                        event.version())
                .stream()
                .findFirst();
        if (first.isPresent()) {
            throw Refusal.stateConflict(
                    "earlier-event-waits", "Version %d waits before it: decide on that first".formatted(first.get()));
        }
    }

    private Stored stored(UUID id, FoldTransaction transaction) throws SQLException {
        return transaction
                .query(
                        row -> new Stored(
                                reader.stored(row),
                                row.getBoolean("waits"),
                                row.getBoolean("placed"),
                                row.getString("reason").equals(Admission.Reason.FORK.name())),
                        """
                        select topic, partition, record_offset, record_key, headers::text, value, reason,
                               released_seq is null and discarded_at is null as waits, aggregate_id is not null as placed
                        from quarantined_event where public_id = ?
                        """,
                        id)
                .stream()
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /** @param placed whether it was known already what event it is when it went to quarantine */
    private record Stored(Received received, boolean waits, boolean placed, boolean fork) {}
}
