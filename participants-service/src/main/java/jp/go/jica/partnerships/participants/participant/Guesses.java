package jp.go.jica.partnerships.participants.participant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often one caller may be wrong about a person of another office; whoever is right is not counted. */
@ApplicationScoped
public class Guesses {

    private static final int MOST_CALLERS = 100_000;

    private final Caller caller;
    private final long perHour;
    private final Cache<String, Bucket> buckets;

    public Guesses(
            Caller caller,
            @ConfigProperty(name = "partnerships.sharing.wrong-per-hour", defaultValue = "10") long perHour) {
        this.caller = caller;
        this.perHour = perHour;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(Duration.ofHours(1))
                .build();
    }

    /** Refuses whoever was wrong too often. */
    void check() {
        EstimationProbe probe = bucket().estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw Refusal.tooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    void wrong() {
        bucket().tryConsume(1);
    }

    private Bucket bucket() {
        return buckets.get(
                caller.origin().actor(),
                unknown -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, Duration.ofHours(1)))
                        .build());
    }
}
