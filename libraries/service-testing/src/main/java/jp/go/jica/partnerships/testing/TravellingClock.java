package jp.go.jica.partnerships.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The time of the machine, moved on while a step of a test runs. A service's tests make it their {@code @Mock} clock. */
public class TravellingClock extends Clock {

    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    public TravellingClock() {
        this(Clock.system(ZoneId.of("Asia/Tokyo")));
    }

    private TravellingClock(Clock clock) {
        this.clock = clock;
    }

    /** Runs the steps as if they came so much later. */
    public void later(Duration time, Runnable steps) {
        ahead = time;
        try {
            steps.run();
        } finally {
            ahead = Duration.ZERO;
        }
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new TravellingClock(clock.withZone(zone));
    }
}
