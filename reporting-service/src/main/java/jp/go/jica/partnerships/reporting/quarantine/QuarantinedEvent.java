package jp.go.jica.partnerships.reporting.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be folded when it came.
 *
 * @param aggregateId null, as are version and event, if the record does not tell even that
 * @param reason {@code UNREADABLE}, {@code SCHEMA}, {@code VERSION_HOLE}, {@code WAITS} (behind another one), {@code FORK}
 *     (another event has its version) or {@code PASSED} (later versions were folded without it)
 * @param detail what is wrong, for people
 * @param position at which it was folded in the end
 * @param decisions what operators have done about it
 */
public record QuarantinedEvent(
        UUID id,
        QuarantineState state,
        String owner,
        String aggregateType,
        @Nullable UUID aggregateId,
        @Nullable Integer version,
        @Nullable UUID eventId,
        String reason,
        String detail,
        String topic,
        int partition,
        long offset,
        Instant receivedAt,
        @Nullable Long position,
        List<Decision> decisions) {

    QuarantinedEvent with(List<Decision> all) {
        return new QuarantinedEvent(
                id,
                state,
                owner,
                aggregateType,
                aggregateId,
                version,
                eventId,
                reason,
                detail,
                topic,
                partition,
                offset,
                receivedAt,
                position,
                all);
    }

    /** What became of it. */
    public enum QuarantineState {
        WAITING,
        RELEASED,
        DISCARDED
    }

    /**
     * What an operator did.
     *
     * @param command {@code RETRY} or {@code DISCARD}
     */
    public record Decision(
            String command, String actor, @Nullable String reason, Instant decidedAt) {}
}
