package jp.go.jica.partnerships.journal.consume;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a consumer is doing, for health checks and metrics.
 *
 * @param running its thread lives
 * @param joined the group has told it at least once since the last connection which partitions it has (maybe none)
 * @param assignedPartitions partitions that are its own, sought to their stored position or not yet
 * @param positionedPartitions those of them that stand at their stored position and are read
 * @param lastPollAt when it last asked Kafka
 * @param lastStoredAt when a position was last stored
 * @param failure what keeps it from going on, absent when the last attempt was a success
 * @param storedBatches transactions that were committed
 * @param lostBatches batches dropped because another instance had moved the position (a zombie's batch; normal)
 * @param failedAttempts attempts that were rolled back and tried again
 */
public record ConsumerStatus(
        boolean running,
        boolean joined,
        int assignedPartitions,
        int positionedPartitions,
        @Nullable Instant lastPollAt,
        @Nullable Instant lastStoredAt,
        @Nullable String failure,
        long storedBatches,
        long lostBatches,
        long failedAttempts) {

    /** It follows its topics: a member of the group, reading all that it was given, polled lately, nothing failing. */
    public boolean following(Instant now, Duration silence) {
        return running
                && joined
                && failure == null
                && positionedPartitions == assignedPartitions
                && lastPollAt != null
                && lastPollAt.plus(silence).isAfter(now);
    }

    static ConsumerStatus notStarted() {
        return new ConsumerStatus(false, false, 0, 0, null, null, null, 0, 0, 0);
    }

    ConsumerStatus started() {
        return with(true, joined, assignedPartitions, positionedPartitions, lastPollAt, failure);
    }

    ConsumerStatus connected() {
        return with(running, false, 0, 0, lastPollAt, failure);
    }

    ConsumerStatus stopped() {
        return with(false, false, 0, 0, lastPollAt, failure);
    }

    ConsumerStatus assigned(int positioned, int notPositioned) {
        int assigned = positioned + notPositioned;
        // With nothing to read there is nothing that could fail.
        return with(running, true, assigned, positioned, lastPollAt, assigned == 0 ? null : failure);
    }

    /** Every partition stands at its stored position. */
    ConsumerStatus positioned(int partitions) {
        return with(running, joined, partitions, partitions, lastPollAt, null);
    }

    ConsumerStatus polled(Instant at) {
        return with(running, joined, assignedPartitions, positionedPartitions, at, failure);
    }

    ConsumerStatus stored(Instant at) {
        return new ConsumerStatus(
                running,
                joined,
                assignedPartitions,
                positionedPartitions,
                lastPollAt,
                at,
                null,
                storedBatches + 1,
                lostBatches,
                failedAttempts);
    }

    ConsumerStatus lost(int positioned, int notPositioned) {
        return new ConsumerStatus(
                running,
                joined,
                positioned + notPositioned,
                positioned,
                lastPollAt,
                lastStoredAt,
                failure,
                storedBatches,
                lostBatches + 1,
                failedAttempts);
    }

    ConsumerStatus failed(String reason) {
        return new ConsumerStatus(
                running,
                joined,
                assignedPartitions,
                positionedPartitions,
                lastPollAt,
                lastStoredAt,
                reason,
                storedBatches,
                lostBatches,
                failedAttempts + 1);
    }

    private ConsumerStatus with(
            boolean runs,
            boolean member,
            int assigned,
            int positioned,
            @Nullable Instant polledAt,
            @Nullable String failing) {
        return new ConsumerStatus(
                runs,
                member,
                assigned,
                positioned,
                polledAt,
                lastStoredAt,
                failing,
                storedBatches,
                lostBatches,
                failedAttempts);
    }
}
