package jp.go.jica.partnerships.reporting.freshness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How complete the figures are as to one owner.
 *
 * @param owner {@code programs}, {@code agreements} or {@code participants}
 * @param completeUntil everything that the owner committed before it is in; null before its first sign of life
 * @param lagMillis how long ago that was, by the database's clock
 */
public record OwnerFreshness(
        String owner,
        @Nullable Instant completeUntil,
        @Nullable Long lagMillis) {}
