package jp.go.jica.partnerships.programs.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever may read a program can also read who changed it, when, in which request and how. */
@QuarkusTest
@WithRealServers(service = "programs")
class ProgramHistoryTest {

    private static final String PROPOSAL = """
            {"programCode":"H-%s","title":{"en":"Uchiwa fans","ja":"うちわ"},"scheme":"KCCP","kind":"COUNTRY","leadOffice":"SKK",
             "countries":[{"code":"LA"}],"sectors":[{"code":"32140"}],
             "partners":[{"localGovernment":"372021","role":"IMPLEMENTING"}],
             "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""";
    private static final String RUN = """
            {"runCode":"2015-1","plannedStart":"2015-10-05","plannedEnd":"2015-11-20"}""";

    /** What was asked for, by whom and in which trace. */
    private record Sent(String type, String subject, String traceId) {}

    private final List<Sent> sent = new ArrayList<>();

    @Test
    void everyCommandStandsInTheHistoryWithActorTraceAndWhatItChanged() {
        Response created = post("proposed", "recorder", "", PROPOSAL.formatted(UUID.randomUUID()), null);
        String id = created.path("id");
        Response added = post("run-added", "recorder", "/" + id + "/runs", RUN, null);
        Response revised = patch("revised", "/" + id, "{\"title\":{\"en\":\"Fans\",\"ja\":\"Uchiwa\"}}", added);
        Response runRevised = patch(
                "run-revised", "/" + id + "/runs/" + added.path("id"), "{\"plannedEnd\":\"2015-11-21\"}", revised);
        Response adopted =
                post("adopted", "approver", "/" + id + "/adoption", "{\"adoptedOn\":\"2015-09-01\"}", runRevised);
        Response contracted =
                post("contracted", "recorder", "/" + id + "/contract", "{\"contractedOn\":\"2015-09-20\"}", adopted);
        Response started =
                post("started", "recorder", "/" + id + "/start", "{\"startedOn\":\"2015-10-01\"}", contracted);
        Response suspended = post(
                "suspended",
                "recorder",
                "/" + id + "/suspension",
                "{\"suspendedOn\":\"2016-01-01\",\"reason\":\"Flood\"}",
                started);
        Response resumed =
                post("resumed", "recorder", "/" + id + "/resumption", "{\"resumedOn\":\"2016-02-01\"}", suspended);
        post("completed", "recorder", "/" + id + "/completion", "{\"completedOn\":\"2018-09-30\"}", resumed);
        post(
                "outcome-added",
                "recorder",
                "/" + id + "/outcomes",
                "{\"type\":\"3\",\"title\":{\"en\":\"D\",\"ja\":\"宣言\"},\"date\":\"2019\"}",
                null);
        Response corrected = post(
                "corrected",
                "recorder",
                "/" + id + "/corrections",
                "{\"reason\":\"Misread\",\"notes\":\"Bamboo\"}",
                given().auth().oauth2(Tokens.auditor()).get("/v1/programs/" + id));
        post("annulled", "recorder", "/" + id + "/annulment", "{\"reason\":\"Entered twice\"}", corrected);

        JsonPath history = history(id, "");
        // Those four lead elsewhere; the test below tries them.
        assertThat(sent).as("every command is tried").hasSize((int) commands() - 4);
        assertThat(history.getList("items.version"))
                .isEqualTo(IntStream.rangeClosed(1, sent.size()).boxed().toList());
        assertThat(history.getList("items.reason"))
                .isEqualTo(Arrays.asList(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "Flood",
                        null,
                        null,
                        null,
                        "Misread",
                        "Entered twice"));
        assertThat(history.getList("items.type"))
                .isEqualTo(sent.stream()
                        .map(each -> "programs.program-" + each.type() + ".v1")
                        .toList());
        assertThat(history.getList("items.actor"))
                .isEqualTo(sent.stream().map(Sent::subject).toList());
        assertThat(history.getList("items.traceId"))
                .isEqualTo(sent.stream().map(Sent::traceId).toList());
        assertThat(history.getList("items.recordedAt")).doesNotContainNull().isSorted();
        assertThat(history.<Map<String, Object>>getList("items[0].changes"))
                .extracting(change -> change.get("field"))
                .contains("programCode", "state", "title");
        assertThat(history.<Map<String, Object>>getList("items[2].changes"))
                .singleElement()
                .isEqualTo(Map.of(
                        "field",
                        "title",
                        "before",
                        Map.of("en", "Uchiwa fans", "ja", "うちわ"),
                        "after",
                        Map.of("en", "Fans", "ja", "Uchiwa")));
        assertThat(history.<Map<String, Object>>getList("items[4].changes"))
                .contains(Map.of("field", "state", "before", "PROPOSED", "after", "ADOPTED"));
    }

    @Test
    void whatEndsAProposalOrMovesAProgramStandsInTheHistoryWithItsReason() {
        String reason = "\"reason\":\"because\"}";
        for (String[] step : new String[][] {
            {"rejected", "approver", "rejection", "{\"rejectedOn\":\"2015-09-01\"," + reason},
            {"withdrawn", "recorder", "withdrawal", "{\"withdrawnOn\":\"2015-09-01\"," + reason},
            {"cancelled", "recorder", "cancellation", "{\"cancelledOn\":\"2015-09-01\"," + reason},
            {"transferred", "recorder", "transfer", "{\"leadOffice\":\"OKN\",\"effectiveOn\":\"2015-09-01\"," + reason}
        }) {
            Response program = post("proposed", "recorder", "", PROPOSAL.formatted(UUID.randomUUID()), null);
            String id = program.path("id");
            post(step[0], step[1], "/" + id + "/" + step[2], step[3], program);
            JsonPath history = history(id, "");
            assertThat(history.getString("items[1].type")).isEqualTo("programs.program-%s.v1".formatted(step[0]));
            assertThat(history.getString("items[1].actor")).isEqualTo(step[1] + "-who-" + step[0]);
            assertThat(history.getString("items[1].reason")).isEqualTo("because");
        }
    }

    @Test
    void aLongHistoryIsReadPageByPage() {
        Response program = post("proposed", "recorder", "", PROPOSAL.formatted(UUID.randomUUID()), null);
        String id = program.path("id");
        for (int i = 2; i <= 5; i++) {
            program = patch(
                    "revised", "/" + id, "{\"title\":{\"en\":\"Fans %d\",\"ja\":\"Uchiwa\"}}".formatted(i), program);
        }
        List<Integer> versions = new ArrayList<>();
        String next = "?limit=2";
        for (int page = 0; page < 3; page++) {
            JsonPath answer = history(id, next);
            versions.addAll(answer.getList("items.version"));
            String cursor = answer.getString("nextCursor");
            assertThat(cursor == null).isEqualTo(page == 2);
            next = "?limit=2&cursor=" + cursor;
        }
        assertThat(versions).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void whatIsNotThereHasNoHistory() {
        given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/programs/" + UUID.randomUUID() + "/history")
                .then()
                .statusCode(404);
    }

    private static long commands() {
        return Arrays.stream(ProgramCommands.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .count();
    }

    private static JsonPath history(String id, String query) {
        return given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/programs/" + id + "/history" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Response post(String type, String role, String path, String body, @Nullable Response seen) {
        var request = request(type, role).contentType("application/json").body(body);
        return succeeded(
                (seen == null ? request : request.header("If-Match", seen.header("ETag"))).post("/v1/programs" + path));
    }

    private Response patch(String type, String path, String body, Response seen) {
        return succeeded(request(type, "recorder")
                .contentType("application/merge-patch+json")
                .header("If-Match", seen.header("ETag"))
                .body(body)
                .patch("/v1/programs" + path));
    }

    private RequestSpecification request(String type, String role) {
        String subject = role + "-who-" + type;
        String traceId = UUID.randomUUID().toString().replace("-", "");
        sent.add(new Sent(type, subject, traceId));
        return given().auth()
                .oauth2(Tokens.with(role).offices("SKK").subject(subject).token())
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(traceId));
    }

    private static Response succeeded(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        return answer;
    }
}
