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
import org.jspecify.annotations.Nullable;

@QuarkusTest
@WithRealServers(service = "participants")
class ConventionsTest extends ConventionSuite {

    private static final String PARTICIPANTS = "/v1/participants";
    private static final String PARTICIPATIONS = "/v1/participations";
    private static final String RECORDER = Tokens.recorder("SKK");

    @FromServers
    EventPublisher publisher;

    @FromServers
    ServiceDatabase database;

    private @Nullable UUID run;

    @Override
    protected void describe(Examples into) {
        into.of("POST /v1/participants", ConventionsTest::registration)
                .of("GET /v1/participants", () -> Request.get(PARTICIPANTS, RECORDER))
                .of("GET /v1/participants/{id}", () -> Request.get(path(PARTICIPANTS, registered()), RECORDER))
                .of(
                        "GET /v1/participants/{id}/history",
                        () -> Request.get(path(PARTICIPANTS, registered()) + "/history", RECORDER))
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
                        () -> step(arrived(), "withdrawal", "{\"withdrawnOn\":\"2015-11-01\"}"));
    }

    private static Request registration() {
        return Request.post(PARTICIPANTS, RECORDER, Requests.person(Requests.newNumber()));
    }

    private Reply registered() {
        return registration().send();
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
