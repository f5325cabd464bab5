package jp.go.jica.partnerships.participants.participant;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was changed of a person. It is kept sealed, and goes with the person's key.
 *
 * @param version of the participant after the change
 * @param actor subject id of who made the change, never a name
 * @param before the fields that changed, as they were
 * @param after the same fields, as they are
 */
public record PersonChange(
        int version,
        Instant recordedAt,
        String actor,
        Map<String, @Nullable Object> before,
        Map<String, @Nullable Object> after) {

    @Override
    public String toString() {
        return "PersonChange[" + version + "]";
    }
}
