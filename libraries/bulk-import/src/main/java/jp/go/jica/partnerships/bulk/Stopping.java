package jp.go.jica.partnerships.bulk;

import java.io.Serial;

/** This instance is being shut down; another one goes on. */
final class Stopping extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    Stopping() {
        super("The service stops", null, false, false);
    }
}
