package jp.go.jica.partnerships.participants.participation;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.person;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has just changed a program may say so, and is then not judged by what the program was before. */
@QuarkusTest
@WithRealServers(service = "participants")
class SeesTest {

    private final UUID programId = UUID.randomUUID();
    private final UUID runId = UUID.randomUUID();

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    private void published(int version, String state) {
        publisher.publishInTransaction(
                PublishedPrograms.event(programId, version, state, PublishedPrograms.run(runId, "")));
    }

    private Response accepted(Response nominated, String sees) {
        return recorder()
                .header("If-Match", nominated.header("ETag"))
                .queryParam("sees", sees)
                .body("{\"acceptedOn\":\"2015-08-20\"}")
                .post(PARTICIPATIONS + "/" + nominated.path("id") + "/acceptance");
    }

    private Response nominated() {
        published(3, "PROPOSED");
        new PublishedPrograms(publisher, database).awaitRun(runId);
        return recorder().body(nomination(registered(), runId)).post(PARTICIPATIONS);
    }

    @Test
    void aWriteWaitsForTheChangeThatItNames() {
        Response nominated = nominated();
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> published(4, "ADOPTED"));
        assertThat(accepted(nominated, "programs/%s/4".formatted(programId)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aChangeThatDoesNotArriveIsNotWaitedForLongAndTheSameRequestMayComeAgain() {
        Response nominated = nominated();
        String sees = "programs/%s/4".formatted(programId);
        accepted(nominated, sees)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue());
        published(4, "ADOPTED");
        accepted(nominated, sees).then().statusCode(200);
    }

    @Test
    void ownChangesAreThereAtOnce() {
        Response nominated = nominated();
        published(4, "ADOPTED");
        accepted(nominated, "programs/%s/4".formatted(programId)).then().statusCode(200);
        recorder()
                .queryParam("sees", nominated.header("Event-Version"), "programs/%s/3".formatted(programId))
                .body(nomination(registered(), runId))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "programs/1/1",
                "programs/01890a5d-ac96-774b-bcce-b302099a8057/0",
                "programs/01890a5d-ac96-774b-bcce-b302099a8057/99999999999",
                "agreements/01890a5d-ac96-774b-bcce-b302099a8057/1"
            })
    void whatIsNoChangeThatArrivesHereIsRefused(String sees) {
        recorder()
                .queryParam("sees", sees)
                .body(nomination(UUID.randomUUID().toString(), runId))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?sees"));
    }

    @Test
    void aWriteThatRefersToNoProgramTakesNoSuchParameter() {
        recorder()
                .queryParam("sees", "programs/%s/1".formatted(programId))
                .body(person(newNumber()))
                .post(PARTICIPANTS)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-query-parameter"));
    }
}
