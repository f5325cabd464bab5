package jp.go.jica.partnerships.participants.restore;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/**
 * Looks at the database whenever the pool has connected to it: whoever restores a backup ends the connections that there
 * are. As long as erasures are to be replayed nobody but who replays them gets a connection that works, not even a request that
 * was let in before.
 */
@Singleton
public class GuardedConnections implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(GuardedConnections.class);

    private final RestoreGuard guard;

    public GuardedConnections(RestoreGuard guard) {
        this.guard = guard;
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            if (guard.isOpen()) {
                guard.staysOpen(() -> HeldErasures.of(connection));
            }
        } catch (SQLException unanswered) {
            LOG.debug("What cannot be asked which database it leads to is not used", unanswered);
            close(connection);
        }
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        if (!guard.lets(Thread.currentThread())) {
            close(connection);
        }
    }

    /** Whoever has it is answered as if the database were away. */
    private static void close(Connection connection) {
        try {
            // The pool keeps its own connection from being closed.
            connection.unwrap(PgConnection.class).close();
        } catch (SQLException broken) {
            LOG.debug("Who uses the connection will be told that it does not work", broken);
        }
    }
}
