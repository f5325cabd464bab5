package jp.go.jica.partnerships.agreements.agreement.clock;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jp.go.jica.partnerships.agreements.agreement.Announcements;
import jp.go.jica.partnerships.journal.StorageFailure;
import org.jboss.logging.Logger;

/** Looks every minute whether a new day has begun in Tokyo; days on which nothing ran are caught up with. */
@ApplicationScoped
public class AgreementsClock {

    private static final Logger LOG = Logger.getLogger(AgreementsClock.class);

    private final Announcements announcements;

    public AgreementsClock(Announcements announcements) {
        this.announcements = announcements;
    }

    @Scheduled(every = "${partnerships.agreements-clock.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        try {
            boolean more;
            do {
                more = announcements.announceSome();
            } while (more);
        } catch (StorageFailure failure) {
            LOG.infof("Nothing is announced: %s", failure.getMessage());
        }
    }
}
