package jp.go.jica.partnerships.participants.participation;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** Whoever may read a record can also read who changed it and in which request; a person's own data are not in it. */
@QuarkusTest
@WithRealServers(service = "participants")
class HistoryTest {

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Test
    void everyCommandStandsInTheHistoryWithActorAndTrace() {
        Response participant = post("registrar", "b1", PARTICIPANTS, "*", person(newNumber()));
        String participantId = participant.path("id");
        String nomination = nomination(participantId, new PublishedPrograms(publisher, database).adoptedRun());
        Response nominated = post("nominator", "b2", PARTICIPATIONS, "*", nomination);
        String path = PARTICIPATIONS + "/" + nominated.path("id");
        Response accepted = step("acceptor", "b3", path + "/acceptance", nominated, "acceptedOn", "2015-08-20");
        Response arrived = step("receiver", "b4", path + "/arrival", accepted, "arrivedOn", "2015-10-05");
        step("finisher", "b5", path + "/completion", arrived, "completedOn", "2015-11-20");
        Response other = post(
                "nominator",
                "b6",
                PARTICIPATIONS,
                "*",
                nomination(participantId, new PublishedPrograms(publisher, database).adoptedRun()));
        String otherPath = PARTICIPATIONS + "/" + other.path("id");
        Response taken = step("acceptor", "b7", otherPath + "/acceptance", other, "acceptedOn", "2015-08-20");
        Response there = step("receiver", "b8", otherPath + "/arrival", taken, "arrivedOn", "2015-10-05");
        step("leaver", "b9", otherPath + "/withdrawal", there, "withdrawnOn", "2015-10-20");

        JsonPath ofPerson = history(PARTICIPANTS + "/" + participantId);
        assertThat(ofPerson.getList("items.actor")).isEqualTo(List.of("registrar"));
        assertThat(ofPerson.getList("items.traceId")).isEqualTo(traceIds("b1"));
        assertThat(ofPerson.getList("items[0].changes.field")).isSubsetOf("id", "state", "registeredBy", "recordedAt");
        JsonPath completed = history(path);
        assertThat(completed.getList("items.type"))
                .isEqualTo(List.of(
                        "participants.participation-nominated.v1",
                        "participants.participation-accepted.v1",
                        "participants.participation-arrived.v1",
                        "participants.participation-completed.v1"));
        assertThat(completed.getList("items.actor"))
                .isEqualTo(List.of("nominator", "acceptor", "receiver", "finisher"));
        assertThat(completed.getList("items.traceId")).isEqualTo(traceIds("b2", "b3", "b4", "b5"));
        JsonPath withdrawn = history(otherPath);
        assertThat(withdrawn.getList("items.actor")).isEqualTo(List.of("nominator", "acceptor", "receiver", "leaver"));
        assertThat(withdrawn.getList("items.traceId")).isEqualTo(traceIds("b6", "b7", "b8", "b9"));
        assertThat(commands(ParticipationCommands.class))
                .as("every command of participations is tried here or in ParticipationChangesTest")
                .isEqualTo(12);
    }

    private static long commands(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .count();
    }

    private static JsonPath history(String path) {
        return given().auth()
                .oauth2(Tokens.with("auditor").offices("*").token())
                .get(path + "/history")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Response step(String subject, String trace, String path, Response seen, String field, String day) {
        return post(subject, trace, path, seen.header("ETag"), "{\"%s\":\"%s\"}".formatted(field, day));
    }

    private static Response post(String subject, String trace, String path, String seen, String body) {
        Response answer = given().auth()
                .oauth2(Tokens.with("recorder").offices("SKK").subject(subject).token())
                .header("traceparent", "00-" + traceIds(trace).get(0) + "-00f067aa0ba902b7-01")
                .header("If-Match", seen)
                .contentType("application/json")
                .body(body)
                .post(path);
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        return answer;
    }

    private static List<String> traceIds(String... ends) {
        return Arrays.stream(ends)
                .map(end -> "4bf92f3577b34da6a3ce929d0e0e47" + end)
                .toList();
    }
}
