package jp.go.jica.partnerships.reporting.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import jp.go.jica.partnerships.reporting.fold.WaitingEvents;
import jp.go.jica.partnerships.reporting.freshness.Freshness;
import jp.go.jica.partnerships.reporting.statistics.Snapshots;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** Compares by itself, and tells in metrics what was found; no request waits for it. */
// Begun with the instance, so that metrics also tell where nothing is compared.
@Startup
@ApplicationScoped
class ReconciliationSchedule {

    private static final Logger LOG = Logger.getLogger(ReconciliationSchedule.class);

    private final Reconciliation reconciliation;
    private final Findings findings;
    private final Snapshots snapshots;
    private final Freshness freshness;
    private final Clock clock;
    private final Instant started;
    private final Map<String, ReconciledOwner> known = new ConcurrentHashMap<>();
    private volatile Map<String, Long> waiting = Map.of();

    ReconciliationSchedule(
            Reconciliation reconciliation,
            Findings findings,
            Snapshots snapshots,
            Freshness freshness,
            Clock clock,
            MeterRegistry registry) {
        this.reconciliation = reconciliation;
        this.findings = findings;
        this.snapshots = snapshots;
        this.freshness = freshness;
        this.clock = clock;
        this.started = clock.instant();
        measure(registry);
    }

    @Scheduled(every = "${partnerships.reconciliation.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        try {
            reconciliation.compareAll();
            findings.owners().forEach(owner -> known.put(owner.owner(), owner));
            waiting = snapshots.read(freshness::quarantined);
        } catch (JdbiException away) {
            LOG.infof("Nothing is compared: %s", away.getMessage());
        }
    }

    private void measure(MeterRegistry registry) {
        for (String owner : OwnerTopics.OWNERS) {
            Gauge.builder("reporting.reconciliation.differences", this, each -> each.differences(owner))
                    .tag("owner", owner)
                    .description("Events that the owner has and reporting has not, or the other way round")
                    .register(registry);
            Gauge.builder("reporting.reconciliation.age", this, each -> each.age(owner))
                    .tag("owner", owner)
                    .baseUnit("seconds")
                    .description("Time since the owner was compared")
                    .register(registry);
        }
        for (String reason : WaitingEvents.REASONS) {
            Gauge.builder("reporting.quarantine.waiting", this, each -> each.waiting.getOrDefault(reason, 0L))
                    .tag("reason", reason)
                    .description("Events in quarantine on which nobody has decided")
                    .register(registry);
        }
    }

    private int differences(String owner) {
        ReconciledOwner last = known.get(owner);
        return last == null ? 0 : last.differences().size();
    }

    /** Since this instance began, if there has been no comparison at all. */
    private long age(String owner) {
        ReconciledOwner last = known.get(owner);
        Instant since = last == null || last.comparedAt() == null ? started : last.comparedAt();
        return Duration.between(since, clock.instant()).toSeconds();
    }
}
