package jp.go.jica.partnerships.bulk;

import java.util.UUID;
import jp.go.jica.partnerships.conventions.access.Authority;
import org.jspecify.annotations.Nullable;

/**
 * A job that this instance does, as it was when it took it.
 *
 * @param holder the instance
 * @param authority in whose name
 * @param charset of the file
 * @param traceparent of the request that brought it
 * @param attempts how often it was taken since it last got on
 */
record Claim(
        ImportJob job,
        UUID holder,
        Authority authority,
        String charset,
        @Nullable String traceparent,
        int attempts) {

    UUID id() {
        return job.id();
    }
}
