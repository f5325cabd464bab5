package jp.go.jica.partnerships.reporting.rebuild;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row that is one thing in the live schema and another by the events.
 *
 * @param table of the database
 * @param key by column
 * @param live the columns that differ, as they are read now; null where there is no such row
 * @param rebuilt likewise, as the events have it
 */
public record DifferingRow(
        UUID id,
        String table,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String key,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable
        String live,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable
        String rebuilt,

        Instant foundAt) {}
