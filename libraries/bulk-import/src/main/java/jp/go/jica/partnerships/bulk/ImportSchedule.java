package jp.go.jica.partnerships.bulk;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Looks for jobs, on each instance, and clears away what has been kept long enough. */
@ApplicationScoped
public class ImportSchedule {

    private final ImportWorker worker;
    private final Imports imports;

    public ImportSchedule(ImportWorker worker, Imports imports) {
        this.worker = worker;
        this.imports = imports;
    }

    @Scheduled(every = "${partnerships.imports.look-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void work() {
        boolean worked;
        do {
            worked = worker.workOnce();
        } while (worked);
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    @Scheduled(every = "10m", delayed = "1m")
    void forgetExpired() {
        imports.forgetExpired();
    }
}
