package jp.go.jica.partnerships.reporting;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.ConventionSuite;
import jp.go.jica.partnerships.testing.conventions.Examples;
import jp.go.jica.partnerships.testing.conventions.Request;
import org.jspecify.annotations.Nullable;

@QuarkusTest
@WithRealServers(service = "reporting")
class ConventionsTest extends ConventionSuite {

    private static final String ANALYST = Tokens.analyst();
    private static final String ADMINISTRATOR = Tokens.administrator();
    private static final String STATISTICIAN = Tokens.statistician();
    private static final String OTHER_STATISTICIAN =
            Tokens.with("statistician").subject("another").token();

    private static final int YEAR = Asked.ownEarlyYear();

    // To freeze a year takes a second.
    private static @Nullable String anyDraft;

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
        into.of("GET /v1/rebuilds", () -> Request.get("/v1/rebuilds", ADMINISTRATOR))
                .of("POST /v1/rebuilds", () -> {
                    endRebuilds();
                    return Request.get("/v1/rebuilds", ADMINISTRATOR).method("POST");
                })
                .of("GET /v1/rebuilds/{id}", () -> Request.get("/v1/rebuilds/" + differing(), ADMINISTRATOR))
                .of(
                        "GET /v1/rebuilds/{id}/differences",
                        () -> Request.get("/v1/rebuilds/%s/differences".formatted(differing()), ADMINISTRATOR))
                .of(
                        "POST /v1/rebuilds/{id}/switch",
                        () -> Request.get("/v1/rebuilds/%s/switch".formatted(differing()), ADMINISTRATOR)
                                .method("POST"))
                .of(
                        "POST /v1/rebuilds/{id}/cancellation",
                        () -> Request.get("/v1/rebuilds/%s/cancellation".formatted(differing()), ADMINISTRATOR)
                                .method("POST"));
        into.of("GET /v1/publications", () -> Request.get("/v1/publications", ANALYST))
                .of(
                        "POST /v1/publications",
                        () -> Request.post("/v1/publications", STATISTICIAN, "{\"fiscalYear\":%d}".formatted(YEAR)))
                .of(
                        "POST /v1/publications/{id}/release",
                        () -> Request.get("/v1/publications/%s/release".formatted(drafted()), OTHER_STATISTICIAN)
                                .method("POST"))
                .of("GET /v1/publications/{id}", () -> Request.get("/v1/publications/" + anyDraft(), STATISTICIAN))
                .of(
                        "GET /v1/publications/{id}/contents/{name}",
                        () -> Request.get("/v1/publications/%s/contents/countries".formatted(anyDraft()), STATISTICIAN))
                .of(
                        "GET /v1/publications/{id}/revisions",
                        () -> Request.get("/v1/publications/%s/revisions".formatted(anyDraft()), STATISTICIAN));
        into.of("GET /v1/reports/annual", () -> Request.get("/v1/reports/annual?fiscalYear=2015", ANALYST))
                .of("GET /v1/reports/countries/{alpha2}", () -> Request.get("/v1/reports/countries/LA", ANALYST))
                .of("GET /v1/reports/offices/{code}", () -> Request.get("/v1/reports/offices/KNS", ANALYST))
                .of("GET /v1/explain", () -> Request.get("/v1/explain?measure=programsAdopted", ANALYST))
                .of("GET /v1/statistics", () -> Request.get("/v1/statistics?measure=programsAdopted", ANALYST));
    }

    /** Nobody does them here: those that are wanted have come to their end at once. */
    private void endRebuilds() {
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create or replace function come_to_an_end() returns trigger language plpgsql as $$
                    begin
                        new.state := 'COMPLETED';
                        new.ended_at := clock_timestamp();
                        return new;
                    end $$;
                    create or replace trigger ends before insert or update on rebuild
                        for each row when (new.state = 'RUNNING') execute function come_to_an_end();
                    update rebuild set state = 'CANCELLED' where state in ('RUNNING', 'DIFFERS')
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A rebuild that waits for a decision. */
    private String differing() {
        endRebuilds();
        try {
            return database.texts("""
                            with begun as (
                                insert into rebuild (rebuild_id, schema_name, state, started_by, ended_at)
                                values (gen_random_uuid(), 'reports_b', 'DIFFERS', 'administrator-1', clock_timestamp())
                                returning rebuild_id),
                            found as (
                                insert into rebuild_difference (rebuild_id, table_name, key, live, rebuilt)
                                select rebuild_id, 'cell', '{"measure": "programsAdopted"}'::jsonb, '{"n": 3}'::jsonb,
                                       '{"n": 2}'::jsonb from begun)
                            select rebuild_id from begun
                            """).get(0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A publication that nothing has changed. */
    private String anyDraft() {
        if (anyDraft == null) {
            anyDraft = drafted();
        }
        return anyDraft;
    }

    /** A publication that is not released yet. */
    private String drafted() {
        return Request.post("/v1/publications", STATISTICIAN, "{\"fiscalYear\":%d}".formatted(YEAR))
                .send()
                .json()
                .path("id")
                .asText();
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
