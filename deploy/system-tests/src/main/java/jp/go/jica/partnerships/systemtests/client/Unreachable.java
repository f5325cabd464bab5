package jp.go.jica.partnerships.systemtests.client;

import java.io.Serial;
import java.net.URI;
import java.time.Duration;

/** A service did not answer for as long as the caller was ready to wait. */
public final class Unreachable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    Unreachable(URI address, Duration patience, Throwable cause) {
        super("%s did not answer within %d s".formatted(address, patience.toSeconds()), cause);
    }
}
