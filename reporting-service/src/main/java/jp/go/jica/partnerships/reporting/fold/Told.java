package jp.go.jica.partnerships.reporting.fold;

import java.time.Instant;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells of itself. Its parsed state, ten times as large, is gone when its fact has been read: thousands of events
 * wait for their batch to be committed.
 *
 * @param type wire type, {@code programs.program-adopted.v1}
 * @param epoch which life of the owner's journal wrote it
 * @param record where it came from, as it lay there
 */
record Told(
        AggregateKey aggregate,
        int version,
        UUID eventId,
        int epoch,
        String type,
        Instant recordedAt,
        @Nullable String actor,
        ReceivedRecord record) {

    static Told of(JournalEvent event) {
        return new Told(
                new AggregateKey(event.aggregateType(), event.aggregateId()),
                event.aggregateVersion(),
                event.eventId(),
                event.journalEpoch(),
                event.type(),
                event.recordedAt(),
                event.actor(),
                event.record());
    }
}
