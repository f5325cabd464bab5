package jp.go.jica.partnerships.programs.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs as another system sees them, over HTTP, with the database and the rights of production. */
@QuarkusTest
@WithRealServers(service = "programs")
class ProgramApiTest {

    private static final String PROGRAMS = "/v1/programs";

    @FromServers
    ServiceDatabase database;

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    private static RequestSpecification recorder() {
        return as(Tokens.recorder("SKK"));
    }

    private static RequestSpecification approver() {
        return as(Tokens.approver("SKK"));
    }

    private static String body(String code) {
        return """
            {"programCode":"%s","title":{"en":"Uchiwa fans","ja":"うちわ"},"scheme":"JPP-LG","leadOffice":"SKK",
             "countries":[{"code":"LA"}],"sectors":[{"code":"32140"}],
             "partners":[{"localGovernment":"372021","role":"IMPLEMENTING"}],
             "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""".formatted(code);
    }

    private static String newCode() {
        return "T-" + UUID.randomUUID();
    }

    private static Response proposed() {
        return recorder()
                .body(body(newCode()))
                .post(PROGRAMS)
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static String path(Response created) {
        return PROGRAMS + "/" + created.path("id");
    }

    private static Response adopted(Response created) {
        return approver()
                .header("If-Match", created.header("ETag"))
                .body("{\"adoptedOn\":\"2015-09-01\"}")
                .post(path(created) + "/adoption")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    @Test
    void aProposalAnswersWithTheWholeProgramAndWhereItIs() {
        String code = newCode();
        recorder()
                .body(body(code))
                .post(PROGRAMS)
                .then()
                .statusCode(201)
                .header("Location", containsString(PROGRAMS + "/"))
                .header("ETag", equalTo("\"1\""))
                .header("Event-Version", containsString("programs/"))
                .body("id", notNullValue())
                .body("programCode", equalTo(code))
                .body("state", equalTo("PROPOSED"))
                .body("countries[0].code", equalTo("LA"))
                .body("partners[0].role", equalTo("IMPLEMENTING"))
                .body("runs.size()", equalTo(0));
    }

    @Test
    void whatWasProposedCanBeReadAgainAndIsNotSentTwiceToWhoHasIt() {
        Response created = proposed();
        Response read =
                recorder().get(path(created)).then().statusCode(200).extract().response();
        assertThat(read.asString()).isEqualTo(created.asString());
        recorder()
                .header("If-None-Match", read.header("ETag"))
                .get(path(created))
                .then()
                .statusCode(304)
                .header("ETag", equalTo(read.header("ETag")));
    }

    @Test
    void aProgramGoesFromProposalToCompletionAndEachStepIsOneEventInOrder() throws SQLException {
        Response created = proposed();
        Response program = adopted(created);
        for (String[] step : new String[][] {
            {"contract", "{\"contractedOn\":\"2015-09-20\"}", "CONTRACTED"},
            {"start", "{\"startedOn\":\"2015-10-01\"}", "IMPLEMENTING"},
            {"completion", "{\"completedOn\":\"2018-09-30\"}", "COMPLETED"}
        }) {
            program = recorder()
                    .header("If-Match", program.header("ETag"))
                    .body(step[1])
                    .post(path(created) + "/" + step[0])
                    .then()
                    .statusCode(200)
                    .body("state", equalTo(step[2]))
                    .extract()
                    .response();
        }
        assertThat(journal(created.path("id")))
                .containsExactly(
                        "1 programs.program-proposed.v1 recorder-1",
                        "2 programs.program-adopted.v1 approver-1",
                        "3 programs.program-contracted.v1 recorder-1",
                        "4 programs.program-started.v1 recorder-1",
                        "5 programs.program-completed.v1 recorder-1");
        recorder()
                .header("If-Match", program.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"notes\":\"too late\"}")
                .patch(path(created))
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("program-completed"));
    }

    @Test
    void anEventHoldsTheOldValuesOfWhatChangedAndTheWholeStateAfter() throws SQLException {
        Response created = proposed();
        adopted(created);
        try (Connection connection = database.asService();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select data #>> '{before,state}', data #>> '{before,programCode}', data #>> '{after,programCode}'"
                                        + " from domain_event where aggregate_version = 2 and aggregate_id = '"
                                        + created.path("id") + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("PROPOSED");
            assertThat(rows.getString(2)).isNull();
            assertThat(rows.getString(3)).isEqualTo(created.path("programCode"));
        }
    }

    @Test
    void aPatchChangesWhatItNamesRemovesWhatIsNullAndLeavesTheRest() {
        Response created = proposed();
        Response noted = patched(created, "{\"notes\":\"Bamboo\",\"title\":{\"en\":\"Fans\"}}");
        noted.then()
                .statusCode(200)
                .body("notes", equalTo("Bamboo"))
                .body("title.en", equalTo("Fans"))
                .body("title.ja", equalTo("うちわ"))
                .body("programCode", equalTo(created.path("programCode")));
        patched(noted, "{\"notes\":null}").then().statusCode(200).body("notes", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\":\"ADOPTED\"}", "{\"colour\":\"red\"}", "{\"colour\":null}", "{\"id\":null}"})
    void aPatchRefusesFieldsThatAreUnknownOrReadOnly(String patch) {
        patched(proposed(), patch).then().statusCode(400).body("errors[0].code", equalTo("unknown-field"));
    }

    private static Response patched(Response program, String patch) {
        return recorder()
                .header("If-Match", program.header("ETag"))
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path(program));
    }

    @Test
    void aChangeNeedsTheVersionThatWasReadAndItMustBeTheLatest() {
        Response created = proposed();
        approver()
                .body("{\"adoptedOn\":\"2015-09-01\"}")
                .post(path(created) + "/adoption")
                .then()
                .statusCode(428);
        adopted(created);
        approver()
                .header("If-Match", "\"1\"")
                .body("{\"adoptedOn\":\"2015-09-01\"}")
                .post(path(created) + "/adoption")
                .then()
                .statusCode(412);
        approver()
                .header("If-Match", "\"2\"")
                .body("{\"adoptedOn\":\"2015-09-01\"}")
                .post(path(created) + "/adoption")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/state-conflict"));
    }

    @Test
    void ofTenWhoChangeTheSameVersionAtOnceExactlyOneWins() throws Exception {
        Response created = proposed();
        Callable<Integer> change =
                () -> patched(created, "{\"notes\":\"mine\"}").statusCode();
        var callers = Executors.newFixedThreadPool(10);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (var answer : callers.invokeAll(java.util.Collections.nCopies(10, change))) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        } finally {
            callers.shutdownNow();
        }
        assertThat(journal(created.path("id"))).hasSize(2);
    }

    @Test
    void runsStandWithinTheProgramAndTheirCodesDoNotRepeat() {
        Response created = proposed();
        String run =
                "{\"runCode\":\"2015-1\",\"plannedStart\":\"2015-10-05\",\"plannedEnd\":\"2015-11-20\",\"capacity\":20,"
                        + "\"seats\":[{\"country\":\"LA\",\"seats\":2}]}";
        Response added = recorder()
                .body(run)
                .post(path(created) + "/runs")
                .then()
                .statusCode(201)
                .extract()
                .response();
        recorder()
                .get(path(created) + "/runs/" + added.path("id"))
                .then()
                .statusCode(200)
                .body("runCode", equalTo("2015-1"));
        recorder()
                .get(path(created) + "/runs?limit=1&total=true")
                .then()
                .body("items.runCode", hasItem("2015-1"))
                .body("total", equalTo(1));
        recorder()
                .body(run)
                .post(path(created) + "/runs")
                .then()
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/runCode"));
        recorder()
                .body("{\"runCode\":\"2\",\"plannedStart\":\"2015-09-30\",\"plannedEnd\":\"2015-11-20\"}")
                .post(path(created) + "/runs")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("run-outside-program"));
        recorder()
                .header("If-Match", added.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"capacity\":30}")
                .patch(path(created) + "/runs/" + added.path("id"))
                .then()
                .statusCode(200)
                .body("capacity", equalTo(30))
                .body("runCode", equalTo("2015-1"));
    }

    @Test
    void aProgramCodeIsTakenOnce() {
        String code = newCode();
        recorder().body(body(code)).post(PROGRAMS).then().statusCode(201);
        recorder()
                .body(body(code))
                .post(PROGRAMS)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/duplicate"))
                .body("errors[0].pointer", equalTo("/programCode"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"leadOffice\":\"SKK\"        | \"leadOffice\":\"SKX\"         | 400 | /leadOffice        | unknown-office-code",
                "\"leadOffice\":\"SKK\"        | \"leadOffice\":\"HKD-O\"       | 422 | /leadOffice        | office-cannot-lead",
                "\"code\":\"LA\"               | \"code\":\"LAO\"               | 400 | /countries/0/code  | unknown-country-code",
                "\"code\":\"32140\"            | \"code\":\"32141\"             | 400 | /sectors/0/code    | unknown-sector-code",
                "\"372021\"                    | \"372022\"                     | 400 | /partners/0/localGovernment | wrong-check-digit",
                "\"role\":\"IMPLEMENTING\"     | \"role\":\"HOST\"              | 422 | /partners          | local-government-missing",
                "\"role\":\"IMPLEMENTING\"     | \"role\":\"CHEF\"              | 400 | /partners/0/role   | unreadable-value",
                "\"plannedEnd\":\"2018-09-30\" | \"plannedEnd\":\"2015-09-30\"  | 422 | /plannedEnd        | dates-out-of-order",
                "\"plannedEnd\":\"2018-09-30\" | \"plannedEnd\":\"2018-02-30\"  | 400 | /plannedEnd        | unreadable-value",
                "\"plannedEnd\":\"2018-09-30\" | \"plannedEnd\":\"0000-00-00\"  | 400 | /plannedEnd        | unreadable-value",
                "\"plannedEnd\":\"2018-09-30\" | \"plannedEnd\":\"9999-12-31\"  | 400 | /plannedEnd        | unreadable-value",
                "\"plannedEnd\":\"2018-09-30\" | \"plannedEnd\":20180930        | 400 | /plannedEnd        | unreadable-value",
                "\"plannedEnd\":\"2018-09-30\" | \"colour\":\"red\"             | 400 | /colour            | unknown-field",
                "\"en\":\"Uchiwa fans\"        | \"en\":\"\"                    | 400 | /title/en          | not-blank",
                "\"en\":\"Uchiwa fans\"        | \"en\":\"a\\u0000b\"           | 400 | /title/en          | unreadable-value",
                "\"en\":\"Uchiwa fans\"        | \"en\":\"a\\ud800b\"           | 400 | /title/en          | unreadable-value",
                "\"en\":\"Uchiwa fans\"        | \"en\":7                       | 400 | /title/en          | unreadable-value",
                "\"code\":\"LA\"               | \"code\":\"LA\",\"percentage\":50 | 422 | /countries      | percentages-not-100",
                "\"code\":\"LA\"               | \"code\":\"LA\",\"percentage\":1e999999 | 400 | /countries/0/percentage | decimal-max"
            })
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, int status, String pointer, String code) {
        long before = rows();
        recorder()
                .body(body(newCode()).replace(right, wrong))
                .post(PROGRAMS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code))
                .body(not(containsString("jp.go.jica")));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void noBadRequestGetsAnythingButAProblem() {
        String problem = "application/problem+json";
        recorder().body("{").post(PROGRAMS).then().statusCode(400).contentType(problem);
        recorder().body("").post(PROGRAMS).then().statusCode(400).contentType(problem);
        recorder().body("null").post(PROGRAMS).then().statusCode(400).contentType(problem);
        recorder().body("[]").post(PROGRAMS).then().statusCode(400).contentType(problem);
        recorder().body("[".repeat(2_000)).post(PROGRAMS).then().statusCode(400).contentType(problem);
        recorder()
                .contentType("text/plain")
                .body("x")
                .post(PROGRAMS)
                .then()
                .statusCode(415)
                .contentType(problem);
        recorder()
                .body("x".repeat(10_000_000))
                .post(PROGRAMS)
                .then()
                .statusCode(413)
                .contentType(problem);
        recorder().accept("image/png").get(PROGRAMS).then().statusCode(406).contentType(problem);
        recorder().delete(PROGRAMS).then().statusCode(405).contentType(problem);
        recorder().get(PROGRAMS + "/not-a-uuid").then().statusCode(404).contentType(problem);
        recorder()
                .get(PROGRAMS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType(problem);
        recorder().get("/v1/nothing").then().statusCode(404).contentType(problem);
        recorder()
                .get(PROGRAMS + "?colour=red")
                .then()
                .statusCode(400)
                .contentType(problem)
                .body("errors[0].pointer", equalTo("?colour"));
        recorder().get(PROGRAMS + "?limit=0").then().statusCode(400).contentType(problem);
        recorder().get(PROGRAMS + "?limit=501").then().statusCode(400).contentType(problem);
        recorder().get(PROGRAMS + "?cursor=!").then().statusCode(400).contentType(problem);
        recorder().get(PROGRAMS + "?state=GONE").then().statusCode(400).contentType(problem);
        recorder()
                .queryParam("q", "a\u0000b")
                .get(PROGRAMS)
                .then()
                .statusCode(400)
                .contentType(problem);
        recorder().get(PROGRAMS + "?leadOffice=XXX").then().statusCode(400).contentType(problem);
    }

    @Test
    void withoutATokenNothingIsAnsweredAndWithTheWrongRoleOrOfficeNothingIsChanged() {
        given().get(PROGRAMS).then().statusCode(401).contentType("application/problem+json");
        as("not.a.token").get(PROGRAMS).then().statusCode(401).contentType("application/problem+json");
        as(Tokens.analyst())
                .body(body(newCode()))
                .post(PROGRAMS)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        as(Tokens.recorder("OKN")).body(body(newCode())).post(PROGRAMS).then().statusCode(403);
        Response created = proposed();
        recorder()
                .header("If-Match", created.header("ETag"))
                .body("{\"adoptedOn\":\"2015-09-01\"}")
                .post(path(created) + "/adoption")
                .then()
                .statusCode(403);
        as(Tokens.recorder("OKN"))
                .header("If-Match", created.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"notes\":\"x\"}")
                .patch(path(created))
                .then()
                .statusCode(403);
    }

    @Test
    void whoeverProposedOrChangedAProgramCannotAdoptItAndIsToldWhy() {
        String both = Tokens.with("recorder", "approver")
                .offices("SKK")
                .subject("both")
                .token();
        String system = Tokens.system("programs:write", "programs:approve");
        for (String maker : List.of(both, system)) {
            Response program = as(maker).body(body(newCode())).post(PROGRAMS);
            as(maker)
                    .header("If-Match", program.header("ETag"))
                    .body("{\"adoptedOn\":\"2015-09-01\"}")
                    .post(path(program) + "/adoption")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("errors[0].code", equalTo("four-eyes"));
            approver()
                    .header("If-Match", program.header("ETag"))
                    .body("{\"adoptedOn\":\"2015-09-01\"}")
                    .post(path(program) + "/adoption")
                    .then()
                    .statusCode(200);
        }
        Response proposed = proposed();
        Response revised = as(both).header("If-Match", proposed.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"notes\":\"x\"}")
                .patch(path(proposed));
        as(both).header("If-Match", revised.header("ETag"))
                .body("{\"adoptedOn\":\"2015-09-01\"}")
                .post(path(proposed) + "/adoption")
                .then()
                .statusCode(403)
                .body("errors[0].code", equalTo("four-eyes"));
    }

    @Test
    void anOfficeActsForThoseThatItTookOver() {
        String hyogo = body(newCode()).replace("\"leadOffice\":\"SKK\"", "\"leadOffice\":\"HYG\"");
        as(Tokens.recorder("KNS")).body(hyogo).post(PROGRAMS).then().statusCode(201);
    }

    @Test
    void listsAreFilteredAndPagedWithoutLossOrRepetition() {
        String word = "W" + UUID.randomUUID().toString().substring(0, 8);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Response created = recorder()
                    .body(body(newCode()).replace("Uchiwa fans", word + " 100%_"))
                    .post(PROGRAMS);
            made.add(created.path("id"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = recorder().queryParams(Map.of("q", word.toLowerCase(java.util.Locale.ROOT), "limit", "2"));
            if (cursor != null) {
                page.queryParam("cursor", cursor);
            }
            Response answer =
                    page.get(PROGRAMS).then().statusCode(200).extract().response();
            seen.addAll(answer.<List<String>>path("items.id"));
            cursor = answer.path("nextCursor");
        } while (cursor != null);
        assertThat(seen).containsExactlyElementsOf(made);
        for (String filter : List.of(
                "scheme=JPP-LG&scheme=KCCP",
                "leadOffice=SKK",
                "country=LA",
                "localGovernment=372021",
                "sector=32140",
                "state=PROPOSED")) {
            recorder()
                    .queryParam("q", word)
                    .get(PROGRAMS + "?" + filter)
                    .then()
                    .statusCode(200)
                    .body("items.id", equalTo(made));
        }
        recorder().get(PROGRAMS + "?q=100%25_&country=VN").then().body("items.size()", equalTo(0));
    }

    @Test
    void aCursorLeadsOnInItsOwnListWithItsOwnFiltersOnlyAndTheTotalIsThereForWhoAsks() {
        String word = "W" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 3; i++) {
            recorder().body(body(newCode()).replace("Uchiwa fans", word)).post(PROGRAMS);
        }
        var first = recorder()
                .queryParams(Map.of("q", word, "limit", "2", "total", "true"))
                .get(PROGRAMS)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("total", equalTo(3))
                .extract();
        String cursor = first.path("nextCursor");
        recorder()
                .body(body(newCode()).replace("Uchiwa fans", word))
                .post(PROGRAMS)
                .then()
                .statusCode(201);
        var rest = recorder()
                .queryParams(Map.of("q", word, "cursor", cursor))
                .get(PROGRAMS)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .extract();
        assertThat(rest.<List<String>>path("items.id")).doesNotContainAnyElementsOf(first.path("items.id"));
        assertThat(rest.asString()).doesNotContain("\"total\"");
        for (String elsewhere : List.of(
                PROGRAMS + "?cursor=" + cursor,
                PROGRAMS + "?q=other&cursor=" + cursor,
                PROGRAMS + "/" + first.path("items[0].id") + "/runs?cursor=" + cursor)) {
            recorder().get(elsewhere).then().statusCode(400).body("errors[0].code", equalTo("unknown-cursor"));
        }
        recorder().get(PROGRAMS + "?total=yes").then().statusCode(400).body("errors[0].pointer", equalTo("?total"));
    }

    @ParameterizedTest
    @CsvSource({"2015-03-31,2014", "2015-04-01,2015", "2016-03-31,2015"})
    void aProgramIsFoundByTheFiscalYearOfItsAdoption(String adoptedOn, int fiscalYear) {
        Response created = recorder()
                .body(body(newCode()).replace("2015-06-01", "2014-06-01"))
                .post(PROGRAMS);
        approver()
                .header("If-Match", created.header("ETag"))
                .body("{\"adoptedOn\":\"" + adoptedOn + "\"}")
                .post(path(created) + "/adoption")
                .then()
                .statusCode(200);
        recorder()
                .queryParam("programCode", created.<String>path("programCode"))
                .queryParam("fiscalYear", fiscalYear)
                .get(PROGRAMS)
                .then()
                .body("items.size()", equalTo(1));
    }

    @Test
    void theServiceAnswersUnavailableWhileItsDatabaseIsAwayAndWorksAgainAfterwards() {
        database.whileAway(() -> recorder()
                .get(PROGRAMS)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue()));
        recorder().get(PROGRAMS).then().statusCode(200);
    }

    @Test
    void healthMetricsAndTheDescriptionAreThere() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/openapi?format=json").then().statusCode(200).body("paths.'/v1/programs'", notNullValue());
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private List<String> journal(String id) throws SQLException {
        try (Connection connection = database.asService();
                var rows = connection
                        .createStatement()
                        .executeQuery("select aggregate_version || ' ' || type || ' ' || actor from domain_event"
                                + " where aggregate_id = '" + id + "' order by aggregate_version")) {
            List<String> events = new ArrayList<>();
            while (rows.next()) {
                events.add(rows.getString(1));
            }
            return events;
        }
    }

    private long rows() {
        try (Connection connection = database.asService();
                var rows = connection.createStatement().executeQuery("select count(*) from domain_event")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
