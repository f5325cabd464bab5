package jp.go.jica.partnerships.reporting.fold;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts what happened to events, for alerts: a fork or a violated schema needs an operator. */
@Singleton
class FoldMeter {

    private final MeterRegistry registry;
    private final Counter folded;
    private final Counter duplicates;
    private final Counter malformedHeartbeats;
    private final Counter superseded;
    private final Counter outlived;
    private final DistributionSummary batches;

    FoldMeter(MeterRegistry registry) {
        this.registry = registry;
        this.folded = Counter.builder("reporting.events.folded")
                .description("Events folded")
                .register(registry);
        this.duplicates = Counter.builder("reporting.events.duplicate")
                .description("Events dropped because they had been folded before")
                .register(registry);
        this.superseded = Counter.builder("reporting.aggregates.superseded")
                .description("Aggregates whose last events were replaced by a later life of their owner's journal")
                .register(registry);
        this.outlived = Counter.builder("reporting.events.outlived")
                .description("Events dropped because a later life of their owner's journal had replaced them")
                .register(registry);
        this.malformedHeartbeats = Counter.builder("reporting.heartbeats.malformed")
                .description("Heartbeats that are no instant")
                .register(registry);
        this.batches = DistributionSummary.builder("reporting.batch.events")
                .description("Events that were folded with one position")
                .register(registry);
        for (Admission.Reason reason : Admission.Reason.values()) {
            quarantined(reason);
        }
    }

    void batch(Admission admission) {
        folded.increment(admission.admitted().size());
        if (!admission.admitted().isEmpty()) {
            batches.record(admission.admitted().size());
        }
        duplicates.increment(admission.duplicates().values().stream()
                .mapToInt(Integer::intValue)
                .sum());
        outlived.increment(admission.outlived());
        admission.superseded().forEach(tail -> superseded.increment());
        admission.refused().forEach(refused -> quarantined(refused.reason()).increment());
    }

    void malformedHeartbeat() {
        malformedHeartbeats.increment();
    }

    private Counter quarantined(Admission.Reason reason) {
        return Counter.builder("reporting.events.quarantined")
                .description("Events that went to quarantine")
                .tag("reason", reason.name())
                .register(registry);
    }
}
