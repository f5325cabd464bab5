package jp.go.jica.partnerships.programs.agreementreplica.messaging;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import jp.go.jica.partnerships.journal.consume.ConsumerSettings;
import jp.go.jica.partnerships.journal.consume.ConsumerStatus;
import jp.go.jica.partnerships.journal.consume.NewestStates;
import jp.go.jica.partnerships.journal.consume.StoredPositionConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Follows the topic of agreements from the service's start to its end; the service is ready while it does. */
@Readiness
@ApplicationScoped
public class AgreementsFollower implements HealthCheck {

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final StoredPositionConsumer<?> consumer;
    private final Clock clock;

    public AgreementsFollower(
            AgroalDataSource dataSource,
            AgreementEvents events,
            Clock clock,
            Tracer tracer,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.consumer = new StoredPositionConsumer<>(
                ConsumerSettings.of(bootstrapServers, "programs-agreements", List.of("agreements.agreement.v1")),
                dataSource,
                new NewestStates<>(events),
                clock,
                tracer);
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        consumer.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        consumer.close();
    }

    @Override
    public HealthCheckResponse call() {
        ConsumerStatus status = consumer.status();
        var answer = HealthCheckResponse.named("agreements topic")
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
