package jp.go.jica.partnerships.reporting.fold.messaging;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;
import jp.go.jica.partnerships.journal.consume.ConsumerSettings;
import jp.go.jica.partnerships.journal.consume.ConsumerStatus;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.journal.consume.StoredPositionConsumer;
import jp.go.jica.partnerships.reporting.fold.Codes;
import jp.go.jica.partnerships.reporting.fold.Fold;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Feeds the owners' topics to the fold for as long as the service runs, unless this instance only answers questions and leaves
 * folding to others.
 */
@Singleton
class FoldConsumer {

    private final boolean enabled;
    private final StoredPositionConsumer<Fold.Prepared> consumer;

    FoldConsumer(
            @ConfigProperty(name = "partnerships.fold.enabled") boolean enabled,
            KafkaConnection connection,
            AgroalDataSource dataSource,
            Fold fold,
            Codes codes,
            Clock clock,
            MeterRegistry registry,
            Tracer tracer) {
        this.enabled = enabled;
        this.consumer = new StoredPositionConsumer<>(
                ConsumerSettings.of(connection, "reporting", OwnerTopics.all()), dataSource, fold, clock, tracer);
        measure(registry, codes);
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            consumer.start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (enabled) {
            consumer.close();
        }
    }

    boolean isEnabled() {
        return enabled;
    }

    ConsumerStatus status() {
        return consumer.status();
    }

    private void measure(MeterRegistry registry, Codes codes) {
        FunctionCounter.builder(
                        "reporting.batches.stored", this, each -> each.status().storedBatches())
                .description("Batches committed")
                .register(registry);
        FunctionCounter.builder(
                        "reporting.batches.lost", this, each -> each.status().lostBatches())
                .description("Batches dropped because another instance had moved the position")
                .register(registry);
        FunctionCounter.builder(
                        "reporting.batches.failed", this, each -> each.status().failedAttempts())
                .description("Attempts rolled back and tried again")
                .register(registry);
        Gauge.builder(
                        "reporting.partitions.assigned",
                        this,
                        each -> each.status().assignedPartitions())
                .register(registry);
        FunctionCounter.builder(
                        "reporting.codes.unknown",
                        codes,
                        each -> each.unknown().values().stream()
                                .mapToLong(LongAdder::sum)
                                .sum())
                .description("Codes in events that the reference data do not have, counted as UNKNOWN")
                .register(registry);
    }
}
