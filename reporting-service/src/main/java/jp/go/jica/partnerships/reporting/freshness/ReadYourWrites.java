package jp.go.jica.partnerships.reporting.freshness;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Holds a reader back until the changes that it has made itself are in the figures. */
@ApplicationScoped
public class ReadYourWrites {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    // Another instance may fold the event; it cannot wake the readers of this one.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final Jdbi jdbi;
    private final Lock lock = new ReentrantLock();
    private final Condition somethingFolded = lock.newCondition();
    private long batches;

    public ReadYourWrites(AgroalDataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    }

    /**
     * Returns when all of these changes have been folded.
     *
     * @throws Refusal (503) after two seconds
     */
    public void await(List<EventVersion> changes) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (EventVersion change : changes) {
            // Read before the database is: a batch that is committed in between is not missed.
            long seen = batches();
            while (!folded(change)) {
                if (System.nanoTime() > until) {
                    throw Refusal.unavailable("The change %s/%s/%d has not arrived here yet"
                            .formatted(change.owner(), change.aggregateId(), change.version()));
                }
                waitForMoreThan(seen);
                seen = batches();
            }
        }
    }

    /** A batch has been committed by this instance. */
    public void folded() {
        lock.lock();
        try {
            batches++;
            somethingFolded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean folded(EventVersion change) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select 1 from folded_event
                                       where aggregate_type = any(:types) and aggregate_id = :id
                                         and aggregate_version = :version)
                        """)
                .bindArray("types", String.class, change.aggregateTypes())
                .bind("id", change.aggregateId())
                .bind("version", change.version())
                .mapTo(Boolean.class)
                .one());
    }

    private long batches() {
        lock.lock();
        try {
            return batches;
        } finally {
            lock.unlock();
        }
    }

    private void waitForMoreThan(long seen) {
        lock.lock();
        try {
            long left = LOOK_AGAIN.toNanos();
            while (batches == seen && left > 0) {
                left = somethingFolded.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("The service is being stopped");
        } finally {
            lock.unlock();
        }
    }
}
