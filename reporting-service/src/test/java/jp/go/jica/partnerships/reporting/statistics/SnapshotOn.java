package jp.go.jica.partnerships.reporting.statistics;

import java.sql.Connection;
import java.time.Clock;
import jp.go.jica.partnerships.reporting.sql.Statements;

/** Snapshots of what a test has folded on its own connection. */
public final class SnapshotOn {

    private SnapshotOn() {}

    public static Snapshot snapshot(Connection connection, Clock clock) {
        return new Snapshot(Statements.on(connection).open(), clock);
    }
}
