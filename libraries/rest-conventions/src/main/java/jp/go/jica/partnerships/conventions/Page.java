package jp.go.jica.partnerships.conventions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items ordered by (recordedAt, id), at most as many as were asked for
 * @param nextCursor to be sent as {@code cursor} for the next page, null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
