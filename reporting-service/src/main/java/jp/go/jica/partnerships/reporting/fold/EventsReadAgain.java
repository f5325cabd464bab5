package jp.go.jica.partnerships.reporting.fold;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.BatchHandler;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a rebuild reads from the topics until its turn comes, each event once. A record that does not tell which event
 * it is has been in quarantine since it came, and stays there.
 */
@Singleton
public class EventsReadAgain implements BatchHandler<String> {

    private static final Logger LOG = Logger.getLogger(EventsReadAgain.class);

    @Override
    public String prepare(List<ReceivedRecord> batch) {
        List<Row> rows = new ArrayList<>(batch.size());
        for (ReceivedRecord each : batch) {
            try {
                rows.add(row(JournalEvent.read(each)));
            } catch (UnreadableEventException inQuarantine) {
                LOG.debug("A record that tells no event is in quarantine", inQuarantine);
            }
        }
        return FoldTransaction.json(rows);
    }

    @Override
    public void apply(String rows, Connection connection) throws SQLException {
        new FoldTransaction(connection).update("""
                        insert into rebuild_event (aggregate_type, aggregate_id, aggregate_version, event_id, journal_epoch, topic,
                                                   partition, record_offset, record_key, headers, value)
                        select * from jsonb_to_recordset(?::jsonb) as event(
                            aggregate_type text, aggregate_id uuid, aggregate_version int, event_id uuid, journal_epoch int,
                            topic text, partition int, record_offset bigint, record_key text, headers jsonb, value text)
                        on conflict (event_id, aggregate_type, aggregate_id, aggregate_version) do nothing
                        """, rows);
    }

    private static Row row(JournalEvent event) {
        ReceivedRecord from = event.record();
        return new Row(
                event.aggregateType(),
                event.aggregateId(),
                event.aggregateVersion(),
                event.eventId(),
                event.journalEpoch(),
                from.topic(),
                from.partition(),
                from.offset(),
                FoldedEvents.storable(from.key()),
                FoldedEvents.storable(from.headers()),
                FoldedEvents.storable(from.value()));
    }

    private record Row(
            String aggregateType,
            UUID aggregateId,
            int aggregateVersion,
            UUID eventId,
            int journalEpoch,
            String topic,
            int partition,
            long recordOffset,
            @Nullable String recordKey,
            Map<String, String> headers,
            @Nullable String value) {}
}
