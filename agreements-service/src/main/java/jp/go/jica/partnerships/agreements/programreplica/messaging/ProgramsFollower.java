package jp.go.jica.partnerships.agreements.programreplica.messaging;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import jp.go.jica.partnerships.agreements.programreplica.ProgramReplica;
import jp.go.jica.partnerships.journal.consume.FollowedTopic;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Follows the topic of programs; the service is ready while it does. */
@Readiness
@ApplicationScoped
public class ProgramsFollower implements HealthCheck {

    private final FollowedTopic topic;

    public ProgramsFollower(
            AgroalDataSource dataSource,
            ProgramReplica replica,
            Clock clock,
            Tracer tracer,
            KafkaConnection connection) {
        this.topic = new FollowedTopic(
                "programs.program.v1", "agreements-programs", connection, replica.records(), dataSource, clock, tracer);
    }

    void start(@Observes StartupEvent started) {
        topic.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        topic.close();
    }

    @Override
    public HealthCheckResponse call() {
        return topic.health();
    }
}
