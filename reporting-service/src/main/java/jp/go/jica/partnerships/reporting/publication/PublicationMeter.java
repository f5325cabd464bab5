package jp.go.jica.partnerships.reporting.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Tells in metrics how many publications there are, of whatever instance. */
@Singleton
class PublicationMeter {

    private static final Logger LOG = Logger.getLogger(PublicationMeter.class);

    private final Jdbi jdbi;
    private volatile double drafted = Double.NaN;
    private volatile double released = Double.NaN;

    PublicationMeter(Jdbi jdbi, MeterRegistry registry) {
        this.jdbi = jdbi;
        Gauge.builder("reporting.publications.drafted", this, each -> each.drafted)
                .description("Publications that were ever drafted")
                .register(registry);
        Gauge.builder("reporting.publications.released", this, each -> each.released)
                .description("Publications that were ever released")
                .register(registry);
    }

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            jdbi.useHandle(handle -> {
                drafted = count(handle, "select count(*) from publication");
                released = count(handle, "select count(*) from publication_release");
            });
        } catch (JdbiException away) {
            LOG.debug("The database does not answer", away);
        }
    }

    private static double count(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }
}
