package jp.go.jica.partnerships.bulk.rest;

import java.util.List;
import jp.go.jica.partnerships.bulk.RowError;
import org.jspecify.annotations.Nullable;

/** One page of what is wrong in a file, or should be looked at, as {@code Page} is. */
public record ErrorPage(
        List<RowError> items,
        @Nullable String nextCursor,
        @Nullable Long total) {}
