package jp.go.jica.partnerships.bulk;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import jp.go.jica.partnerships.journal.StorageFailure;
import org.jboss.logging.Logger;

/**
 * Has jobs done on this instance, one at a time: at once when one is begun here, and otherwise by looking for those that
 * nobody does. It also clears away what has been kept long enough.
 */
@ApplicationScoped
public class ImportSchedule {

    private static final Logger LOG = Logger.getLogger(ImportSchedule.class);

    private final ImportWorker worker;
    private final Imports imports;
    private final Scheduler scheduler;
    private final ScheduledExecutorService threads;
    private final ReentrantLock working = new ReentrantLock();
    // Guarded by the lock.
    private boolean away;

    public ImportSchedule(ImportWorker worker, Imports imports, Scheduler scheduler, ScheduledExecutorService threads) {
        this.worker = worker;
        this.imports = imports;
        this.scheduler = scheduler;
        this.threads = threads;
    }

    void begun(@Observes(during = TransactionPhase.AFTER_SUCCESS) ImportJob job) {
        if (scheduler.isRunning()) {
            threads.execute(this::work);
        }
    }

    @Scheduled(every = "${partnerships.imports.look-every}")
    void work() {
        if (working.tryLock()) {
            try {
                boolean worked;
                do {
                    worked = worker.workOnce();
                } while (worked);
                away = false;
            } catch (StorageFailure failure) {
                // Once, not every second for as long as it lasts.
                if (!away) {
                    LOG.infof("No imports are done: %s", failure.getMessage());
                }
                away = true;
            } finally {
                working.unlock();
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    @Scheduled(every = "10m", delayed = "1m")
    void forgetExpired() {
        imports.forgetExpired();
    }
}
