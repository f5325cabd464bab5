package jp.go.jica.partnerships.participants.restore.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.participants.restore.ErasureReplay;
import jp.go.jica.partnerships.participants.restore.ErasureReplay.OwnEvents;
import jp.go.jica.partnerships.participants.restore.HeldErasures;
import jp.go.jica.partnerships.participants.restore.RestoreGuard;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Replays erasures when the service starts and whenever its database was replaced; it is not ready until then. */
@Readiness
@ApplicationScoped
public class OwnTopicFollower implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(OwnTopicFollower.class);

    // Ordinarily it takes a fraction of it, so that nobody is refused because the service has just started.
    private static final int SECONDS_BEFORE_THE_FIRST_ANSWER = 3;

    private static final long PASS_MILLIS = 500;
    private static final long PASSES_UNTIL_KEEPING_UP = 20;

    private final ErasureReplay erasures;
    private final RestoreGuard guard;
    private final KafkaConnection connection;
    private final Thread thread = new Thread(this::run, "replay-erasures");
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);

    // Only the thread touches it.
    private @Nullable OwnTopic topic;

    public OwnTopicFollower(ErasureReplay erasures, RestoreGuard guard, KafkaConnection connection) {
        this.erasures = erasures;
        this.guard = guard;
        this.connection = connection;
    }

    void start(@Observes StartupEvent started) throws InterruptedException {
        thread.start();
        if (!opened.await(SECONDS_BEFORE_THE_FIRST_ANSWER, TimeUnit.SECONDS)) {
            LOG.info("Starting before erasures are replayed: until then every request is answered with 503");
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stop.countDown();
        thread.join(5_000);
    }

    private void run() {
        try {
            long pass = 0;
            do {
                if (!guard.isOpen()) {
                    attempt(erasures::replay);
                } else if (pass % PASSES_UNTIL_KEEPING_UP == 0) {
                    attempt(erasures::keepUp);
                }
                if (guard.isOpen()) {
                    opened.countDown();
                }
                pass++;
            } while (!stop.await(PASS_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (topic != null) {
                topic.close();
            }
        }
    }

    private void attempt(Consumer<OwnEvents> step) {
        try {
            OwnTopic there = topic;
            if (there == null) {
                there = new OwnTopic(connection, HeldErasures.TOPIC);
                topic = there;
            }
            step.accept(there);
        } catch (RuntimeException failure) {
            // Kafka or the database is away: whoever is open goes on, whoever is not tries again.
            LOG.warnf("Erasures could not be looked at: %s", failure.toString());
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("erasures").status(guard.isOpen()).build();
    }
}
