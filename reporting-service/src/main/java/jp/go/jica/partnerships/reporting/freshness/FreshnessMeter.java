package jp.go.jica.partnerships.reporting.freshness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import jp.go.jica.partnerships.reporting.statistics.Snapshots;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** Tells in metrics how complete the figures are; the lag grows by itself while nothing can be found out. */
@Singleton
class FreshnessMeter {

    private static final Logger LOG = Logger.getLogger(FreshnessMeter.class);

    private final Snapshots snapshots;
    private final Freshness freshness;
    private final Clock clock;
    private final Instant started;
    private final Map<String, Instant> completeUntil = new ConcurrentHashMap<>();
    private volatile double position = Double.NaN;

    FreshnessMeter(Snapshots snapshots, Freshness freshness, Clock clock, MeterRegistry registry) {
        this.snapshots = snapshots;
        this.freshness = freshness;
        this.clock = clock;
        this.started = clock.instant();
        for (String owner : OwnerTopics.OWNERS) {
            Gauge.builder("reporting.freshness.lag", this, each -> each.lag(owner))
                    .tag("owner", owner)
                    .baseUnit("seconds")
                    .description("Time since everything that the owner had committed was in the figures")
                    .register(registry);
        }
        Gauge.builder("reporting.position", this, each -> each.position)
                .description("Position of the newest answers")
                .register(registry);
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            position = snapshots.read(snapshot -> {
                freshness.owners(snapshot).forEach(owner -> {
                    if (owner.completeUntil() != null) {
                        completeUntil.put(owner.owner(), owner.completeUntil());
                    }
                });
                return snapshot.newest().seq();
            });
        } catch (JdbiException away) {
            LOG.debug("The database does not answer", away);
        }
    }

    /** Since this instance began, before the owner's first sign of life. */
    private double lag(String owner) {
        Duration lag = Duration.between(completeUntil.getOrDefault(owner, started), clock.instant());
        return Math.max(0, lag.toMillis() / 1e3);
    }
}
