package jp.go.jica.partnerships.participants;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Ids;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** How statements are asked for ids, on real PostgreSQL. */
@QuarkusTest
@WithRealServers(service = "participants")
class IdsTest {

    private static final String BOTH =
            "select asked.id from unnest(?::uuid[]) as asked(id) where asked.id = any(?::uuid[])";
    private static final String FOUND = "select id from participant join unnest(?::uuid[]) as asked(id) using (id)";
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @FromServers
    ServiceDatabase database;

    @Test
    void oneIdSeveralAndNoneAreAskedForByTheSameStatement() throws SQLException {
        assertThat(both(List.of(ONE), List.of(ONE, OTHER))).containsExactly(ONE);
        assertThat(both(List.of(ONE, OTHER), List.of(OTHER))).containsExactly(OTHER);
        assertThat(both(List.of(ONE, OTHER), List.of(OTHER, ONE))).containsExactly(ONE, OTHER);
        assertThat(both(List.of(ONE), List.of())).isEmpty();
    }

    @Test
    void ofASingleIdThePlanIsKept() throws SQLException {
        try (Connection connection = database.asService()) {
            for (int i = 0; i < 30; i++) {
                try (var select = Ids.asked(connection, FOUND, List.of(UUID.randomUUID()))) {
                    select.executeQuery();
                }
            }
            try (Statement statement = connection.createStatement();
                    ResultSet plans = statement.executeQuery("""
                            select generic_plans from pg_prepared_statements where statement like '%as asked(id) using (id)'
                            """)) {
                plans.next();
                assertThat(plans.getLong(1)).isGreaterThan(10);
            }
        }
    }

    private List<UUID> both(Collection<UUID> asked, Collection<UUID> wanted) throws SQLException {
        try (Connection connection = database.asService();
                var select = Ids.asked(connection, BOTH, List.of(asked, wanted));
                ResultSet rows = select.executeQuery()) {
            List<UUID> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getObject(1, UUID.class));
            }
            return found;
        }
    }
}
