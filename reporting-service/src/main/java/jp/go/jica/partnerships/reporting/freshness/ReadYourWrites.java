package jp.go.jica.partnerships.reporting.freshness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.reporting.fold.LiveSchema;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Holds a reader back until the changes that it has made itself are in the figures. What this instance folds wakes its
 * readers at once; what another folds is found by one look at the database for all that wait.
 */
@ApplicationScoped
public class ReadYourWrites {

    private static final Logger LOG = Logger.getLogger(ReadYourWrites.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final Jdbi jdbi;
    private final Set<Awaited> awaited = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stop = new CountDownLatch(1);

    public ReadYourWrites(Jdbi jdbi, MeterRegistry registry) {
        this.jdbi = jdbi;
        Gauge.builder("reporting.readers.waiting", awaited, Set::size)
                .description("Changes that readers wait for at the moment")
                .register(registry);
    }

    /**
     * Returns when all of these changes have been folded.
     *
     * @throws Refusal (503) after two seconds
     */
    public void await(List<EventVersion> changes) {
        // Registered before the database is asked: a batch that is committed in between is not missed.
        List<Awaited> mine = changes.stream().map(Awaited::new).toList();
        awaited.addAll(mine);
        try {
            arrivedOf(mine);
            long until = System.nanoTime() + PATIENCE.toNanos();
            for (Awaited each : mine) {
                if (!each.arrival.await(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw Refusal.unavailable("The change %s has not arrived here yet".formatted(each.change));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("The service is being stopped");
        } finally {
            mine.forEach(awaited::remove);
        }
    }

    /** These changes have been committed by this instance. */
    public void folded(Set<EventVersion> changes) {
        for (Awaited each : awaited) {
            if (changes.contains(each.change)) {
                each.arrival.countDown();
            }
        }
    }

    void start(@Observes StartupEvent started) {
        new Thread(this::lookForOthers, "read-your-writes").start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        stop.countDown();
    }

    private void lookForOthers() {
        try {
            while (!stop.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    arrivedOf(awaited);
                } catch (JdbiException away) {
                    LOG.debug("The database does not answer; the readers wait on", away);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void arrivedOf(Collection<Awaited> waiting) {
        List<EventVersion> changes = waiting.stream()
                .filter(each -> each.arrival.getCount() > 0)
                .map(each -> each.change)
                .distinct()
                .toList();
        if (changes.isEmpty()) {
            return;
        }
        folded(jdbi.inTransaction(handle -> {
            LiveSchema.enter(handle);
            return handle.createQuery("""
                        select distinct asked.owner, asked.id, asked.version
                        from unnest(:owners, :ids, :versions) as asked(owner, id, version)
                        join folded_event event on event.aggregate_id = asked.id
                         and event.aggregate_version = asked.version
                         and event.aggregate_type = any(case asked.owner when 'programs' then array['program']
                             when 'agreements' then array['agreement'] else array['participant', 'participation'] end)
                        """)
                    .bindArray(
                            "owners",
                            String.class,
                            changes.stream().map(EventVersion::owner).toList())
                    .bindArray(
                            "ids",
                            UUID.class,
                            changes.stream().map(EventVersion::aggregateId).toList())
                    .bindArray(
                            "versions",
                            Integer.class,
                            changes.stream().map(EventVersion::version).toList())
                    .map((row, context) -> new EventVersion(
                            row.getString("owner"), row.getObject("id", UUID.class), row.getInt("version")))
                    .set();
        }));
    }

    /** One reader's waiting for one change; two that wait for the same are not equal. */
    private static final class Awaited {

        private final EventVersion change;
        private final CountDownLatch arrival = new CountDownLatch(1);

        Awaited(EventVersion change) {
            this.change = change;
        }
    }
}
