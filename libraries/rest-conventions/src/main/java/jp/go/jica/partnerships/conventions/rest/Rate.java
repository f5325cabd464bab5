package jp.go.jica.partnerships.conventions.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import jp.go.jica.partnerships.conventions.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** How often one caller may ask this instance: a bucket each, which holds the burst and fills up steadily. */
@ApplicationScoped
public class Rate {

    private static final int MOST_CALLERS = 100_000;

    private final CurrentVertxRequest request;
    private final long perSecond;
    private final long burst;
    private final Cache<String, Bucket> buckets;

    public Rate(
            CurrentVertxRequest request,
            @ConfigProperty(name = "partnerships.rate.per-second") long perSecond,
            @ConfigProperty(name = "partnerships.rate.burst") long burst) {
        this.request = request;
        this.perSecond = perSecond;
        this.burst = burst;
        // A bucket that is full again is forgotten: a new one is the same.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(Duration.ofSeconds(burst / perSecond + 1))
                .build();
    }

    /** For a caller whom a token names. */
    void countCaller(String subject) {
        count("subject " + subject);
    }

    /** For a caller without a token that is accepted. */
    void countAddress() {
        count("address " + address());
    }

    private void count(String caller) {
        Bucket bucket = buckets.get(
                caller,
                unknown -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refusal.tooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private @Nullable String address() {
        SocketAddress remote = request.getCurrent().request().remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }
}
