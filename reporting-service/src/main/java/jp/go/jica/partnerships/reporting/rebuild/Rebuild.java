package jp.go.jica.partnerships.reporting.rebuild;

import java.time.Instant;
import java.util.UUID;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild has come.
 *
 * @param read records of the topics that it has read; with {@code toRead} null once it has ended
 * @param processed events that it has folded
 * @param total events that have been folded by the live schema; what comes in the meantime is among them
 * @param differences how many rows differed at the last comparison
 * @param knownAtBasis whether events that were recorded before this database began become known when they were recorded, or all when
 *     they were folded
 * @param position up to which it has folded; null before the first
 * @param confirmedBy who wants the switch though there are differences
 * @param failure what stopped it last; it is tried again
 * @param errors where the differences are
 */
public record Rebuild(
        UUID id,
        RebuildState state,
        KnownAtBasis knownAtBasis,
        @Nullable Long read,
        @Nullable Long toRead,
        long processed,
        long total,
        long differences,
        @Nullable Long position,
        String startedBy,
        Instant startedAt,
        @Nullable String confirmedBy,
        @Nullable Instant endedAt,
        @Nullable String failure,
        String errors) {

    /** What becomes of it. */
    public enum RebuildState {
        RUNNING,
        /** It is done and stands still until somebody has looked at the differences. */
        DIFFERS,
        /** What it made is read. */
        COMPLETED,
        CANCELLED
    }
}
