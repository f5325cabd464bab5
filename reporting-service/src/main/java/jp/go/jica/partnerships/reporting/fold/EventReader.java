package jp.go.jica.partnerships.reporting.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import org.jspecify.annotations.Nullable;

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
            return new Received.Valid(event, facts.read(event));
        } catch (UnreadableEventException violating) {
            return new Received.Violating(event, reason(violating));
        }
    }

    /** A record as quarantine kept it. */
    Received stored(
            String topic, int partition, long offset, @Nullable String key, String headers, @Nullable String value) {
        try {
            Map<String, String> read = JSON.readValue(headers, new TypeReference<>() {});
            return read(new ReceivedRecord(topic, partition, offset, key, read, value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Headers in quarantine are JSON written by this service", impossible);
        }
    }

    private static String reason(UnreadableEventException problem) {
        return String.valueOf(problem.getMessage());
    }
}
