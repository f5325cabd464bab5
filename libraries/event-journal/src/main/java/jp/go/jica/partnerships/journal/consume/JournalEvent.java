package jp.go.jica.partnerships.journal.consume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one aggregate: the CloudEvents headers and the state that the change led to.
 *
 * @param type wire type, {@code programs.program-adopted.v1}
 * @param aggregateVersion 1, 2, 3 … without holes per aggregate
 * @param journalEpoch which life of the owner's journal wrote it; 1 until an owner has been restored from a backup
 * @param recordedAt the owner's database clock when the change was recorded
 * @param actor subject that made the change, never a name
 * @param after the whole state after the change
 * @param record where it came from
 */
public record JournalEvent(
        UUID eventId,
        String type,
        UUID aggregateId,
        int aggregateVersion,
        int journalEpoch,
        Instant recordedAt,
        @Nullable String actor,
        ObjectNode after,
        ReceivedRecord record) {

    private static final ObjectReader JSON =
            JsonMapper.builder().build().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Reads what the topics' contract promises, whatever the type of the event.
     *
     * @throws UnreadableEventException naming the header or the part of the value that is missing or malformed
     */
    public static JournalEvent read(ReceivedRecord received) throws UnreadableEventException {
        return new JournalEvent(
                uuid(received, "ce_id"),
                required(received, "ce_type"),
                uuid(received, "ce_subject"),
                positive(received, "ce_aggregateversion", null),
                positive(received, "ce_journalepoch", "1"),
                instant(received, "ce_time"),
                received.headers().get("ce_actor"),
                after(received),
                received);
    }

    public String aggregateType() {
        return record.aggregateType();
    }

    private static ObjectNode after(ReceivedRecord received) throws UnreadableEventException {
        if (received.value() == null) {
            throw new UnreadableEventException("the record has no value");
        }
        try {
            JsonNode value = JSON.readTree(received.value());
            if (value.get("after") instanceof ObjectNode after) {
                return after;
            }
            throw new UnreadableEventException("the value has no object \"after\"");
        } catch (JsonProcessingException malformed) {
            throw new UnreadableEventException("the value is not JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static String required(ReceivedRecord received, String header) throws UnreadableEventException {
        String value = received.headers().get(header);
        if (value == null || value.isBlank()) {
            throw new UnreadableEventException("header " + header + " is missing");
        }
        return value;
    }

    private static UUID uuid(ReceivedRecord received, String header) throws UnreadableEventException {
        try {
            return UUID.fromString(required(received, header));
        } catch (IllegalArgumentException malformed) {
            throw new UnreadableEventException("header " + header + " is not a UUID", malformed);
        }
    }

    private static int positive(ReceivedRecord received, String header, @Nullable String otherwise)
            throws UnreadableEventException {
        String value = otherwise == null
                ? required(received, header)
                : received.headers().getOrDefault(header, otherwise);
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            throw new UnreadableEventException("header " + header + " is not a whole number", malformed);
        }
        throw new UnreadableEventException("header " + header + " is below 1");
    }

    private static Instant instant(ReceivedRecord received, String header) throws UnreadableEventException {
        try {
            OffsetDateTime instant = OffsetDateTime.parse(required(received, header));
            // A database would refuse it later, each time that it is tried.
            if (instant.getYear() < 1970 || instant.getYear() > 9999) {
                throw new UnreadableEventException("header " + header + " is not within 1970 to 9999");
            }
            return instant.toInstant();
        } catch (DateTimeParseException malformed) {
            throw new UnreadableEventException("header " + header + " is not an RFC 3339 instant", malformed);
        }
    }
}
