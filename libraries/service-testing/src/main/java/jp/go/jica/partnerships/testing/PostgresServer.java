package jp.go.jica.partnerships.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** A running PostgreSQL 18 with logical decoding on. */
interface PostgresServer extends AutoCloseable {

    /** The URL of a database, without a user. */
    String jdbcUrl(String database);

    /** A superuser's connection. */
    Connection superuser(String database) throws SQLException;

    /** Ends every process of the server at once, as a power cut would, and starts it again at the same address. */
    void crashAndRestart();

    /** Stops the server's processes in their tracks: connections stay open and nothing answers. */
    void freeze();

    /** Lets a frozen server go on. */
    void thaw();

    @Override
    void close();
}
