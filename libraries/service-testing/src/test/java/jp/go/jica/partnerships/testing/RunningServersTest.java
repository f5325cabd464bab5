package jp.go.jica.partnerships.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class RunningServersTest {

    @Test
    void serviceWithoutAJournalGetsNoRoleThatReplicatesAndServersEndWithTheTest() throws SQLException {
        String url;
        try (RunningServers servers = RunningServers.start("reporting")) {
            url = servers.database().jdbcUrl();
            try (Connection connection = servers.database().asSuperuser();
                    Statement statement = connection.createStatement();
                    ResultSet roles = statement.executeQuery(
                            "select string_agg(rolname, ' ' order by rolname) from pg_roles where rolname ~ '^reporting'")) {
                assertThat(roles.next()).isTrue();
                assertThat(roles.getString(1)).isEqualTo("reporting reporting_owner");
            }
        }
        assertThat(refuses(url)).isTrue();
    }

    private static boolean refuses(String url) {
        try (Connection connection = DriverManager.getConnection(url, "reporting", "reporting-secret")) {
            return connection.isClosed();
        } catch (SQLException refused) {
            return true;
        }
    }
}
