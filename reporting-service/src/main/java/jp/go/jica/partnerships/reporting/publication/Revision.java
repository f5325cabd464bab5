package jp.go.jica.partnerships.reporting.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.reporting.explain.EventBehind;
import org.jspecify.annotations.Nullable;

/**
 * A cell that is different from what was published.
 *
 * @param key of its row; empty for the total
 * @param published its value then; absent where there was none, such as the first of nothing
 * @param now its value at present
 * @param records how many records add something else now
 * @param events that became known since and are about these records, the first ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Revision(
        String report,
        Map<String, Object> key,
        String measure,
        @Nullable Object published,
        @Nullable Object now,
        int records,
        List<EventBehind> events) {}
