package jp.go.jica.partnerships.reporting.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Work that reads all that there is, in a transaction of which the usual limits would be too short. */
public final class Unhurried {

    private Unhurried() {}

    /** What takes its time. */
    public interface Work<T> {
        T done() throws SQLException;
    }

    /**
     * Does it without the limits that are meant for requests and batches: neither that of a statement, until the transaction ends, nor
     * meanwhile that after which a silent server is taken for dead.
     */
    public static <T> T done(Connection connection, Work<T> work) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = 0");
            return work.done();
        } finally {
            connection.setNetworkTimeout(Runnable::run, usual);
        }
    }
}
