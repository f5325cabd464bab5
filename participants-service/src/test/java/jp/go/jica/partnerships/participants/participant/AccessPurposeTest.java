package jp.go.jica.partnerships.participants.participant;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.as;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.nominated;
import static jp.go.jica.partnerships.participants.Requests.person;
import static jp.go.jica.partnerships.participants.Requests.privacyOfficer;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.recorderWithPurpose;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.participants.TestClock;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** Personal data is shown for a stated purpose only, and who has seen it can be asked. */
@QuarkusTest
@WithRealServers(service = "participants")
class AccessPurposeTest {

    @Inject
    TestClock clock;

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Test
    void withoutAPurposeNothingPersonalIsAnsweredAndNothingIsLogged() {
        String id = registered();
        recorder()
                .get(PARTICIPANTS + "/" + id)
                .then()
                .statusCode(200)
                .header("Vary", containsString("Access-Purpose"))
                .body("participantNumber", notNullValue())
                .body(not(containsString("Keomany")))
                .body(not(containsString("1985")))
                .body(not(containsString("Weavers")))
                .body(not(containsString("example.org")));
        recorder().get(PARTICIPANTS + "?nationality=LA").then().body(not(containsString("Keomany")));
        assertThat(logOf(id).<List<Object>>path("items")).isEmpty();
    }

    @Test
    void everyLookWithAPurposeIsLoggedWithWhoWhenAndWhatFor() {
        String id = registered();
        recorder()
                .header("Access-Purpose", "CONTACT")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get(PARTICIPANTS + "/" + id)
                .then()
                .statusCode(200)
                .body("name.family", equalTo("Keomany"));
        logOf(id)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].participantId", equalTo(id))
                .body("items[0].actor", notNullValue())
                .body("items[0].purpose", equalTo("CONTACT"))
                .body("items[0].operation", equalTo("GET /v1/participants/{id}"))
                .body("items[0].traceId", equalTo("0af7651916cd43dd8448eb211c80319c"))
                .body("items[0].accessedAt", notNullValue());
    }

    @Test
    void ofAListEveryPersonShownIsLogged() {
        UUID run = new PublishedPrograms(publisher, database).adoptedRun();
        String one = nominated(run).path("participantId");
        String other = nominated(run).path("participantId");
        recorderWithPurpose()
                .get(PARTICIPANTS + "?programRunId=" + run)
                .then()
                .statusCode(200)
                .body("items.name.family", everyItem(equalTo("Keomany")))
                .body("items.id", hasItems(one, other));
        for (String id : List.of(one, other)) {
            logOf(id).then().body("items", hasSize(1)).body("items[0].operation", equalTo("GET /v1/participants"));
        }
    }

    @Test
    void whoHasTheVersionWithoutNamesIsAnsweredWithThemAndLogged() {
        String id = registered();
        Response without = recorder().get(PARTICIPANTS + "/" + id);
        recorderWithPurpose()
                .header("If-None-Match", without.header("ETag"))
                .get(PARTICIPANTS + "/" + id)
                .then()
                .statusCode(200)
                .body("name.family", equalTo("Keomany"));
        assertThat(logOf(id).<List<Object>>path("items")).hasSize(1);
    }

    @Test
    void anUnknownPurposeIsRefused() {
        String id = registered();
        for (String unknown : List.of("CURIOSITY", "contact")) {
            recorder()
                    .header("Access-Purpose", unknown)
                    .get(PARTICIPANTS + "/" + id)
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", equalTo("unknown-purpose"))
                    .body("errors[0].pointer", equalTo("Access-Purpose"));
        }
    }

    @Test
    void whatCannotBeLoggedIsNotShown() throws SQLException {
        String id = registered();
        asOwner("alter table access_log rename to access_log_away");
        try {
            recorderWithPurpose()
                    .get(PARTICIPANTS + "/" + id)
                    .then()
                    .statusCode(500)
                    .body(not(containsString("Keomany")));
        } finally {
            asOwner("alter table access_log_away rename to access_log");
        }
    }

    @Test
    void auditorsAndPrivacyOfficersReadTheLogAndNobodyElse() {
        String id = registered();
        as(Tokens.with("auditor").offices("SKK").token())
                .get(PARTICIPANTS + "/" + id + "/access-log")
                .then()
                .statusCode(200);
        as(Tokens.auditor()).get(PARTICIPANTS + "/" + id + "/access-log").then().statusCode(404);
        recorder().get(PARTICIPANTS + "/" + id + "/access-log").then().statusCode(403);
        as(Tokens.administrator())
                .get(PARTICIPANTS + "/" + id + "/access-log")
                .then()
                .statusCode(403);
    }

    @Test
    void theLogIsPaged() {
        String id = registered();
        for (int i = 0; i < 3; i++) {
            recorderWithPurpose().get(PARTICIPANTS + "/" + id).then().statusCode(200);
        }
        Response first = privacyOfficer().get(PARTICIPANTS + "/" + id + "/access-log?limit=2&total=true");
        first.then().body("items", hasSize(2)).body("total", equalTo(3));
        privacyOfficer()
                .get(PARTICIPANTS + "/" + id + "/access-log?limit=2&cursor=" + first.path("nextCursor"))
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
    }

    @Test
    void anExportHoldsEverythingThatIsKeptOfThePersonAndIsLoggedItself() {
        UUID run = new PublishedPrograms(publisher, database).adoptedRun();
        Response participation = nominated(run);
        String id = participation.path("participantId");
        recorder()
                .header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"name\":{\"family\":\"Keomanivong\"}}")
                .patch(PARTICIPANTS + "/" + id)
                .then()
                .statusCode(200);
        privacyOfficer()
                .get(PARTICIPANTS + "/" + id + "/export")
                .then()
                .statusCode(200)
                .body("participant.name.family", equalTo("Keomanivong"))
                .body("changes[0].before.name.family", equalTo("Keomany"))
                .body("changes[0].after.name.family", equalTo("Keomanivong"))
                .body("history.type", hasItems("participants.participant-registered.v1"))
                .body("participations[0].participation.id", equalTo(participation.path("id")))
                .body("participations[0].history[0].type", equalTo("participants.participation-nominated.v1"))
                .body("accesses[0].operation", equalTo("GET /v1/participants/{id}/export"))
                .body("accesses[0].purpose", equalTo("DATA_SUBJECT_REQUEST"));
        recorder().get(PARTICIPANTS + "/" + id + "/export").then().statusCode(400);
        recorderWithPurpose().get(PARTICIPANTS + "/" + id + "/export").then().statusCode(200);
        as(Tokens.recorder("OKN"))
                .header("Access-Purpose", "CONTACT")
                .get(PARTICIPANTS + "/" + id + "/export")
                .then()
                .statusCode(404);
    }

    @Test
    void privacyOfficersListWhoWasInactiveSinceADayAndNobodyElseDoes() {
        String idle = recorder()
                .body(person(newNumber()).replace("\"LA\"", "\"WS\""))
                .post(PARTICIPANTS)
                .path("id");
        privacyOfficer()
                .get(PARTICIPANTS + "?nationality=WS&inactiveSince=2199-01-01")
                .then()
                .statusCode(200)
                .body("items.id", hasItems(idle));
        privacyOfficer()
                .get(PARTICIPANTS + "?nationality=WS&inactiveSince=2015-01-01")
                .then()
                .body("items", hasSize(0));
        recorder().get(PARTICIPANTS + "?inactiveSince=2199-01-01").then().statusCode(403);
        recorder().get(PARTICIPATIONS).then().statusCode(200);
    }

    @Test
    void whoDidNothingForTheWholeRetentionPeriodIsDueForErasure() {
        String idle = recorder()
                .body(person(newNumber()).replace("\"LA\"", "\"TO\""))
                .post(PARTICIPANTS)
                .path("id");
        String due = PARTICIPANTS + "?nationality=TO&dueForErasure=true";
        privacyOfficer().get(due).then().statusCode(200).body("items", hasSize(0));
        clock.later(
                Duration.ofDays(10 * 365),
                () -> privacyOfficer().get(due).then().body("items", hasSize(0)));
        clock.later(
                Duration.ofDays(10 * 365 + 5),
                () -> privacyOfficer().get(due).then().body("items.id", hasItems(idle)));
        privacyOfficer().get(due + "&inactiveSince=2015-01-01").then().statusCode(400);
        privacyOfficer().get(due.replace("true", "soon")).then().statusCode(400);
        privacyOfficer()
                .get(due.replace("true", "false"))
                .then()
                .statusCode(200)
                .body("items.id", hasItems(idle));
        recorder().get(due).then().statusCode(403);
    }

    private static Response logOf(String id) {
        return privacyOfficer().get(PARTICIPANTS + "/" + id + "/access-log");
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
