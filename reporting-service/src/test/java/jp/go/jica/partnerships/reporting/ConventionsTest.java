package jp.go.jica.partnerships.reporting;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.ConventionSuite;
import jp.go.jica.partnerships.testing.conventions.Examples;
import jp.go.jica.partnerships.testing.conventions.Request;

@QuarkusTest
@WithRealServers(service = "reporting")
class ConventionsTest extends ConventionSuite {

    private static final String ANALYST = Tokens.analyst();
    private static final String ADMINISTRATOR = Tokens.administrator();

    @FromServers
    ServiceDatabase database;

    @Override
    protected void describe(Examples into) {
        for (String path : List.of(
                "/v1/reports/countries",
                "/v1/reports/offices",
                "/v1/reports/schemes",
                "/v1/reports/facilities",
                "/v1/reports/sectors",
                "/v1/reports/prefectures",
                "/v1/reports/local-governments",
                "/v1/reports/agreements",
                "/v1/reports/quality",
                "/v1/measures",
                "/v1/dimensions",
                "/v1/freshness",
                "/v1/reconciliation",
                "/v1/codelists/countries",
                "/v1/codelists/offices",
                "/v1/codelists/local-governments",
                "/v1/codelists/sectors",
                "/v1/codelists/schemes",
                "/v1/codelists/facilities")) {
            into.of("GET " + path, () -> Request.get(path, ANALYST));
        }
        into.of("GET /v1/quarantine", () -> Request.get("/v1/quarantine", ADMINISTRATOR))
                .of(
                        "POST /v1/quarantine/{id}/retry",
                        () -> Request.get("/v1/quarantine/%s/retry".formatted(unreadable()), ADMINISTRATOR)
                                .method("POST"))
                .of(
                        "POST /v1/quarantine/{id}/discard",
                        () -> Request.post(
                                "/v1/quarantine/%s/discard".formatted(unreadable()),
                                ADMINISTRATOR,
                                "{\"reason\":\"Sent by a test system\"}"));
        into.of("GET /v1/reports/annual", () -> Request.get("/v1/reports/annual?fiscalYear=2015", ANALYST))
                .of("GET /v1/reports/countries/{alpha2}", () -> Request.get("/v1/reports/countries/LA", ANALYST))
                .of("GET /v1/reports/offices/{code}", () -> Request.get("/v1/reports/offices/KNS", ANALYST))
                .of("GET /v1/statistics", () -> Request.get("/v1/statistics?measure=programsAdopted", ANALYST));
    }

    /** A record of which nothing is known but that it came. */
    private UUID unreadable() {
        UUID id = UUID.randomUUID();
        try (Connection connection = database.asOwner();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into quarantined_event (public_id, aggregate_type, reason, detail, topic, partition,
                                                       record_offset, headers)
                        values (?, 'program', 'UNREADABLE', 'header ce_id is missing', 'programs.program.v1', 0, 0, '{}')
                        """)) {
            insert.setObject(1, id);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return id;
    }
}
