package jp.go.jica.partnerships.participants;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.as;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.nominated;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.person;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Persons are there for the offices that have to do with them, and for nobody else. */
@QuarkusTest
@WithRealServers(service = "participants")
class OfficeScopeTest {

    private static final String OTHER_OFFICE = Tokens.recorder("OKN");

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    private PublishedPrograms programs;

    @BeforeEach
    void publishPrograms() {
        programs = new PublishedPrograms(publisher, database);
    }

    @Test
    void aPersonOfAnotherOfficeIsAnsweredLikeOneThatWasNeverThere() {
        Response participation = nominated(programs.adoptedRun());
        String there = participation.path("participantId");
        String neverThere = UUID.randomUUID().toString();
        assertThat(answer(there, id -> as(OTHER_OFFICE).get(PARTICIPANTS + "/" + id)))
                .isEqualTo(answer(neverThere, id -> as(OTHER_OFFICE).get(PARTICIPANTS + "/" + id)))
                .startsWith("404");
        String taken = participation.path("id");
        assertThat(answer(taken, id -> as(OTHER_OFFICE).get(PARTICIPATIONS + "/" + id)))
                .isEqualTo(answer(neverThere, id -> as(OTHER_OFFICE).get(PARTICIPATIONS + "/" + id)))
                .startsWith("404");
        assertThat(answer(taken, OfficeScopeTest::acceptedByAnotherOffice))
                .isEqualTo(answer(neverThere, OfficeScopeTest::acceptedByAnotherOffice))
                .startsWith("404");
        UUID run = programs.adoptedRunOf("OKN", "[]");
        assertThat(answer(
                        there, id -> as(OTHER_OFFICE).body(nomination(id, run)).post(PARTICIPATIONS)))
                .isEqualTo(answer(
                        neverThere,
                        id -> as(OTHER_OFFICE).body(nomination(id, run)).post(PARTICIPATIONS)))
                .startsWith("422");
    }

    @Test
    void aCooperatingOfficeReadsAPersonWhollyAndChangesNothing() {
        UUID run = programs.adoptedRunOf("SKK", "[\"OKN\"]");
        Response participation = nominated(run);
        String person = participation.path("participantId");
        as(OTHER_OFFICE)
                .header("Access-Purpose", "TRAINING_ADMINISTRATION")
                .get(PARTICIPANTS + "/" + person)
                .then()
                .statusCode(200)
                .body("name.family", equalTo("Keomany"));
        as(OTHER_OFFICE)
                .get(PARTICIPATIONS + "?participantId=" + person)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        acceptedByAnotherOffice(participation.path("id")).then().statusCode(403);
    }

    @Test
    void theOfficeThatTookAnotherOverKnowsThePersonsOfItsRuns() {
        UUID run = programs.adoptedRunOf("HYG", "[]");
        String kansai = Tokens.recorder("KNS");
        String person = as(Tokens.recorder("*"))
                .body(person(newNumber()))
                .post(PARTICIPANTS)
                .path("id");
        as(kansai).get(PARTICIPANTS + "/" + person).then().statusCode(404);
        as(Tokens.recorder("*"))
                .body(nomination(person, run))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201);
        as(kansai).get(PARTICIPANTS + "/" + person).then().statusCode(200);
        as(Tokens.recorder("OSK")).get(PARTICIPANTS + "/" + person).then().statusCode(404);
    }

    @Test
    void theOfficeOfARunKnowsNobodyAnyMoreWhoseParticipationWasEnteredInError() {
        UUID run = programs.adoptedRunOf("OKN", "[]");
        String person = registered();
        Response participation =
                as(Tokens.recorder("*")).body(nomination(person, run)).post(PARTICIPATIONS);
        as(OTHER_OFFICE).get(PARTICIPANTS + "/" + person).then().statusCode(200);
        as(Tokens.with("recorder").offices("OKN").subject("recorder-2").token())
                .header("If-Match", participation.header("ETag"))
                .body("{\"reason\":\"WRONG_PERSON\"}")
                .post(PARTICIPATIONS + "/" + participation.path("id") + "/annulment")
                .then()
                .statusCode(200);
        as(OTHER_OFFICE).get(PARTICIPANTS + "/" + person).then().statusCode(404);
        as(OTHER_OFFICE)
                .get(PARTICIPATIONS + "/" + participation.path("id"))
                .then()
                .statusCode(404);
        recorder().get(PARTICIPANTS + "/" + person).then().statusCode(200);
    }

    @Test
    void whoeverRegistersForSeveralOfficesRegistersForEachOfThem() {
        String person = as(Tokens.recorder("SKK", "OKN"))
                .body(person(newNumber()))
                .post(PARTICIPANTS)
                .path("id");
        recorder().get(PARTICIPANTS + "/" + person).then().statusCode(200);
        as(OTHER_OFFICE).get(PARTICIPANTS + "/" + person).then().statusCode(200);
        as(Tokens.recorder("YOK")).get(PARTICIPANTS + "/" + person).then().statusCode(404);
    }

    @Test
    void pagesHoldOnlyWhatTheOfficeMayKnowAndAreFullNevertheless() {
        List<String> own = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            others.add(registered());
            own.add(as(OTHER_OFFICE)
                    .body(person(newNumber()))
                    .post(PARTICIPANTS)
                    .path("id"));
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Response page = as(OTHER_OFFICE).get(PARTICIPANTS + "?limit=2" + cursor);
            List<String> ids = page.path("items.id");
            listed.addAll(ids);
            cursor = next(page);
            assertThat(ids).hasSizeBetween(cursor == null ? 0 : 2, 2);
        }
        assertThat(listed).containsAll(own).doesNotContainAnyElementsOf(others);
    }

    @Test
    void anAuditorSeesThePersonsOfItsOfficesAndOfAllWithAStar() {
        String path = PARTICIPANTS + "/" + registered();
        as(Tokens.auditor()).get(path).then().statusCode(404);
        as(Tokens.auditor()).get(PARTICIPANTS).then().statusCode(200).body("items", hasSize(0));
        as(Tokens.with("auditor").offices("SKK").token()).get(path).then().statusCode(200);
        as(Tokens.with("auditor").offices("*").token()).get(path).then().statusCode(200);
    }

    private static @Nullable String next(Response page) {
        String cursor = page.path("nextCursor");
        return cursor == null ? null : "&cursor=" + cursor;
    }

    private static Response acceptedByAnotherOffice(String participationId) {
        return as(OTHER_OFFICE)
                .header("If-Match", "\"1\"")
                .body("{\"acceptedOn\":\"2015-08-20\"}")
                .post(PARTICIPATIONS + "/" + participationId + "/acceptance");
    }

    /** Status, headers and body, without what is the request's own: the id it asks for, its trace and the time. */
    private static String answer(String id, Function<String, Response> asked) {
        Response answer = asked.apply(id);
        StringBuilder text = new StringBuilder().append(answer.statusCode()).append('\n');
        answer.headers().asList().stream()
                .filter(header -> !header.hasSameNameAs(new io.restassured.http.Header("date", ""))
                        && !header.hasSameNameAs(new io.restassured.http.Header("traceresponse", "")))
                .forEach(header -> text.append(header).append('\n'));
        return text.append(answer.asString().replace(id, "ID").replaceAll("\"traceId\":\"[^\"]*\"", "\"traceId\""))
                .toString();
    }
}
