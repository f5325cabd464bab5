package jp.go.jica.partnerships.reporting.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.reporting.fold.EventsReadAgain;
import jp.go.jica.partnerships.reporting.fold.Refold;
import jp.go.jica.partnerships.reporting.sql.Statements;
import org.jdbi.v3.core.Handle;

/** A rebuild in a test's own transaction, in which {@code reports_a} is read before it and {@code reports_b} after. */
public final class RebuiltOn {

    private RebuiltOn() {}

    /** The differences that it found. */
    public static List<String> rebuilt(
            Connection connection, List<ReceivedRecord> topics, EventsReadAgain events, Refold refold, int atOnce)
            throws SQLException {
        Handle handle = Statements.on(connection).open();
        UUID id = UUID.randomUUID();
        handle.createUpdate(
                        "insert into rebuild (rebuild_id, schema_name, state, started_by) values (:id, 'reports_b', 'CANCELLED', 'test')")
                .bind("id", id)
                .execute();
        events.apply(events.prepare(topics), connection);
        long newest = Refold.holdFold(connection);
        long seq = handle.createQuery("select coalesce(min(seq), 1) - 1 from reports_a.folded_event")
                .mapTo(Long.class)
                .one();
        do {
            seq = refold.fold("reports_b", seq, newest, atOnce, connection).seq();
        } while (seq < newest);
        Comparison comparison = new Comparison(handle, id, "reports_b");
        long found = comparison.history(-1, newest / 2) + comparison.history(newest / 2, newest) + comparison.newest();
        handle.execute("update live_schema set name = 'reports_b'");
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
