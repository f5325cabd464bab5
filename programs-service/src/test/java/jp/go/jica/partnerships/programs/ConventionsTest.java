package jp.go.jica.partnerships.programs;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.ConventionSuite;
import jp.go.jica.partnerships.testing.conventions.Examples;
import jp.go.jica.partnerships.testing.conventions.Reply;
import jp.go.jica.partnerships.testing.conventions.Request;
import org.awaitility.Awaitility;

@QuarkusTest
@WithRealServers(service = "programs")
class ConventionsTest extends ConventionSuite {

    private static final String PROGRAMS = "/v1/programs";
    private static final String COMPARING = Tokens.system("journal:digest");
    private static final String RECORDER = Tokens.recorder("SKK");
    private static final String APPROVER = Tokens.approver("SKK");
    private static final String RECORDER_OF_BOTH =
            Tokens.with("recorder").offices("SKK", "KNS").token();
    private static final String ANOTHER_RECORDER =
            Tokens.with("recorder").offices("SKK").subject("recorder-2").token();

    private String ended = "";

    @Override
    protected void describe(Examples into) {
        into.of("GET /v1/journal/digest", () -> Request.get("/v1/journal/digest", COMPARING))
                .of("GET /v1/journal/digest/{bucket}", () -> Request.get("/v1/journal/digest/171", COMPARING))
                .of("POST /v1/programs", ConventionsTest::proposal)
                .of("GET /v1/programs", () -> Request.get(PROGRAMS, RECORDER))
                .of("GET /v1/programs/iati.xml", () -> {
                    proposed();
                    return Request.get(PROGRAMS + "/iati.xml", RECORDER);
                })
                .of("GET /v1/programs/{id}", () -> Request.get(path(proposed()), RECORDER))
                .of("GET /v1/programs/{id}/history", () -> Request.get(path(proposed()) + "/history", RECORDER))
                .of("PATCH /v1/programs/{id}", () -> {
                    Reply program = proposed();
                    return Request.patch(path(program), RECORDER, program.header("ETag"), "{\"notes\":\"Fans\"}");
                })
                .of("POST /v1/programs/{id}/adoption", () -> adoption(proposed()))
                .of("POST /v1/programs/{id}/contract", () -> contract(adopted()))
                .of(
                        "POST /v1/programs/{id}/start",
                        () -> start(contract(adopted()).send()))
                .of("POST /v1/programs/{id}/completion", () -> {
                    Reply started = start(contract(adopted()).send()).send();
                    return step(started, RECORDER, "completion", "{\"completedOn\":\"2018-09-30\"}");
                })
                .of(
                        "POST /v1/programs/{id}/rejection",
                        () -> step(
                                proposed(),
                                APPROVER,
                                "rejection",
                                "{\"rejectedOn\":\"2015-09-01\",\"reason\":\"Budget\"}"))
                .of(
                        "POST /v1/programs/{id}/withdrawal",
                        () -> step(proposed(), RECORDER, "withdrawal", "{\"withdrawnOn\":\"2015-09-01\"}"))
                .of("POST /v1/programs/{id}/suspension", () -> suspension(started()))
                .of(
                        "POST /v1/programs/{id}/resumption",
                        () -> step(
                                suspension(started()).send(), RECORDER, "resumption", "{\"resumedOn\":\"2016-02-01\"}"))
                .of(
                        "POST /v1/programs/{id}/cancellation",
                        () -> step(
                                adopted(),
                                RECORDER,
                                "cancellation",
                                "{\"cancelledOn\":\"2016-01-01\",\"reason\":\"Coup\"}"))
                .of(
                        "POST /v1/programs/{id}/transfer",
                        () -> step(
                                adopted(),
                                RECORDER_OF_BOTH,
                                "transfer",
                                "{\"leadOffice\":\"KNS\",\"effectiveOn\":\"2016-04-01\"}"))
                .of(
                        "POST /v1/programs/{id}/corrections",
                        () -> step(
                                adopted(),
                                RECORDER,
                                "corrections",
                                "{\"reason\":\"Misread\",\"adoptedOn\":\"2015-09-02\"}"))
                .of(
                        "POST /v1/programs/{id}/annulment",
                        () -> step(adopted(), ANOTHER_RECORDER, "annulment", "{\"reason\":\"Entered twice\"}"))
                .of("POST /v1/programs/{id}/outcomes", () -> outcome(adopted()))
                .of("GET /v1/programs/{id}/outcomes", () -> Request.get(path(adopted()) + "/outcomes", RECORDER))
                .of(
                        "GET /v1/programs/{id}/outcomes/{outcomeId}",
                        () -> Request.get(location(outcome(adopted()).send()), RECORDER))
                .of("POST /v1/programs/{id}/runs", () -> run(adopted()))
                .of("GET /v1/programs/{id}/runs", () -> Request.get(path(adopted()) + "/runs", RECORDER))
                .of("GET /v1/programs/{id}/runs/{runId}", () -> Request.get(location(withRun()), RECORDER))
                .of("PATCH /v1/programs/{id}/runs/{runId}", () -> {
                    Reply run = withRun();
                    return Request.patch(location(run), RECORDER, run.header("ETag"), "{\"capacity\":12}");
                })
                .of("POST /v1/imports", ConventionsTest::upload)
                .of("GET /v1/imports", () -> Request.get("/v1/imports", RECORDER))
                .of("GET /v1/imports/template", () -> Request.get("/v1/imports/template?kind=programs", RECORDER))
                .of("GET /v1/imports/{id}", () -> Request.get(ended(), RECORDER))
                .of("GET /v1/imports/{id}/errors", () -> Request.get(ended() + "/errors", RECORDER));
    }

    private static Request upload() {
        return Request.upload(
                "/v1/imports?kind=programs",
                RECORDER,
                "programCode,titleEn,titleJa,scheme,leadOffice,countries,proposedOn,plannedStart,plannedEnd,notes\r\nT-"
                        + UUID.randomUUID()
                        + ",Clean water,水,KCCP,SKK,LA,2015-06-01,2015-10-01,2018-09-30,Fans\r\n");
    }

    // A job that goes on would not be the same the next moment; one that has ended is the same for all who read it.
    private String ended() {
        if (ended.isEmpty()) {
            String path = location(upload().send());
            Awaitility.await()
                    .until(() -> Request.get(path, RECORDER).send().json().has("endedAt"));
            ended = path;
        }
        return ended;
    }

    private Reply proposed() {
        return proposal().send();
    }

    private Reply adopted() {
        return adoption(proposed()).send();
    }

    private Reply started() {
        return start(contract(adopted()).send()).send();
    }

    private static Request suspension(Reply program) {
        return step(program, RECORDER, "suspension", "{\"suspendedOn\":\"2016-01-01\",\"reason\":\"Flood\"}");
    }

    private static Request outcome(Reply program) {
        return Request.post(
                path(program) + "/outcomes",
                RECORDER,
                "{\"type\":\"3\",\"title\":{\"en\":\"Declaration\",\"ja\":\"宣言\"},\"date\":\"2009\"}");
    }

    private Reply withRun() {
        return run(adopted()).send();
    }

    private static Request proposal() {
        return Request.post(PROGRAMS, RECORDER, """
            {"programCode":"T-%s","title":{"en":"Uchiwa fans","ja":"うちわ"},"scheme":"JPP-LG","leadOffice":"SKK",
             "countries":[{"code":"LA"}],"sectors":[{"code":"32140"}],
             "partners":[{"localGovernment":"372021","role":"IMPLEMENTING"}],
             "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""".formatted(UUID.randomUUID()));
    }

    private static Request adoption(Reply program) {
        return step(program, APPROVER, "adoption", "{\"adoptedOn\":\"2015-09-01\"}");
    }

    private static Request contract(Reply program) {
        return step(program, RECORDER, "contract", "{\"contractedOn\":\"2015-09-20\"}");
    }

    private static Request start(Reply program) {
        return step(program, RECORDER, "start", "{\"startedOn\":\"2015-10-01\"}");
    }

    private static Request run(Reply program) {
        return Request.post(
                path(program) + "/runs",
                RECORDER,
                "{\"runCode\":\"2015-1\",\"plannedStart\":\"2015-10-05\",\"plannedEnd\":\"2015-11-20\"}");
    }

    private static Request step(Reply program, String token, String step, String body) {
        return Request.post(path(program) + "/" + step, token, body).with("If-Match", program.header("ETag"));
    }

    private static String path(Reply program) {
        return PROGRAMS + "/" + program.json().path("id").asText();
    }

    private static String location(Reply created) {
        return created.header("Location").replaceFirst("^https?://[^/]+", "");
    }
}
