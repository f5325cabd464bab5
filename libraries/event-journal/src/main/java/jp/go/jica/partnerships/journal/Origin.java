package jp.go.jica.partnerships.journal;

import org.jspecify.annotations.Nullable;

/**
 * Where a change comes from.
 *
 * @param actor the subject id of the caller's token, never a name
 * @param traceparent W3C trace context of the request, if it had one
 */
public record Origin(String actor, @Nullable String traceparent) {}
