package jp.go.jica.partnerships.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database lets its roles do: the journal only grows, and persons are out of the relay's reach. */
@QuarkusTest
@WithRealServers(service = "participants")
class JournalRightsTest {

    private static final String ROW =
            "insert into domain_event (event_id, aggregate_type, aggregate_id, aggregate_version, type, dataschema, actor, data)"
                    + " values (gen_random_uuid(), 'rights', gen_random_uuid(), 1, 'x', 'x', 'x', '{}')";

    @FromServers
    ServiceDatabase database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update domain_event set actor = 'someone else'",
                "delete from domain_event",
                "truncate domain_event",
                "insert into domain_event (event_id, aggregate_type, aggregate_id, aggregate_version, type, dataschema, actor, data, recorded_at)"
                        + " values (gen_random_uuid(), 'rights', gen_random_uuid(), 1, 'x', 'x', 'x', '{}', '2000-01-01')",
                "create table of_its_own (id integer)",
                "drop table domain_event",
                "delete from participant",
                "delete from person",
                "truncate participation",
                "update access_log set actor = 'someone else'",
                "delete from access_log",
                "truncate access_log",
                "insert into access_log (id, participant_id, accessed_at, actor, purpose, operation)"
                        + " select gen_random_uuid(), id, '2000-01-01', 'x', 'CONTACT', 'x' from participant",
                "update person_change set actor = 'someone else'",
                "delete from erasure",
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
                "truncate domain_event",
                "truncate access_log"
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
                "select * from person",
                "select sealed from person",
                "select * from person_key",
                "select * from person_change",
                "select * from access_log",
                "select * from participant",
                "select * from participation",
                "delete from heartbeat",
                "create table of_its_own (id integer)",
                ROW
            })
    void theRelayReadsTheJournalAndTouchesTheHeartbeatAndReachesNoPerson(String sql) throws SQLException {
        refused(database.asRelay(), sql);
        assertThatNoException().isThrownBy(() -> {
            try (Connection connection = database.asRelay()) {
                connection.createStatement().execute("select * from domain_event");
                connection.createStatement().execute("update heartbeat set beat_at = clock_timestamp()");
            }
        });
    }

    @Test
    void onlyTheJournalAndTheHeartbeatArePublished() throws SQLException {
        List<String> published = new ArrayList<>();
        try (Connection connection = database.asSuperuser();
                var tables = connection
                        .createStatement()
                        .executeQuery("select pubname || ' ' || tablename from pg_publication_tables")) {
            while (tables.next()) {
                published.add(tables.getString(1));
            }
        }
        assertThat(published).containsExactlyInAnyOrder("journal domain_event", "journal heartbeat");
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
