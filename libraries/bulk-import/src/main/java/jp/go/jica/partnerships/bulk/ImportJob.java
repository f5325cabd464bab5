package jp.go.jica.partnerships.bulk;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far the import of one file has come. Of a dry run, the numbers say what would be.
 *
 * @param total rows of the file; null until they have been counted
 * @param processed rows that have been tried
 * @param created rows that made a record
 * @param changed rows that changed a record
 * @param unchanged rows that say what is there already
 * @param failed rows with errors
 * @param errorCount errors in all; of more than 100,000 the first ones are kept
 * @param warningCount what somebody should look at in rows that were taken, such as a person who may be there twice
 * @param errors address of the errors and warnings
 * @param expiresAt when the job and its errors are deleted; the file itself goes when the job ends
 * @param revision raised with every change
 */
public record ImportJob(
        UUID id,
        String kind,
        ImportMode mode,
        boolean dryRun,
        State state,
        @Nullable Integer total,
        int processed,
        int created,
        int changed,
        int unchanged,
        int failed,
        int errorCount,
        int warningCount,
        String errors,
        Instant recordedAt,
        @Nullable Instant endedAt,
        Instant expiresAt,
        @JsonIgnore int revision) {

    public static final String PATH = "/v1/imports";

    /** How far it is. */
    @Schema(name = "ImportState")
    public enum State {
        WAITING,
        RUNNING,
        /** All rows have been tried; with valid-rows-only some may have failed. */
        COMPLETED,
        /** Nothing was taken: the file cannot be read, or has errors where all of it was wanted. */
        REFUSED,
        /** Given up for a fault of the service; what was committed before stays. */
        FAILED
    }
}
