package jp.go.jica.partnerships.programs.agreementreplica.messaging;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import jp.go.jica.partnerships.journal.consume.FollowedTopic;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementReplica;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Follows the topic of agreements; the service is ready while it does. */
@Readiness
@ApplicationScoped
public class AgreementsFollower implements HealthCheck {

    private final FollowedTopic topic;

    public AgreementsFollower(
            AgroalDataSource dataSource,
            AgreementReplica replica,
            Clock clock,
            Tracer tracer,
            KafkaConnection connection) {
        this.topic = new FollowedTopic(
                "agreements.agreement.v1",
                "programs-agreements",
                connection,
                replica.records(),
                dataSource,
                clock,
                tracer);
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
