package jp.go.jica.partnerships.participants;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.ConventionSuite;
import jp.go.jica.partnerships.testing.conventions.Examples;
import jp.go.jica.partnerships.testing.conventions.Reply;
import jp.go.jica.partnerships.testing.conventions.Request;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

@QuarkusTest
@WithRealServers(service = "participants")
class ConventionsTest extends ConventionSuite {

    private static final String PARTICIPANTS = "/v1/participants";
    private static final String PARTICIPATIONS = "/v1/participations";
    private static final String COMPARING = Tokens.system("journal:digest");
    private static final String RECORDER = Tokens.recorder("SKK");

    @FromServers
    EventPublisher publisher;

    @FromServers
    ServiceDatabase database;

    private @Nullable UUID run;
    private String imported = "";

    @Override
    protected void describe(Examples into) {
        into.of("GET /v1/journal/digest", () -> Request.get("/v1/journal/digest", COMPARING))
                .of("GET /v1/journal/digest/{bucket}", () -> Request.get("/v1/journal/digest/171", COMPARING))
                .of("POST /v1/participants", ConventionsTest::registration)
                .of("GET /v1/participants", () -> Request.get(PARTICIPANTS, RECORDER))
                .of("GET /v1/participants/{id}", () -> Request.get(path(PARTICIPANTS, registered()), RECORDER))
                .of(
                        "GET /v1/participants/{id}/history",
                        () -> Request.get(path(PARTICIPANTS, registered()) + "/history", RECORDER))
                .of(
                        "POST /v1/participants/searches",
                        () -> Request.post(PARTICIPANTS + "/searches", RECORDER, "{\"family\":\"Keomany\"}"))
                .of("PATCH /v1/participants/{id}", ConventionsTest::revisedPerson)
                .of(
                        "GET /v1/participants/{id}/duplicates",
                        () -> Request.get(path(PARTICIPANTS, registered()) + "/duplicates", RECORDER))
                .of("POST /v1/participants/{id}/sharing", this::sharing)
                .of("POST /v1/participants/{id}/merge", () -> merge(registered()))
                .of(
                        "POST /v1/participants/{id}/merge-reversals",
                        () -> stepOfPerson(merge(registered()).send(), "merge-reversals", "{\"reason\":\"MISTAKEN\"}"))
                .of("POST /v1/participants/{id}/erasure", () -> erasure(registered()))
                .of(
                        "GET /v1/participants/{id}/erasures/{erasureId}",
                        () -> Request.get(
                                erasure(registered()).send().header("Location").replaceFirst("^https?://[^/]+", ""),
                                Tokens.privacyOfficer()))
                .of(
                        "GET /v1/participants/{id}/access-log",
                        () -> Request.get(path(PARTICIPANTS, registered()) + "/access-log", Tokens.privacyOfficer()))
                .of(
                        "GET /v1/participants/{id}/export",
                        () -> Request.get(path(PARTICIPANTS, registered()) + "/export", Tokens.privacyOfficer()))
                .of(
                        "POST /v1/key-rotations",
                        () -> Request.post("/v1/key-rotations", Tokens.administrator(), "{\"atMost\":10}"))
                .of(
                        "GET /v1/participations/{id}/history",
                        () -> Request.get(path(PARTICIPATIONS, nominated()) + "/history", RECORDER))
                .of("POST /v1/participations", this::nomination)
                .of("GET /v1/participations", () -> Request.get(PARTICIPATIONS, RECORDER))
                .of("GET /v1/participations/{id}", () -> Request.get(path(PARTICIPATIONS, nominated()), RECORDER))
                .of("POST /v1/participations/{id}/acceptance", () -> acceptance(nominated()))
                .of("POST /v1/participations/{id}/arrival", () -> arrival(accepted()))
                .of(
                        "POST /v1/participations/{id}/completion",
                        () -> step(arrived(), "completion", "{\"completedOn\":\"2015-11-20\"}"))
                .of(
                        "POST /v1/participations/{id}/withdrawal",
                        () -> step(arrived(), "withdrawal", "{\"withdrawnOn\":\"2015-11-01\"}"))
                .of(
                        "POST /v1/participations/{id}/rejection",
                        () -> step(
                                nominated(),
                                "rejection",
                                "{\"rejectedOn\":\"2015-08-20\",\"reason\":\"QUALIFICATION\"}"))
                .of("POST /v1/participations/{id}/cancellation", () -> cancellation(accepted()))
                .of(
                        "POST /v1/participations/{id}/no-show",
                        () -> step(accepted(), "no-show", "{\"noShowOn\":\"2015-10-05\",\"reason\":\"UNKNOWN\"}"))
                .of("POST /v1/participations/{id}/replacement", this::replacement)
                .of(
                        "POST /v1/participations/{id}/corrections",
                        () -> step(arrived(), "corrections", "{\"reason\":\"MISTYPED\",\"arrivedOn\":\"2015-10-06\"}"))
                .of(
                        "POST /v1/participations/{id}/annulment",
                        // By somebody who did not make it.
                        () -> step(nominated(), "annulment", "{\"reason\":\"WRONG_PERSON\"}")
                                .token(Tokens.with("recorder")
                                        .offices("SKK")
                                        .subject("recorder-2")
                                        .token()))
                .of("PATCH /v1/participations/{id}", this::revision)
                .of("POST /v1/imports", this::upload)
                .of("GET /v1/imports", () -> Request.get("/v1/imports", RECORDER))
                .of("GET /v1/imports/template", () -> Request.get("/v1/imports/template?kind=participations", RECORDER))
                .of("GET /v1/imports/{id}", () -> Request.get(imported(), RECORDER))
                .of("GET /v1/imports/{id}/errors", () -> Request.get(imported() + "/errors", RECORDER));
    }

    private Request upload() {
        String code = "C-" + UUID.randomUUID();
        new PublishedPrograms(publisher, database).adoptedRun(code, "1", "SKK", "");
        return Request.upload(
                "/v1/imports?kind=participations",
                RECORDER,
                "programCode,runCode,participantNumber,familyName,sex,nationality,organisationName,organisationType,occupation,"
                        + "sendingCountry,acceptedOn\r\n"
                        + code + ",1,P-" + UUID.randomUUID()
                        + ",Keomany,F,LA,Ministry,GOVERNMENT,ENGINEER,LA,2015-08-20\r\n");
    }

    // A job that goes on would not be the same the next moment; one that has ended is the same for all who read it.
    private String imported() {
        if (imported.isEmpty()) {
            String path = upload().send().header("Location").replaceFirst("^https?://[^/]+", "");
            Awaitility.await()
                    .until(() -> Request.get(path, RECORDER).send().json().has("endedAt"));
            imported = path;
        }
        return imported;
    }

    private static Request registration() {
        return Request.post(PARTICIPANTS, RECORDER, Requests.person(Requests.newNumber()));
    }

    private Reply registered() {
        return registration().send();
    }

    private static Request revisedPerson() {
        Reply registered = registration().send();
        return Request.patch(
                path(PARTICIPANTS, registered),
                RECORDER,
                registered.header("ETag"),
                "{\"contact\":{\"telephone\":\"+856 20 5555 5555\"}}");
    }

    private Request sharing() {
        Reply ofAnotherOffice = registered();
        return Request.post(
                path(PARTICIPANTS, ofAnotherOffice) + "/sharing",
                // Each with wrong guesses of its own.
                Tokens.with("recorder")
                        .offices("OKN")
                        .subject(UUID.randomUUID().toString())
                        .token(),
                "{\"participantNumber\":\"%s\",\"birthDate\":\"1985-01-02\"}"
                        .formatted(
                                ofAnotherOffice.json().path("participantNumber").asText()));
    }

    private Request merge(Reply person) {
        return stepOfPerson(
                person,
                "merge",
                "{\"into\":\"%s\"}".formatted(registered().json().path("id").asText()));
    }

    private static Request stepOfPerson(Reply person, String step, String body) {
        return Request.post(path(PARTICIPANTS, person) + "/" + step, RECORDER, body)
                .with("If-Match", person.header("ETag"));
    }

    private static Request erasure(Reply person) {
        return stepOfPerson(person, "erasure", "{\"reason\":\"DATA_SUBJECT_REQUEST\"}")
                .token(Tokens.privacyOfficer());
    }

    private Request nomination() {
        return Request.post(
                PARTICIPATIONS,
                RECORDER,
                Requests.nomination(registered().json().path("id").asText(), run()));
    }

    private Reply nominated() {
        return nomination().send();
    }

    private static Request acceptance(Reply nominated) {
        return step(nominated, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}");
    }

    private Reply accepted() {
        return acceptance(nominated()).send();
    }

    private static Request arrival(Reply accepted) {
        return step(accepted, "arrival", "{\"arrivedOn\":\"2015-10-05\"}");
    }

    private Reply arrived() {
        return arrival(accepted()).send();
    }

    private static Request cancellation(Reply accepted) {
        return step(accepted, "cancellation", "{\"cancelledOn\":\"2015-09-20\",\"reason\":\"VISA\"}");
    }

    private Request replacement() {
        String instead = registered().json().path("id").asText();
        return step(cancellation(accepted()).send(), "replacement", "{\"participantId\":\"%s\"}".formatted(instead));
    }

    private Request revision() {
        Reply nominated = nominated();
        return Request.patch(
                path(PARTICIPATIONS, nominated),
                RECORDER,
                nominated.header("ETag"),
                "{\"hostLocalGovernments\":[\"372021\"]}");
    }

    private static Request step(Reply participation, String step, String body) {
        return Request.post(path(PARTICIPATIONS, participation) + "/" + step, RECORDER, body)
                .with("If-Match", participation.header("ETag"));
    }

    private static String path(String collection, Reply resource) {
        return collection + "/" + resource.json().path("id").asText();
    }

    private UUID run() {
        UUID published = run;
        if (published == null) {
            published = new PublishedPrograms(publisher, database).adoptedRun();
            run = published;
        }
        return published;
    }
}
