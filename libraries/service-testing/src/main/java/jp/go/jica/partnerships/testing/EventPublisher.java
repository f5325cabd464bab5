package jp.go.jica.partnerships.testing;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes what a consumer under test reads, as the relay would. Every method returns when the broker has it. */
public final class EventPublisher implements AutoCloseable {
    private final Map<String, Object> settings;
    private final Producer<String, String> plain;
    private @Nullable Producer<String, String> transactional;

    EventPublisher(String bootstrapServers) {
        settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class);
        plain = new KafkaProducer<>(settings);
    }

    /** Publishes outside of a transaction, in the order given. */
    public void publish(PublishedEvent... events) {
        send(plain, records(events));
    }

    /** Publishes in one transaction, as the relay does; its marker takes an offset in each partition written. */
    public void publishInTransaction(PublishedEvent... events) {
        Producer<String, String> producer = transactional();
        producer.beginTransaction();
        send(producer, records(events));
        producer.commitTransaction();
    }

    /** Publishes in a transaction that is then aborted: no reader of committed records may see it. */
    public void publishAborted(PublishedEvent... events) {
        Producer<String, String> producer = transactional();
        producer.beginTransaction();
        send(producer, records(events));
        producer.abortTransaction();
    }

    /** Publishes any record: malformed values, missing headers. */
    public void publish(ProducerRecord<String, String> anyRecord) {
        send(plain, List.of(anyRecord));
    }

    /** Publishes an owner's heartbeat: everything that it committed before that instant was published before. */
    public void heartbeat(String owner, Instant beatAt) {
        publish(new ProducerRecord<>(owner + ".heartbeat.v1", owner, beatAt.toString()));
    }

    private static List<ProducerRecord<String, String>> records(PublishedEvent... events) {
        return Arrays.stream(events).map(PublishedEvent::toRecord).toList();
    }

    private static void send(Producer<String, String> producer, List<ProducerRecord<String, String>> records) {
        List<Future<RecordMetadata>> acknowledgements =
                records.stream().map(producer::send).toList();
        producer.flush();
        try {
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker did not take a record", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Producer<String, String> transactional() {
        Producer<String, String> producer = transactional;
        if (producer == null) {
            Map<String, Object> withTransactions = new HashMap<>(settings);
            withTransactions.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test-" + UUID.randomUUID());
            producer = new KafkaProducer<>(withTransactions);
            producer.initTransactions();
            transactional = producer;
        }
        return producer;
    }

    @Override
    public void close() {
        plain.close();
        if (transactional != null) {
            transactional.close();
        }
    }
}
