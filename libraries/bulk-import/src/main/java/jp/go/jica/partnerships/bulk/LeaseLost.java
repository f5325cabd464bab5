package jp.go.jica.partnerships.bulk;

import java.io.Serial;

/** Another instance has taken the job up; what this one has not committed is void. */
final class LeaseLost extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    LeaseLost() {
        super("The job is done by another instance", null, false, false);
    }
}
