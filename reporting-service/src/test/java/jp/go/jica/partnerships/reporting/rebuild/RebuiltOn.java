package jp.go.jica.partnerships.reporting.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.reporting.fold.EventsReadAgain;
import jp.go.jica.partnerships.reporting.fold.Refold;
import jp.go.jica.partnerships.reporting.sql.Statements;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import org.jdbi.v3.core.Handle;

/** A rebuild in a test's own transaction. */
public final class RebuiltOn {

    private RebuiltOn() {}

    /** The differences that it found. */
    public static List<String> rebuilt(
            Connection connection, List<ReceivedRecord> topics, EventsReadAgain events, Refold refold, int atOnce)
            throws SQLException {
        return rebuilt(connection, KnownAtBasis.FOLDED, topics, events, refold, atOnce);
    }

    /** The differences that it found. */
    public static List<String> rebuilt(
            Connection connection,
            KnownAtBasis basis,
            List<ReceivedRecord> topics,
            EventsReadAgain events,
            Refold refold,
            int atOnce)
            throws SQLException {
        Handle handle = Statements.on(connection).open();
        String live = handle.createQuery("select name from live_schema")
                .mapTo(String.class)
                .one();
        String schema = Refold.otherThan(live);
        UUID id = UUID.randomUUID();
        handle.createUpdate(
                        "insert into rebuild (rebuild_id, schema_name, state, started_by) values (:id, :schema, 'CANCELLED', 'test')")
                .bind("id", id)
                .bind("schema", schema)
                .execute();
        Refold.TABLES.forEach(table -> handle.execute("delete from %s.%s".formatted(schema, table)));
        boolean byRecording = basis == KnownAtBasis.RECORDED;
        if (byRecording) {
            refold.placeByRecording(schema, connection);
        }
        events.apply(events.prepare(topics), connection);
        long newest = Refold.holdFold(connection);
        long lowest = handle.createQuery("""
                        select least((select min(seq) from rebuild_position), (select min(seq) from %s.folded_event)) - 1
                        """.formatted(live))
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        long seq = lowest;
        do {
            seq = refold.fold(schema, seq, newest, atOnce, connection).seq();
        } while (seq < newest);
        Comparison comparison = new Comparison(handle, id, schema, !byRecording);
        // What is placed by its recording has been folded before the first of these.
        long half = byRecording ? newest : newest / 2;
        long found = comparison.history(Comparison.BEFORE_ALL, half)
                + comparison.history(half, newest)
                + comparison.newest();
        if (byRecording) {
            refold.namePlaced(schema, connection);
        }
        handle.createUpdate("update live_schema set name = :schema")
                .bind("schema", schema)
                .execute();
        List<String> differences = handle.createQuery(
                        "select table_name || key || coalesce(live::text, '-') || coalesce(rebuilt::text, '-')"
                                + " from rebuild_difference where rebuild_id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .list();
        if (found != differences.size()) {
            throw new AssertionError("%d are counted and %s kept".formatted(found, differences));
        }
        return differences;
    }
}
