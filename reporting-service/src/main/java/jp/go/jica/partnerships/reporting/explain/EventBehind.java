package jp.go.jica.partnerships.reporting.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that made a record what it is.
 *
 * @param aggregateId null where it would tell who a person is to somebody who may not know
 * @param recordedAt when the owner recorded it
 * @param position from which on it is known here
 * @param knownAt the instant of that position
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventBehind(
        String aggregateType,
        @Nullable UUID aggregateId,
        int version,
        UUID eventId,
        String type,
        Instant recordedAt,
        long position,
        Instant knownAt) {

    /** As told to whoever may not tell persons apart. */
    public EventBehind withoutPerson() {
        return aggregateType.equals("participant")
                ? new EventBehind(aggregateType, null, version, eventId, type, recordedAt, position, knownAt)
                : this;
    }
}
