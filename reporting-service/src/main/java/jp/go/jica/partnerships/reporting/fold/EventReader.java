package jp.go.jica.partnerships.reporting.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;

/** Parses and validates records, new ones and those that waited in quarantine. */
final class EventReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FactReader facts;

    EventReader(Codes codes) {
        this.facts = new FactReader(codes);
    }

    Received read(ReceivedRecord received) {
        JournalEvent event;
        try {
            event = JournalEvent.read(received);
        } catch (UnreadableEventException unreadable) {
            return new Received.Unplaced(received, reason(unreadable));
        }
        try {
            return new Received.Valid(Told.of(event), facts.read(event));
        } catch (UnreadableEventException violating) {
            return new Received.Violating(Told.of(event), reason(violating));
        }
    }

    /** A record as quarantine kept it: topic, partition, record_offset, record_key, headers as text, and value. */
    Received stored(ResultSet row) throws SQLException {
        try {
            Map<String, String> headers = JSON.readValue(row.getString("headers"), new TypeReference<>() {});
            return read(new ReceivedRecord(
                    row.getString("topic"),
                    row.getInt("partition"),
                    row.getLong("record_offset"),
                    row.getString("record_key"),
                    headers,
                    row.getString("value")));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Headers in quarantine are JSON written by this service", impossible);
        }
    }

    private static String reason(UnreadableEventException problem) {
        return String.valueOf(problem.getMessage());
    }
}
