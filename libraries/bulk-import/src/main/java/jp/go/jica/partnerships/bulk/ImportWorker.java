package jp.go.jica.partnerships.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.bulk.csv.UnreadableFile;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.OnBehalf;
import jp.go.jica.partnerships.conventions.rest.StrictBody;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.journal.TraceParent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Does jobs, one at a time, in the name of who began them. Each worker is somebody of its own: two of them, in one instance
 * or in two, never do the same job.
 */
@Dependent
public class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofSeconds(5);

    private final Parts parts;
    private final ImportKinds kinds;
    private final OnBehalf onBehalf;
    private final UUID self;
    private volatile boolean stopping;

    public ImportWorker(
            ImportJobs jobs,
            Uploads uploads,
            ImportKinds kinds,
            OnBehalf onBehalf,
            StrictBody bodies,
            ObjectMapper json,
            AgroalDataSource dataSource,
            IdGenerator ids,
            Clock clock,
            @ConfigProperty(name = "partnerships.imports.most-rows") int mostRows) {
        this.parts = new Parts(jobs, uploads, bodies, json, dataSource, clock, mostRows);
        this.kinds = kinds;
        this.onBehalf = onBehalf;
        this.self = ids.unlinkable();
    }

    /** What a run needs of the service. */
    record Parts(
            ImportJobs jobs,
            Uploads uploads,
            StrictBody bodies,
            ObjectMapper json,
            AgroalDataSource dataSource,
            Clock clock,
            int mostRows) {}

    /** Does the oldest job that nobody does, to its end; false if there is none. */
    public boolean workOnce() {
        Optional<Claim> claim = stopping ? Optional.empty() : parts.jobs().claim(self);
        claim.ifPresent(job -> TraceParent.resume(job.traceparent(), () -> work(job)));
        return claim.isPresent();
    }

    /** Whoever is in the middle of a job gives it back as it was last committed. */
    void stop() {
        stopping = true;
    }

    private void work(Claim job) {
        try {
            if (job.attempts() > MOST_ATTEMPTS) {
                end(
                        job,
                        ImportJob.State.FAILED,
                        List.of(RowError.error(0, "", "failed", "This is a fault of the service")));
                return;
            }
            onBehalf.of(job.authority(), () -> {
                run(
                        job,
                        kinds.find(job.job().kind()).orElseThrow(() -> new IllegalStateException("No such kind here")));
                return true;
            });
            LOG.infof("Import %s of %s has ended", job.id(), job.job().kind());
        } catch (LeaseLost lost) {
            LOG.infof("Import %s is done by another instance", job.id());
        } catch (UnreadableFile unreadable) {
            refuse(job, RowError.error(unreadable.line(), "", unreadable.code(), unreadable.sentence()));
        } catch (Refusal header) {
            refuse(job, RowError.error(1, "", "wrong-header", header.detail()));
        } catch (Stopping stop) {
            giveBack(job, Duration.ZERO);
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Import %s did not get on, for the %d. time", job.id(), job.attempts());
            giveBack(job, BEFORE_NEXT_ATTEMPT.multipliedBy(job.attempts()));
        }
    }

    private <T> void run(Claim job, ImportKind<T> kind) {
        new ImportRun<>(job, kind, parts, () -> stopping).run();
    }

    private void refuse(Claim job, RowError error) {
        try {
            end(job, ImportJob.State.REFUSED, List.of(error));
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Import %s could not be refused", job.id());
        }
    }

    private void end(Claim job, ImportJob.State state, List<RowError> errors) {
        QuarkusTransaction.requiringNew().run(() -> {
            parts.jobs().tell(job, errors);
            parts.jobs().end(job, state);
        });
    }

    // Where even this fails, the lease runs out.
    private void giveBack(Claim job, Duration wait) {
        try {
            parts.jobs().giveBack(job, parts.clock().instant().plus(wait));
        } catch (RuntimeException failure) {
            LOG.infof("Import %s waits until its lease has run out: %s", job.id(), failure.getMessage());
        }
    }
}
