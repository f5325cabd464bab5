package jp.go.jica.partnerships.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of an aggregate, as the journal keeps it.
 *
 * @param eventId the event's id on the topics too ({@code ce_id})
 * @param type wire type, {@code programs.program-adopted.v1}
 * @param recordedAt the database's clock when the change was recorded
 * @param actor subject id of who made the change, never a name
 * @param traceId of the request that made the change
 * @param changes what became different; at the first version every field that was given
 */
public record HistoryEntry(
        UUID eventId,
        int version,
        String type,
        Instant recordedAt,
        String actor,
        @Nullable String reason,
        @Nullable String traceId,
        List<Change> changes) {

    /**
     * One field of the aggregate, with its whole value on both sides of the change.
     *
     * @param before null where the field had no value
     * @param after null where it has none any more
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Change(
            String field, @Nullable Object before, @Nullable Object after) {}
}
