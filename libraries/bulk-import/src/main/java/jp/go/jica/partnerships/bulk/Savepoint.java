package jp.go.jica.partnerships.bulk;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.SQLException;
import jp.go.jica.partnerships.journal.StorageFailure;

/** A place in the present transaction to which one row is taken back alone. */
record Savepoint(AgroalDataSource dataSource) {

    void set() {
        execute("savepoint before_row");
    }

    void goBack(String kind) {
        if (QuarkusTransaction.isRollbackOnly()) {
            throw new IllegalStateException(
                    "The kind %s lets refusals pass through a @Transactional method, which gives up the whole transaction"
                            .formatted(kind));
        }
        execute("rollback to savepoint before_row");
    }

    /** Keeps what was done since; without it, savepoints would pile up. */
    void release() {
        execute("release savepoint before_row");
    }

    private void execute(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
