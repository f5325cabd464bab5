package jp.go.jica.partnerships.reporting.rebuild;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.util.Optional;
import jp.go.jica.partnerships.reporting.rebuild.Rebuild.RebuildState;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** Tells in metrics how far the rebuild has come that has not ended, if there is one. */
@Singleton
class RebuildMeter {

    private static final Logger LOG = Logger.getLogger(RebuildMeter.class);

    private final Rebuilds rebuilds;
    private volatile Optional<Rebuild> open = Optional.empty();

    RebuildMeter(Rebuilds rebuilds, MeterRegistry registry) {
        this.rebuilds = rebuilds;
        for (RebuildState state : new RebuildState[] {RebuildState.RUNNING, RebuildState.DIFFERS}) {
            Gauge.builder("reporting.rebuilds", this, each -> each.is(state))
                    .tag("state", state.name())
                    .description(
                            "Rebuilds that have not ended: under way, or waiting for a decision on their differences")
                    .register(registry);
        }
        Gauge.builder(
                        "reporting.rebuild.failing",
                        this,
                        each -> each.open
                                .filter(rebuild -> rebuild.failure() != null)
                                .map(rebuild -> 1)
                                .orElse(0))
                .description("1 while the last attempt to go on with a rebuild has failed")
                .register(registry);
        Gauge.builder(
                        "reporting.rebuild.done",
                        this,
                        each -> each.open.map(RebuildMeter::done).orElse(Double.NaN))
                .baseUnit("ratio")
                .description("How much of what a rebuild reads and folds it has read and folded")
                .register(registry);
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            open = rebuilds.open();
        } catch (JdbiException away) {
            LOG.debug("The database does not answer", away);
        }
    }

    private int is(RebuildState state) {
        return open.filter(rebuild -> rebuild.state() == state).isPresent() ? 1 : 0;
    }

    private static double done(Rebuild rebuild) {
        double read = rebuild.read() == null ? 0 : rebuild.read();
        double toRead = rebuild.toRead() == null ? 0 : rebuild.toRead();
        return toRead + rebuild.total() == 0 ? 0 : (read + rebuild.processed()) / (toRead + rebuild.total());
    }
}
