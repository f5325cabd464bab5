package jp.go.jica.partnerships.programs.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.UUID;
import jp.go.jica.partnerships.testing.EventContract;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** What consumers were promised of a program's events. */
@QuarkusTest
@WithRealServers(service = "programs")
class EventContractTest {

    private final EventContract contract = EventContract.of("program");

    @FromServers
    ServiceDatabase database;

    @Test
    void everyCommittedExampleKeepsTheSchema() {
        assertThat(contract.violationsOfExamples()).isEmpty();
    }

    @Test
    void everyEventOfAProgramsWholeLifeKeepsTheSchemaAndHasAnExample() throws SQLException {
        String proposal = """
            {"programCode":"E-%s","title":{"en":"Waterworks","ja":"水道"},"scheme":"KCCP","kind":"GROUP_REGION","leadOffice":"YOK",
             "cooperatingOffices":["TIC"],"facility":"DRLC","countries":[{"code":"VN","percentage":60},{"code":"LA","percentage":40}],
             "sectors":[{"code":"14021","percentage":100}],"thematicField":"Water","delivery":"HYBRID","sdgGoals":[6],
             "partners":[{"localGovernment":"141003","role":"HOST"},{"organisation":{"name":"Waterworks","type":"70"},"role":"FUNDING"}],
             "agreementIds":["%s"],"notes":"…","proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""".formatted(UUID.randomUUID(), UUID.randomUUID());
        Response program = post("/v1/programs", null, proposal, Tokens.recorder("YOK"));
        String path = "/v1/programs/" + program.path("id");
        Response run = post(
                path + "/runs",
                null,
                "{\"runCode\":\"1\",\"plannedStart\":\"2015-10-05\",\"plannedEnd\":\"2015-11-20\",\"capacity\":9,\"seats\":[{\"country\":\"VN\",\"seats\":2}]}",
                Tokens.recorder("YOK"));
        program = patch(path + "/runs/" + run.path("id"), run.header("ETag"), "{\"capacity\":10}");
        program = patch(path, program.header("ETag"), "{\"notes\":null}");
        program = post(
                path + "/adoption", program.header("ETag"), "{\"adoptedOn\":\"2015-09-01\"}", Tokens.approver("YOK"));
        program = post(
                path + "/contract",
                program.header("ETag"),
                "{\"contractedOn\":\"2015-09-02\"}",
                Tokens.recorder("YOK"));
        program =
                post(path + "/start", program.header("ETag"), "{\"startedOn\":\"2015-10-01\"}", Tokens.recorder("YOK"));
        post(path + "/completion", program.header("ETag"), "{\"completedOn\":\"2018-09-30\"}", Tokens.recorder("YOK"));

        assertThat(contract.violationsOfJournal(database)).isEmpty();
        assertThat(contract.typesWithoutExample(database)).isEmpty();
    }

    private static Response post(
            String path, @org.jspecify.annotations.Nullable String ifMatch, String body, String token) {
        var request =
                given().auth().oauth2(token).contentType("application/json").body(body);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        Response answer = request.post(path);
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
        return answer;
    }

    private static Response patch(String path, String ifMatch, String body) {
        return given().auth()
                .oauth2(Tokens.recorder("YOK"))
                .header("If-Match", ifMatch)
                .contentType("application/merge-patch+json")
                .body(body)
                .patch(path)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }
}
