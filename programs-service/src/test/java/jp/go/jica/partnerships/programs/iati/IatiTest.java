package jp.go.jica.partnerships.programs.iati;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs as IATI gets them, over HTTP. */
@QuarkusTest
@WithRealServers(service = "programs")
class IatiTest {

    private static final String PROGRAMS = "/v1/programs";
    private static final String FILE = PROGRAMS + "/iati.xml";
    private static final String ACTIVITY = "application/vnd.iati.activity+xml";

    private final Clock clock;

    @FromServers
    ServiceDatabase database;

    IatiTest(Clock clock) {
        this.clock = clock;
    }

    @Test
    void aProgramIsJsonUnlessAnActivityIsPreferred() {
        Response program = proposed("");
        for (String accept : List.of(
                "*/*",
                "application/*",
                "application/json",
                "application/json, " + ACTIVITY + ";q=0.9",
                ACTIVITY + ";q=0.1, */*;q=0.5")) {
            reader(accept)
                    .get(path(program))
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("application/json"))
                    .header("Vary", equalTo("Accept"))
                    .header("ETag", equalTo("\"1\""));
        }
        for (String accept : List.of(ACTIVITY, ACTIVITY + ", application/json;q=0.9", "*/*;q=0.1, " + ACTIVITY)) {
            reader(accept)
                    .get(path(program))
                    .then()
                    .statusCode(200)
                    .contentType(startsWith(ACTIVITY))
                    .header("Vary", equalTo("Accept"));
        }
        reader("application/xml").get(path(program)).then().statusCode(406);
    }

    @Test
    void theActivityIsValidAndTellsWhenTheProgramChangedLast() {
        Response program =
                proposed(",\"sdgGoals\":[6],\"countries\":[{\"code\":\"LA\"},{\"code\":\"VN\"},{\"code\":\"TH\"}]");
        String first = valid(activity(program));
        String changed = valid(activity(adopted(program)));
        assertThat(at(first, "//activity-status/@code")).containsExactly("1");
        assertThat(at(first, "//iati-identifier")).containsExactly("XM-DAC-701-8-" + program.path("programCode"));
        assertThat(updated(changed)).isGreaterThan(updated(first));
    }

    @Test
    void whoHasTheActivityIsNotSentItAgainUntilItChanges() {
        Response program = proposed("");
        Response read = activity(program);
        String tag = read.header("ETag");
        reader(ACTIVITY)
                .header("If-None-Match", tag)
                .get(path(program))
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .header("Vary", equalTo("Accept"));
        // The version of the other form is none of this one.
        reader(ACTIVITY)
                .header("If-None-Match", "\"1\"")
                .get(path(program))
                .then()
                .statusCode(200);
        adopted(program);
        reader(ACTIVITY).header("If-None-Match", tag).get(path(program)).then().statusCode(200);
    }

    @Test
    void aLaterPhaseNamesTheEarlierOneAsItsSiblingAsLongAsThatIsToldToo() {
        Response first = proposed("");
        Response second = proposed(related(first, "PHASE_OF"));
        assertThat(at(valid(activity(second)), "//related-activity[@type='3']/@ref"))
                .containsExactly("XM-DAC-701-8-" + first.path("programCode"));
        assertThat(at(valid(activity(proposed(related(first, "SUCCESSOR_OF")))), "//related-activity"))
                .hasSize(1);
        assertThat(at(valid(activity(proposed(related(first, "RELATED")))), "//related-activity"))
                .isEmpty();
        step(approver(), first, "rejection", "{\"rejectedOn\":\"2015-09-01\",\"reason\":\"Budget\"}");
        assertThat(at(valid(activity(second)), "//related-activity")).isEmpty();
    }

    @Test
    void whatIsNotToldToIatiIsRefusedInThatFormAndLeftOutOfTheFile() {
        Response rejected =
                step(approver(), proposed(""), "rejection", "{\"rejectedOn\":\"2015-09-01\",\"reason\":\"Budget\"}");
        Response withdrawn = step(recorder(), proposed(""), "withdrawal", "{\"withdrawnOn\":\"2015-09-01\"}");
        Response annulled = step(
                as(Tokens.with("recorder").offices("SKK").subject("recorder-2").token()),
                adopted(proposed("")),
                "annulment",
                "{\"reason\":\"Entered twice\"}");
        proposed("");
        String file = valid(reader("application/xml").get(FILE));
        for (Response program : List.of(rejected, withdrawn, annulled)) {
            reader(ACTIVITY)
                    .get(path(program))
                    .then()
                    .statusCode(406)
                    .contentType(startsWith("application/problem+json"))
                    .body("errors[0].code", equalTo("not-told-to-iati"))
                    .body("detail", containsString("not told to IATI"));
            assertThat(file).doesNotContain("-" + program.path("programCode") + "<");
        }
        reader(ACTIVITY).get(PROGRAMS + "/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void theFileOfAFiscalYearHasWhatWasAdoptedOrActiveInIt() {
        Response proposed = proposed("");
        Response adopted = adopted(proposed(""));
        Response started = step(
                recorder(),
                step(recorder(), adopted(proposed("")), "contract", "{\"contractedOn\":\"2015-09-20\"}"),
                "start",
                "{\"startedOn\":\"2016-04-01\"}");
        Response completed = step(
                recorder(),
                step(
                        recorder(),
                        step(recorder(), adopted(proposed("")), "contract", "{\"contractedOn\":\"2015-09-20\"}"),
                        "start",
                        "{\"startedOn\":\"2015-10-01\"}"),
                "completion",
                "{\"completedOn\":\"2017-03-31\"}");
        assertThat(told("?fiscalYear=2015", proposed, adopted, started, completed))
                .containsExactly(false, true, true, true);
        assertThat(told("?fiscalYear=2016", proposed, adopted, started, completed))
                .containsExactly(false, false, true, true);
        assertThat(told("?fiscalYear=2017", proposed, adopted, started, completed))
                .containsExactly(false, false, true, false);
        assertThat(told("?fiscalYear=2015&fiscalYear=2017", proposed, adopted, started, completed))
                .containsExactly(false, true, true, true);
        assertThat(told("", proposed, adopted, started, completed)).containsExactly(true, true, true, true);
    }

    @Test
    void theFileHasEachProgramOnceHoweverManyThereAre() throws SQLException {
        Response program = proposed("");
        // Recorded at the same moment, so that only their ids tell the pages apart.
        try (var connection = database.asService();
                var statement = connection.prepareStatement("""
                insert into program (id, version, recorded_at, doc)
                select made.id, 1, program.recorded_at,
                  doc || jsonb_build_object('id', made.id, 'programCode', 'MANY-' || made.number)
                from program, (select gen_random_uuid() as id, number from generate_series(1, 1001) number) made
                where program.id = ?""")) {
            statement.setObject(1, UUID.fromString(program.path("id")));
            assertThat(statement.executeUpdate()).isEqualTo(1001);
        }
        String file = valid(reader("*/*").get(FILE));
        assertThat(at(file, "//iati-identifier"))
                .doesNotHaveDuplicates()
                .filteredOn(identifier -> identifier.startsWith("XM-DAC-701-8-MANY-"))
                .hasSize(1001);
    }

    @Test
    void theFileIsStreamedAsXml() {
        proposed("");
        Response file = reader("*/*").get(FILE);
        file.then().statusCode(200).contentType(startsWith("application/xml")).header("Transfer-Encoding", "chunked");
        assertThat(at(valid(file), "/iati-activities/@generated-datetime")).hasSize(1);
    }

    @Test
    void aYearWithoutProgramsHasNoFile() {
        reader("*/*").get(FILE + "?fiscalYear=1901").then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?fiscalYear=FY2015", "?fiscalYear=15", "?fiscalYear=2015&scheme=KCCP"})
    void whatTheFileCannotBeAskedForIsRefused(String query) {
        reader("*/*").get(FILE + query).then().statusCode(400);
    }

    private List<Boolean> told(String query, Response... programs) {
        String file = valid(reader("application/xml").get(FILE + query));
        return List.of(programs).stream()
                .map(program -> file.contains("XM-DAC-701-8-" + program.path("programCode") + "<"))
                .toList();
    }

    private String valid(Response answer) {
        byte[] file = answer.then().statusCode(200).extract().asByteArray();
        assertThat(IatiRules.brokenBy(file, LocalDate.now(clock))).isEmpty();
        return new String(file, StandardCharsets.UTF_8);
    }

    private static List<String> at(String xml, String path) {
        return ActivityFileTest.at(xml, path);
    }

    private static String updated(String xml) {
        return at(xml, "//iati-activity/@last-updated-datetime").get(0);
    }

    private static Response activity(Response program) {
        return reader(ACTIVITY).get(path(program));
    }

    private static Response adopted(Response program) {
        return step(approver(), program, "adoption", "{\"adoptedOn\":\"2015-09-01\"}");
    }

    private static Response step(RequestSpecification as, Response program, String noun, String body) {
        return succeeded(
                as.header("If-Match", program.header("ETag")).body(body).post(path(program) + "/" + noun));
    }

    private static String related(Response other, String relation) {
        return ",\"relatedPrograms\":[{\"programId\":\"%s\",\"relation\":\"%s\"}]"
                .formatted(other.<String>path("id"), relation);
    }

    /** A project proposed in June 2015, with these fields besides. */
    private static Response proposed(String more) {
        String countries = more.contains("countries") ? "" : ",\"countries\":[{\"code\":\"LA\"}]";
        return succeeded(recorder()
                .body("""
            {"programCode":"T-%s","title":{"en":"Uchiwa fans","ja":"うちわ"},"scheme":"JPP-LG","leadOffice":"SKK",
             "sectors":[{"code":"32140"}],"partners":[{"localGovernment":"372021","role":"IMPLEMENTING"}],
             "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"%s%s}""".formatted(UUID.randomUUID(), countries, more))
                .post(PROGRAMS));
    }

    private static Response succeeded(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        return answer;
    }

    private static String path(Response program) {
        return PROGRAMS + "/" + program.path("id");
    }

    private static RequestSpecification reader(String accept) {
        return given().auth().oauth2(Tokens.analyst()).accept(accept);
    }

    private static RequestSpecification recorder() {
        return as(Tokens.recorder("SKK"));
    }

    private static RequestSpecification approver() {
        return as(Tokens.approver("SKK"));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
