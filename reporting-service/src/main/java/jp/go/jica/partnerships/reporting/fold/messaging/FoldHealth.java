package jp.go.jica.partnerships.reporting.fold.messaging;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import jp.go.jica.partnerships.journal.consume.ConsumerStatus;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the topics are followed; alive while the thread that follows them lives. An instance that does not fold is both. */
@Singleton
class FoldHealth {

    // A poll returns within a quarter of a second; a batch of the largest size takes below one.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final FoldConsumer consumer;
    private final Broker broker;
    private final Clock clock;

    FoldHealth(FoldConsumer consumer, Broker broker, Clock clock) {
        this.consumer = consumer;
        this.broker = broker;
        this.clock = clock;
    }

    @Produces
    @Readiness
    HealthCheck following() {
        return () -> {
            if (!consumer.isEnabled()) {
                return HealthCheckResponse.named("fold")
                        .up()
                        .withData("enabled", false)
                        .build();
            }
            ConsumerStatus status = consumer.status();
            boolean following = status.following(clock.instant(), SILENCE);
            boolean kafka = broker.answers();
            return HealthCheckResponse.named("fold")
                    .status(following && kafka)
                    .withData("kafka", kafka)
                    .withData("partitions", status.positionedPartitions())
                    .withData("failure", String.valueOf(status.failure()))
                    .build();
        };
    }

    @Produces
    @Liveness
    HealthCheck alive() {
        return () -> HealthCheckResponse.named("fold thread")
                .status(!consumer.isEnabled() || consumer.status().running())
                .build();
    }
}
