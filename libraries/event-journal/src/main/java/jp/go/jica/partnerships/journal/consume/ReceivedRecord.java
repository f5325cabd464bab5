package jp.go.jica.partnerships.journal.consume;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record as it lay in the topic, its bytes read as UTF-8 and nothing else assumed: any record can be received, also
 * one that nobody should have written.
 *
 * @param headers the last value of each header; a header without a value is absent
 */
public record ReceivedRecord(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable String value) {

    public ReceivedRecord {
        headers = Map.copyOf(headers);
    }

    public static ReceivedRecord of(ConsumerRecord<byte[], byte[]> kafka) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : kafka.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new ReceivedRecord(
                kafka.topic(), kafka.partition(), kafka.offset(), text(kafka.key()), headers, text(kafka.value()));
    }

    /** The service that owns the topic: {@code programs} of {@code programs.program.v1}. */
    public String owner() {
        int dot = topic.indexOf('.');
        return dot < 0 ? topic : topic.substring(0, dot);
    }

    /** What the topic is about: {@code program} of {@code programs.program.v1}. */
    public String aggregateType() {
        int first = topic.indexOf('.');
        int second = topic.indexOf('.', first + 1);
        return first < 0 || second < 0 ? topic : topic.substring(first + 1, second);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
