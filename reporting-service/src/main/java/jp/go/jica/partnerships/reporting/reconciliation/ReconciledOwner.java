package jp.go.jica.partnerships.reporting.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the last comparison with one owner found.
 *
 * @param until everything that the owner recorded before was compared; null before the first comparison
 * @param comparedAt when that was
 * @param failure why the owner could not be asked since then; null if it could
 * @param failedAt when it was asked last in vain
 * @param differences what was different then and two minutes before
 * @param more whether there are more than are named
 * @param discarded what an operator has given up: it came, and tells no fact
 */
public record ReconciledOwner(
        String owner,
        OwnerState state,
        @Nullable Instant until,
        @Nullable Instant comparedAt,
        @Nullable String failure,
        @Nullable Instant failedAt,
        List<Counts> aggregates,
        List<Difference> differences,
        boolean more,
        List<Discarded> discarded) {

    /** What can be said of an owner. */
    public enum OwnerState {
        /** Nothing is missing here and nothing is unknown there. */
        AGREES,
        /** Something was different at the last comparison, which may be on its way. */
        CHECKING,
        /** Something is different and stays so. */
        DIFFERS,
        /** The owner does not answer; what is told is of before. */
        AWAY
    }

    /**
     * Events of one type of aggregate.
     *
     * @param recorded as the owner counts them
     * @param folded here, among them those that were discarded
     * @param quarantined those that wait
     * @param duplicates that were dropped, over all time
     * @param differingBuckets of 256 those whose count or hash is another one
     */
    public record Counts(
            String aggregateType,
            long recorded,
            long folded,
            long quarantined,
            long discarded,
            long duplicates,
            int differingBuckets) {}

    /** Where an event is and where it is not. */
    public enum DifferenceKind {
        MISSING_HERE,
        UNKNOWN_THERE
    }

    /**
     * An event that is at one place only.
     *
     * @param since when that was seen first
     */
    public record Difference(
            String aggregateType, UUID aggregateId, int version, UUID eventId, DifferenceKind kind, Instant since) {}

    /** An event that was given up. */
    public record Discarded(String aggregateType, UUID aggregateId, int version, UUID eventId) {}
}
