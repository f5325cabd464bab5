package jp.go.jica.partnerships.participants.participant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a person may be kept of whom nothing happens. */
@ApplicationScoped
public class Retention {

    private final Period period;
    private final Clock clock;

    /**
     * With what is configured.
     *
     * @param period ISO 8601, without hours
     */
    public Retention(
            @ConfigProperty(name = "partnerships.retention-period", defaultValue = "P10Y") String period, Clock clock) {
        this.period = Period.parse(period);
        this.clock = clock;
    }

    /** Whoever has been inactive since that day is due for erasure. */
    public LocalDate inactiveSince() {
        return Tokyo.today(clock).minus(period);
    }
}
