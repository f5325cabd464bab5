package jp.go.jica.partnerships.programs.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import jp.go.jica.partnerships.testing.Tokens;

/** Requests of recorders and approvers of JICA Shikoku, as often as needed. */
final class ProgramRequests {

    static final String PROGRAMS = "/v1/programs";

    private ProgramRequests() {}

    static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    static RequestSpecification recorder() {
        return as(Tokens.recorder("SKK"));
    }

    static RequestSpecification approver() {
        return as(Tokens.approver("SKK"));
    }

    /** Who records too, but did not make the program. */
    static RequestSpecification anotherRecorder() {
        return as(Tokens.with("recorder").offices("SKK").subject("recorder-2").token());
    }

    static String newCode() {
        return "T-" + UUID.randomUUID();
    }

    /** A project in Laos, proposed in June 2015, with these fields besides (or none: an empty text). */
    static String proposal(String more) {
        return """
            {"programCode":"%s","title":{"en":"Uchiwa fans","ja":"うちわ"},"scheme":"JPP-LG","leadOffice":"SKK",
             "countries":[{"code":"LA"}],"sectors":[{"code":"32140"}],
             "partners":[{"localGovernment":"372021","role":"IMPLEMENTING"}],
             "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"%s}""".formatted(newCode(), more);
    }

    static Response proposed() {
        return proposed("");
    }

    static Response proposed(String more) {
        return succeeded(recorder().body(proposal(more)).post(PROGRAMS));
    }

    static Response adopted() {
        return adopted(proposed());
    }

    static Response adopted(Response program) {
        return step(approver(), program, "adoption", "{\"adoptedOn\":\"2015-09-01\"}");
    }

    static Response started() {
        return step(
                step(adopted(), "contract", "{\"contractedOn\":\"2015-09-20\"}"),
                "start",
                "{\"startedOn\":\"2015-10-01\"}");
    }

    static Response completed() {
        return step(started(), "completion", "{\"completedOn\":\"2018-09-30\"}");
    }

    static Response step(Response program, String noun, String body) {
        return step(recorder(), program, noun, body);
    }

    static Response step(RequestSpecification as, Response program, String noun, String body) {
        return succeeded(tried(as, program, noun, body));
    }

    /** The same, whatever is answered. */
    static Response tried(RequestSpecification as, Response program, String noun, String body) {
        return as.header("If-Match", program.header("ETag")).body(body).post(path(program) + "/" + noun);
    }

    static Response patched(Response program, String patch) {
        return recorder()
                .header("If-Match", program.header("ETag"))
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path(program));
    }

    static Response read(Response program) {
        return succeeded(recorder().get(path(program)));
    }

    static String path(Response program) {
        return PROGRAMS + "/" + program.path("id");
    }

    static Response succeeded(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        return answer;
    }
}
