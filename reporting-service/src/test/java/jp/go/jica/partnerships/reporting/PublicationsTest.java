package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.reporting.Asked.get;
import static jp.go.jica.partnerships.reporting.Asked.ownEarlyYear;
import static jp.go.jica.partnerships.reporting.Asked.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fiscal year that was published stays as it was, and what is corrected later is told beside it. */
@QuarkusTest
@WithRealServers(service = "reporting")
class PublicationsTest {

    private static final String ONE = Tokens.with("statistician").subject("one").token();
    private static final String OTHER =
            Tokens.with("statistician").subject("other").token();

    private final int notOver = FiscalYear.at(Instant.now()).startYear();

    private int year;
    private State program;

    @FromServers
    EventPublisher publisher;

    @FromServers
    ServiceDatabase database;

    @BeforeEach
    void takeAYear() {
        year = ownEarlyYear();
        program = Published.program(UUID.randomUUID())
                .with("adoptedOn", year + "-06-01")
                .with("leadOffice", "SKK")
                .with("countries", Published.shares("LA"));
    }

    @Test
    void yearIsDraftedByOneReleasedByAnotherAndThenNormal() {
        publisher.publishInTransaction(program.at(1));
        long before = seen("/v1/reports/schemes?fiscalYear=" + year, program.eventVersion(1))
                .getLong("position");
        JsonPath draft = draft();
        String id = draft.getString("id");
        assertThat(draft.getString("state")).isEqualTo("DRAFT");
        assertThat(draft.getString("draftedBy")).isEqualTo("one");
        assertThat(draft.getLong("position")).isGreaterThan(before);
        assertThat(get("/v1/publications/" + id).statusCode()).isEqualTo(404);
        assertThat(status(before)).isEqualTo("provisional");

        release(id, ONE).then().statusCode(403).body("errors.code", contains("four-eyes"));
        release(id, Tokens.analyst()).then().statusCode(403);
        release(id, OTHER)
                .then()
                .statusCode(200)
                .body("state", equalTo("RELEASED"))
                .body("number", equalTo(1))
                .body("releasedBy", equalTo("other"));
        release(id, OTHER).then().statusCode(409);

        assertThat(status(draft.getLong("position"))).isEqualTo("normal");
        assertThat(get(report()).jsonPath().getString("total.status.programsAdopted"))
                .isEqualTo("normal");
        assertThat(status(before)).as("what was answered once").isEqualTo("provisional");
        assertThat(get("/v1/reports/schemes?from=%d&to=%d".formatted(year, notOver))
                        .jsonPath()
                        .getString("total.status.programsAdopted"))
                .isEqualTo("provisional");
        assertThat(get("/v1/statistics?measure=programsAdopted&groupBy=month&from=%d&to=%d".formatted(year, notOver))
                        .jsonPath()
                        .getString("rows[0].status.programsAdopted"))
                .isEqualTo("normal");
        assertThat(get("/v1/publications?fiscalYear=" + year).jsonPath().getList("items.id"))
                .containsExactly(id);
    }

    @Test
    void everythingIsFrozenWithTheDefinitionsAndAHashOverIt() {
        publisher.publishInTransaction(program.at(1));
        seen("/v1/reports/schemes", program.eventVersion(1));
        String id = released();
        State corrected = program.with("adoptedOn", null);
        publisher.publishInTransaction(corrected.at(2));
        seen("/v1/reports/schemes", program.eventVersion(2));

        JsonPath whole = get("/v1/publications/" + id).jsonPath();
        assertThat(whole.getList("contents.name"))
                .containsExactly(
                        "agreements",
                        "annual",
                        "countries",
                        "definitions",
                        "facilities",
                        "local-governments",
                        "offices",
                        "prefectures",
                        "schemes",
                        "sectors");
        assertThat(whole.getInt("contents.find { it.name == 'countries' }.content.total.values.programsAdopted"))
                .isEqualTo(1);
        assertThat(whole.getString("contents.find { it.name == 'countries' }.content.rows[0].status.programsAdopted"))
                .isEqualTo("normal");
        assertThat(whole.getInt("contents.find { it.name == 'annual' }.content.period.fiscalYear"))
                .isEqualTo(year);
        assertThat(whole.getList("contents.find { it.name == 'definitions' }.content.measures.name"))
                .contains("personDays");

        List<Map<String, String>> parts = whole.getList("contents");
        for (Map<String, String> part : parts) {
            String address = String.valueOf(part.get("address"));
            Response content = get(address);
            assertThat(sha256(content.asByteArray())).isEqualTo(part.get("hash"));
            assertThat(given().auth()
                            .oauth2(Tokens.analyst())
                            .header("If-None-Match", content.header("ETag"))
                            .get(address)
                            .statusCode())
                    .isEqualTo(304);
        }
        assertThat(sha256(parts.stream()
                        .map(part -> part.get("hash") + "  " + part.get("name") + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(whole.getString("hash"));

        String csv = get("/v1/publications/%s/contents/countries?format=csv".formatted(id))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv).containsPattern(",LA,Laos,ラオス,programsAdopted,.*,1,normal,");
        assertThat(get("/v1/publications/%s/contents/annual?format=csv".formatted(id))
                        .asString())
                .contains("uchiwa-program");
        assertThat(get("/v1/publications/%s/contents/definitions?format=csv".formatted(id))
                        .statusCode())
                .isEqualTo(406);
        assertThat(get("/v1/publications/%s/contents/none".formatted(id)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void correctionsAreToldCellByCellWithTheEventsThatCausedThem() {
        State participation = Published.participation(UUID.randomUUID(), program.id())
                .with("acceptedOn", year + "-06-02")
                .with("plannedStart", year + "-07-01");
        publisher.publishInTransaction(program.at(1), participation.at(1));
        seen("/v1/reports/schemes", participation.eventVersion(1));
        String id = released();
        assertThat(revisions(id, "").getList("items")).isEmpty();

        PublishedEvent moved = program.with("leadOffice", "KNS").at(2);
        PublishedEvent gone = participation.with("acceptedOn", null).at(2);
        publisher.publishInTransaction(moved, gone);
        seen("/v1/reports/schemes", program.eventVersion(2), participation.eventVersion(2));

        JsonPath revised = revisions(id, "?limit=500");
        String adopted = "items.find { it.report == 'offices' && it.key.office == '%s' && it.measure == '%s' }.";
        assertThat(revised.getInt(adopted.formatted("SKK", "programsAdopted") + "published"))
                .isEqualTo(1);
        assertThat(revised.getInt(adopted.formatted("SKK", "programsAdopted") + "now"))
                .isZero();
        assertThat(revised.getInt(adopted.formatted("KNS", "programsAdopted") + "published"))
                .isZero();
        assertThat(revised.getInt(adopted.formatted("KNS", "programsAdopted") + "now"))
                .isEqualTo(1);
        assertThat(revised.getList(adopted.formatted("KNS", "programsAdopted") + "events.eventId"))
                .containsExactly(moved.eventId().toString());
        assertThat(revised.getList(adopted.formatted("SKK", "participationsAccepted") + "events.eventId"))
                .containsExactlyInAnyOrder(
                        moved.eventId().toString(), gone.eventId().toString());
        String total = "items.find { it.report == 'schemes' && it.key == [:] && it.measure == 'persons' }.";
        assertThat(revised.getInt(total + "published")).isEqualTo(1);
        assertThat(revised.getInt(total + "now")).isZero();
        assertThat(revised.getInt(total + "records")).isEqualTo(1);

        JsonPath first = revisions(id, "?limit=1&total=true");
        assertThat(first.getInt("total")).isEqualTo(revised.getList("items").size());
        JsonPath second = revisions(id, "?limit=1&total=true&cursor=" + first.getString("nextCursor"));
        assertThat(second.getMap("items[0]")).isEqualTo(revised.getMap("items[1]"));
    }

    @Test
    void nextPublicationOfAYearGetsTheNextNumberAndAnOlderDraftIsOutOfDate() {
        String older = draft().getString("id");
        String first = released();
        release(older, OTHER).then().statusCode(409).body("errors.code", contains("later-released"));

        String second = released();

        assertThat(get("/v1/publications/" + first).jsonPath().getInt("number")).isEqualTo(1);
        assertThat(get("/v1/publications/" + second).jsonPath().getInt("number"))
                .isEqualTo(2);
    }

    @Test
    void yearThatIsNotOverCannotBePublished() {
        given().auth()
                .oauth2(ONE)
                .contentType("application/json")
                .body(Map.of("fiscalYear", notOver))
                .post("/v1/publications")
                .then()
                .statusCode(422)
                .body("errors.code", contains("year-not-over"));
    }

    @Test
    void nobodyChangesWhatWasPublished() throws SQLException {
        String id = released();
        try (Connection owner = database.asOwner();
                Statement statement = owner.createStatement()) {
            for (String table : List.of("publication", "publication_content", "publication_release")) {
                for (String change : List.of(
                        "update %s set publication_id = publication_id where publication_id = '%s'",
                        "delete from %s where publication_id = '%s'", "truncate %s cascade -- %s")) {
                    assertThatThrownBy(() -> statement.execute(change.formatted(table, id)))
                            .hasMessageContaining("append-only");
                }
            }
            assertThat(statement.executeQuery("""
                            select 1 from information_schema.role_table_grants
                            where grantee = 'reporting' and table_name like 'publication%'
                              and privilege_type not in ('SELECT', 'INSERT')
                            """).next()).isFalse();
        }
    }

    private JsonPath draft() {
        Response draft = given().auth()
                .oauth2(ONE)
                .contentType("application/json")
                .body(Map.of("fiscalYear", year))
                .post("/v1/publications");
        draft.then().statusCode(201);
        assertThat(draft.header("Location")).endsWith(draft.jsonPath().getString("id"));
        return draft.jsonPath();
    }

    private String released() {
        String id = draft().getString("id");
        release(id, OTHER).then().statusCode(200);
        return id;
    }

    private static Response release(String id, String token) {
        return given().auth().oauth2(token).post("/v1/publications/%s/release".formatted(id));
    }

    private static JsonPath revisions(String id, String query) {
        return get("/v1/publications/%s/revisions%s".formatted(id, query))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String report() {
        return "/v1/reports/schemes?fiscalYear=" + year;
    }

    private String status(long position) {
        return get(report() + "&position=" + position).jsonPath().getString("total.status.programsAdopted");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
