package jp.go.jica.partnerships.reporting.reconciliation;

import java.io.Serial;

/** An owner, or the token issuer on the way to it, does not answer as it should. */
public final class OwnerAway extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public OwnerAway(String reason) {
        super(reason);
    }
}
