package jp.go.jica.partnerships.reporting;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import jp.go.jica.partnerships.testing.ServiceDatabase;

/** For measurements that ask the database by hand. */
public final class LiveTables {

    private LiveTables() {}

    /** Every connection from now on finds facts, cells and folded events by their names, as they are before any rebuild. */
    public static void inReach(ServiceDatabase database) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("do $$ begin execute format('alter database %I set search_path = reports_a, public',"
                    + " current_database()); end $$");
        }
    }
}
