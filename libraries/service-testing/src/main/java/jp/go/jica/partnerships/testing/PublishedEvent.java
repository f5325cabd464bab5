package jp.go.jica.partnerships.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One event as the relay would publish it. Everything but type, aggregate, version and state has a default.
 *
 * @param topic {@code <service>.<aggregate>.v1}
 * @param type the wire type, {@code programs.program-adopted.v1}
 * @param aggregateId the record's key
 * @param version of the aggregate, from 1
 * @param eventId unique; a redelivery has the same one
 * @param recordedAt when the owner committed it
 * @param actor a subject id
 * @param journalEpoch counts the owner's restores, from 1
 * @param traceparent a W3C trace context or null
 * @param before JSON of the changed fields' old values, or null for a first version
 * @param after JSON of the whole state after the change
 */
public record PublishedEvent(
        String topic,
        String type,
        UUID aggregateId,
        int version,
        UUID eventId,
        Instant recordedAt,
        String actor,
        int journalEpoch,
        @Nullable String traceparent,
        @Nullable String before,
        String after) {
    private static final Pattern TYPE = Pattern.compile("(?<service>[a-z]+)\\.[a-z-]+\\.v(?<major>\\d+)");
    private static final String SCHEMAS = "https://partnerships.jica.go.jp/schemas/";

    /**
     * An event with defaults: a new event id, recorded now, by {@code recorder-1}, in the first epoch, untraced.
     *
     * @param aggregate the aggregate's name in the topic: {@code program}, {@code participation}, …
     * @param type {@code programs.program-adopted.v1}
     * @param after the state as JSON
     */
    public static PublishedEvent of(String aggregate, String type, UUID aggregateId, int version, String after) {
        Matcher parts = TYPE.matcher(type);
        if (!parts.matches()) {
            throw new IllegalArgumentException("%s is not <service>.<fact>.v<number>".formatted(type));
        }
        String topic = "%s.%s.v%s".formatted(parts.group("service"), aggregate, parts.group("major"));
        return new PublishedEvent(
                topic,
                type,
                aggregateId,
                version,
                UUID.randomUUID(),
                Instant.now(),
                "recorder-1",
                1,
                null,
                null,
                after);
    }

    public PublishedEvent onTopic(String name) {
        return new PublishedEvent(
                name, type, aggregateId, version, eventId, recordedAt, actor, journalEpoch, traceparent, before, after);
    }

    public PublishedEvent withEventId(UUID id) {
        return new PublishedEvent(
                topic, type, aggregateId, version, id, recordedAt, actor, journalEpoch, traceparent, before, after);
    }

    public PublishedEvent recordedAt(Instant at) {
        return new PublishedEvent(
                topic, type, aggregateId, version, eventId, at, actor, journalEpoch, traceparent, before, after);
    }

    public PublishedEvent by(String subject) {
        return new PublishedEvent(
                topic,
                type,
                aggregateId,
                version,
                eventId,
                recordedAt,
                subject,
                journalEpoch,
                traceparent,
                before,
                after);
    }

    public PublishedEvent inEpoch(int epoch) {
        return new PublishedEvent(
                topic, type, aggregateId, version, eventId, recordedAt, actor, epoch, traceparent, before, after);
    }

    public PublishedEvent tracedBy(String traceContext) {
        return new PublishedEvent(
                topic,
                type,
                aggregateId,
                version,
                eventId,
                recordedAt,
                actor,
                journalEpoch,
                traceContext,
                before,
                after);
    }

    /** JSON of the whole state after the change. */
    public PublishedEvent withState(String json) {
        return new PublishedEvent(
                topic, type, aggregateId, version, eventId, recordedAt, actor, journalEpoch, traceparent, before, json);
    }

    /** JSON of the changed fields' old values. */
    public PublishedEvent changedFrom(String oldValues) {
        return new PublishedEvent(
                topic,
                type,
                aggregateId,
                version,
                eventId,
                recordedAt,
                actor,
                journalEpoch,
                traceparent,
                oldValues,
                after);
    }

    /** The record's value: {@code {"before": …, "after": …}}. */
    public String value() {
        return "{\"before\":%s,\"after\":%s}".formatted(Objects.requireNonNullElse(before, "null"), after);
    }

    /** The record, with the headers of the contract. */
    public ProducerRecord<String, String> toRecord() {
        ProducerRecord<String, String> kafkaRecord = new ProducerRecord<>(topic, aggregateId.toString(), value());
        header(kafkaRecord, "ce_specversion", "1.0");
        header(kafkaRecord, "ce_id", eventId.toString());
        header(kafkaRecord, "ce_type", type);
        header(kafkaRecord, "ce_source", "/" + service());
        header(kafkaRecord, "ce_subject", aggregateId.toString());
        header(kafkaRecord, "ce_time", recordedAt.toString());
        header(kafkaRecord, "ce_dataschema", SCHEMAS + type + ".json");
        header(kafkaRecord, "content-type", "application/json");
        header(kafkaRecord, "ce_aggregateversion", Integer.toString(version));
        header(kafkaRecord, "ce_actor", actor);
        header(kafkaRecord, "ce_journalepoch", Integer.toString(journalEpoch));
        Optional.ofNullable(traceparent).ifPresent(context -> header(kafkaRecord, "traceparent", context));
        return kafkaRecord;
    }

    private String service() {
        return type.substring(0, type.indexOf('.'));
    }

    private static void header(ProducerRecord<String, String> kafkaRecord, String name, String value) {
        kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
