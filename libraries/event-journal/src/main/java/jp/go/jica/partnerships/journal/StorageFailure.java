package jp.go.jica.partnerships.journal;

import java.io.Serial;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** The database refused or did not answer; the transaction must not commit. Its cause has the SQLSTATE. */
public class StorageFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public StorageFailure(SQLException cause) {
        super("The database refused: SQLSTATE " + cause.getSQLState(), reason(cause));
    }

    // The failure of a batch repeats the row that was refused; what the server said of it stands behind.
    private static SQLException reason(SQLException failure) {
        return failure instanceof BatchUpdateException && failure.getCause() instanceof SQLException said
                ? said
                : failure;
    }
}
