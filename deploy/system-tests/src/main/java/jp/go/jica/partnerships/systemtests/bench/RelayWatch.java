package jp.go.jica.partnerships.systemtests.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Notes when each record's event comes out of the topic at a consumer that does nothing else: the least time that any
 * reader behind the same bus can have.
 */
final class RelayWatch implements AutoCloseable {

    private static final String TOPIC = "participants.participation.v1";

    private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, String> consumer;

    RelayWatch(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Thread thread = new Thread(this::watch, "relay watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** By {@code System.nanoTime()}. */
    Optional<Long> seenAt(String aggregateId) {
        return Optional.ofNullable(seenAt.get(aggregateId));
    }

    private void watch() {
        try (consumer) {
            while (true) {
                var records = consumer.poll(Duration.ofSeconds(1));
                long now = System.nanoTime();
                records.forEach(each -> seenAt.putIfAbsent(each.key(), now));
            }
        } catch (WakeupException closed) {
            // The measurement is over.
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
