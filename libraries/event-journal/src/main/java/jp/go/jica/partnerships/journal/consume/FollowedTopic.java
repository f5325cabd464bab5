package jp.go.jica.partnerships.journal.consume;

import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Reads another service's topic into a replica from the service's start to its end, and says whether it does. */
public final class FollowedTopic implements AutoCloseable {

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final String name;
    private final StoredPositionConsumer<?> consumer;
    private final Clock clock;

    /** @param groupId who reads, for Kafka */
    public FollowedTopic(
            String topic,
            String groupId,
            KafkaConnection connection,
            Replica<?> replica,
            DataSource dataSource,
            Clock clock,
            Tracer tracer) {
        // Of "programs.program.v1" what people know of it.
        this.name = topic.substring(0, topic.indexOf('.')) + " topic";
        this.consumer = new StoredPositionConsumer<>(
                ConsumerSettings.of(connection, groupId, List.of(topic)),
                dataSource,
                new NewestStates<>(replica),
                clock,
                tracer);
        this.clock = clock;
    }

    public void start() {
        consumer.start();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Up while the topic is followed. */
    public HealthCheckResponse health() {
        ConsumerStatus status = consumer.status();
        var answer = HealthCheckResponse.named(name)
                .status(status.following(clock.instant(), SILENCE))
                .withData("partitions", status.positionedPartitions())
                .withData("storedBatches", status.storedBatches())
                .withData("failedAttempts", status.failedAttempts());
        String failure = status.failure();
        if (failure != null) {
            answer.withData("failure", failure);
        }
        return answer.build();
    }
}
