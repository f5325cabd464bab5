package jp.go.jica.partnerships.journal;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** All rows of a question as they are at one moment, however many they are and however long a reader takes. */
public final class Snapshot {

    // Of some kilobytes each; no more are ever held.
    private static final int AT_ONCE = 200;

    private final AgroalDataSource dataSource;

    public Snapshot(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Takes what it needs of the row at which the cursor stands. */
    @FunctionalInterface
    public interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Hands the rows over one by one, by a connection of its own. Whoever takes none for a minute, or needs a
     * quarter of an hour for all, gets no more of them (a {@link StorageFailure}): as long as somebody reads, the database
     * keeps what others change.
     */
    public void each(String sql, List<?> values, Reader reader) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                read(connection, sql, values, reader);
            } finally {
                // What the session was told for this transaction goes with it.
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static void read(Connection connection, String sql, List<?> values, Reader reader) throws SQLException {
        try (var settings = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            settings.execute("set transaction isolation level repeatable read, read only");
            settings.execute("set local idle_in_transaction_session_timeout = '60s'");
            settings.execute("set local transaction_timeout = '15min'");
            AggregateTable.bind(statement, values);
            statement.setFetchSize(AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
