package jp.go.jica.partnerships.conventions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items in the list's order, at most as many as were asked for
 * @param nextCursor to be sent as {@code cursor} for the next page, null at the end
 * @param total how many there are under the same filters, null unless it was asked for
 */
public record Page<T>(
        List<T> items,
        @Nullable String nextCursor,
        @Nullable Long total) {}
