package jp.go.jica.partnerships.agreements.agreement;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal only grows, and agreements are never removed: not by this service either. */
@QuarkusTest
@WithRealServers(service = "agreements")
class JournalRightsTest {

    @FromServers
    ServiceDatabase database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update domain_event set actor = 'someone else'",
                "delete from domain_event",
                "truncate domain_event",
                "delete from agreement",
                "truncate agreement"
            })
    void theServiceMayNotChangeTheJournalNorRemoveAgreements(String sql) throws SQLException {
        try (var connection = database.asService();
                var statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute(sql))
                    .matches(e -> "42501".equals(e.getSQLState()), "is refused by right (42501)");
        }
    }
}
