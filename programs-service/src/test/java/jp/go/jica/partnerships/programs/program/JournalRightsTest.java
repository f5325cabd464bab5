package jp.go.jica.partnerships.programs.program;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database lets its roles do: the journal grows and never changes, whoever asks. */
@QuarkusTest
@WithRealServers(service = "programs")
class JournalRightsTest {

    private static final String ROW =
            "insert into domain_event (event_id, aggregate_type, aggregate_id, aggregate_version, type, dataschema, actor, data)"
                    + " values (gen_random_uuid(), 'program', gen_random_uuid(), 1, 'x', 'x', 'x', '{}')";

    @FromServers
    ServiceDatabase database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update domain_event set actor = 'someone else'",
                "delete from domain_event",
                "truncate domain_event",
                "insert into domain_event (event_id, aggregate_type, aggregate_id, aggregate_version, type, dataschema, actor, data, recorded_at)"
                        + " values (gen_random_uuid(), 'program', gen_random_uuid(), 1, 'x', 'x', 'x', '{}', '2000-01-01')",
                "create table of_its_own (id integer)",
                "alter table domain_event add column more text",
                "drop table domain_event",
                "delete from program",
                "truncate program",
                "alter table domain_event disable trigger all"
            })
    void theServiceMayNeitherChangeTheJournalNorDefineTables(String sql) throws SQLException {
        refused(database.asService(), sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update domain_event set actor = 'someone else'",
                "delete from domain_event",
                "truncate domain_event"
            })
    void evenTheOwnerOfTheJournalIsStoppedByItsTriggers(String sql) throws SQLException {
        try (Connection connection = database.asService()) {
            connection.createStatement().execute(ROW);
        }
        refused(database.asOwner(), sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from program",
                "insert into heartbeat values (2, now())",
                "delete from heartbeat",
                "update domain_event set actor = 'x'",
                "create table of_its_own (id integer)",
                ROW
            })
    void theRelayMayReadTheJournalAndTouchTheHeartbeatAndNothingElse(String sql) throws SQLException {
        refused(database.asRelay(), sql);
        assertThatNoException().isThrownBy(() -> {
            try (Connection connection = database.asRelay()) {
                connection.createStatement().execute("select * from domain_event");
                connection.createStatement().execute("update heartbeat set beat_at = clock_timestamp()");
            }
        });
    }

    private static void refused(Connection connection, String sql) throws SQLException {
        try (connection;
                var statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute(sql))
                    .matches(e -> e.getSQLState().equals("42501"), "is refused by right (42501)");
        }
    }
}
