package jp.go.jica.partnerships.journal.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Which topics are consumed, by whom, and how patiently.
 *
 * @param groupId the Kafka group that shares the partitions out between instances
 * @param generation which set of stored positions is meant; a rebuild beside the running one has its own
 * @param maxRecords records of one batch at most
 * @param lockTimeout how long a batch waits for a row that another instance holds before it is tried again
 * @param idleTimeout after which PostgreSQL ends the transaction of an instance that was stopped in the middle of one
 * @param retryAtMost ceiling of the back-off between two attempts
 * @param kafka where Kafka is and how it is spoken to, as the client has it
 */
public record ConsumerSettings(
        String groupId,
        int generation,
        List<String> topics,
        int maxRecords,
        Duration lockTimeout,
        Duration idleTimeout,
        Duration retryAtMost,
        Map<String, String> kafka) {

    public ConsumerSettings {
        topics = List.copyOf(topics);
        kafka = Map.copyOf(kafka);
    }

    /** The settings that suit a service: batches of 2,000 at most, 3 s for a lock, 5 s idle, 2 s between attempts. */
    public static ConsumerSettings of(KafkaConnection connection, String groupId, List<String> topics) {
        return new ConsumerSettings(
                groupId,
                0,
                topics,
                2_000,
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                connection.settings());
    }

    /** The same with other stored positions. */
    public ConsumerSettings ofGeneration(int other) {
        return new ConsumerSettings(groupId, other, topics, maxRecords, lockTimeout, idleTimeout, retryAtMost, kafka);
    }

    /** The same with so many records in one batch at most. */
    public ConsumerSettings inBatchesOf(int records) {
        return new ConsumerSettings(groupId, generation, topics, records, lockTimeout, idleTimeout, retryAtMost, kafka);
    }
}
