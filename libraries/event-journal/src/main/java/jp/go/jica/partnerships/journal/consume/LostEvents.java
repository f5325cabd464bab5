package jp.go.jica.partnerships.journal.consume;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import jp.go.jica.partnerships.journal.Journal;

/**
 * Puts events that a restored journal has lost back into it as its topic tells them: the same ids, versions and data, by which
 * whoever has them already knows them. When they are recorded, the database says.
 */
public final class LostEvents {

    private LostEvents() {}

    /**
     * In the caller's transaction, in the order given.
     *
     * @param reason why; the one that was stated is told on no topic
     */
    public static void putBack(List<JournalEvent> events, String reason, Connection transaction) throws SQLException {
        try (var insert = transaction.prepareStatement(Journal.APPEND)) {
            for (JournalEvent event : events) {
                insert.setObject(1, event.eventId());
                insert.setString(2, event.aggregateType());
                insert.setObject(3, event.aggregateId());
                insert.setInt(4, event.aggregateVersion());
                insert.setString(5, event.type());
                insert.setString(6, event.record().headers().get("ce_dataschema"));
                insert.setString(7, event.actor());
                insert.setString(8, reason);
                insert.setString(9, event.record().headers().get("traceparent"));
                insert.setString(10, event.record().value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
