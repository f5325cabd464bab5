package jp.go.jica.partnerships.reporting.statistics;

import java.sql.Connection;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Snapshots of what a test has folded on its own connection. */
public final class SnapshotOn {

    private SnapshotOn() {}

    public static Snapshot snapshot(Connection connection, Clock clock) {
        return new Snapshot(
                Jdbi.create(connection).installPlugin(new PostgresPlugin()).open(), clock);
    }
}
