package jp.go.jica.partnerships.reporting.fold.messaging;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.reporting.fold.Heartbeat;
import jp.go.jica.partnerships.reporting.fold.OwnerEnds;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What is asked of Kafka besides records. */
@Singleton
class Broker implements OwnerEnds {

    // The fold waits for the answer; a broker that takes longer is in trouble, and the next heartbeat comes in a
    // second.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaConnection connection;
    private @Nullable Admin admin;

    Broker(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * The ends with unfinished transactions in them: the relay has written an owner's earlier events before its heartbeat can
     * be read, but the markers that finish them may reach their partitions a moment later.
     */
    @Override
    public Optional<List<Heartbeat.End>> of(String owner) {
        try {
            Map<String, TopicDescription> topics = answer(
                    connected().describeTopics(OwnerTopics.journalsOf(owner)).allTopicNames());
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            topics.forEach((topic, description) -> description
                    .partitions()
                    .forEach(partition ->
                            asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            List<Heartbeat.End> ends = new ArrayList<>();
            answer(connected()
                            .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                            .all())
                    .forEach((partition, end) -> {
                        if (end.offset() > 0) {
                            ends.add(new Heartbeat.End(partition.topic(), partition.partition(), end.offset()));
                        }
                    });
            return Optional.of(ends);
        } catch (ExecutionException | TimeoutException | KafkaException silent) {
            return Optional.empty();
        }
    }

    boolean answers() {
        try {
            return !answer(connected().describeCluster().nodes()).isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException silent) {
            return false;
        }
    }

    private static <T> T answer(KafkaFuture<T> asked) throws ExecutionException, TimeoutException {
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("stopped while waiting");
        }
    }

    // Only when it is needed: a name that cannot be resolved yet must not keep the service from starting.
    private synchronized Admin connected() {
        Admin open = admin;
        if (open == null) {
            Map<String, Object> settings = new HashMap<>(connection.settings());
            settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
            open = Admin.create(settings);
            admin = open;
        }
        return open;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(PATIENCE);
        }
    }
}
