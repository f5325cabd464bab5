package jp.go.jica.partnerships.journal;

import java.io.Serial;
import java.sql.SQLException;

/** The journal could not be written; the transaction that wanted it must not commit. */
public class JournalFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    JournalFailure(SQLException cause) {
        super("The journal row could not be written", cause);
    }
}
