package jp.go.jica.partnerships.participants.restore.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import jp.go.jica.partnerships.participants.restore.ErasureReplay.OwnEvents;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** Reads what the relay has written of this service, as a member of no group. To be used by one thread. */
final class OwnTopic implements OwnEvents, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OwnTopic.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(250);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> committed;
    // Sees the ends of transactions that are still going on too: what was told before it was finished counts.
    private final KafkaConsumer<byte[], byte[]> uncommitted;

    OwnTopic(KafkaConnection connection, String topic) {
        this.topic = topic;
        this.committed = consumer(connection, "read_committed");
        this.uncommitted = consumer(connection, "read_uncommitted");
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaConnection connection, String isolation) {
        Properties properties = new Properties();
        properties.putAll(connection.settings());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Map<Integer, Long> ends() {
        List<TopicPartition> partitions = uncommitted.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("There is no topic " + topic);
        }
        uncommitted.assign(partitions);
        Map<Integer, Long> ends = new HashMap<>();
        uncommitted.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    @Override
    public void read(Map<Integer, Long> from, Map<Integer, Long> to, Consumer<List<JournalEvent>> reader) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        to.forEach((partition, end) -> {
            if (from.getOrDefault(partition, 0L) < end) {
                ends.put(new TopicPartition(topic, partition), end);
            }
        });
        committed.assign(ends.keySet());
        ends.keySet().forEach(partition -> committed.seek(partition, from.getOrDefault(partition.partition(), 0L)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> committed.position(end.getKey()) < end.getValue())) {
            List<JournalEvent> events = new ArrayList<>();
            committed.poll(POLL).forEach(each -> read(each, events));
            if (!events.isEmpty()) {
                reader.accept(events);
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("Nothing more came, and the ends are not reached");
            }
        }
    }

    private static void read(ConsumerRecord<byte[], byte[]> each, List<JournalEvent> events) {
        try {
            events.add(JournalEvent.read(ReceivedRecord.of(each)));
        } catch (UnreadableEventException e) {
            LOG.errorf(
                    "Unreadable event of this service, partition %d, offset %d: %s",
                    each.partition(), each.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        committed.close(CloseOptions.timeout(POLL));
        uncommitted.close(CloseOptions.timeout(POLL));
    }
}
