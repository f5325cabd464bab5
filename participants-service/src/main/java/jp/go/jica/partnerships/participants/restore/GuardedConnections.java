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
                guard.staysOpen(HeldErasures.of(connection));
            }
        } catch (SQLException broken) {
            LOG.debug("Who uses the connection will be told why it does not work", broken);
        }
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        try {
            if (!guard.lets(Thread.currentThread())) {
                // Whoever has it is answered as if the database were away. The pool would keep its own one from being
                // closed.
                connection.unwrap(PgConnection.class).close();
            }
        } catch (SQLException broken) {
            LOG.debug("Who uses the connection will be told that it does not work", broken);
        }
    }
}
