package jp.go.jica.partnerships.participants.participant;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.accepted;
import static jp.go.jica.partnerships.participants.Requests.nominated;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.privacyOfficer;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static jp.go.jica.partnerships.participants.Requests.step;
import static jp.go.jica.partnerships.participants.Requests.stepOfPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** Two records that are found to be of one person stand together, and no participation is lost by that. */
@QuarkusTest
@WithRealServers(service = "participants")
class MergeTest {

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Test
    void everyParticipationOfBothIsListedUnderTheRecordThatStandsForBoth() throws SQLException {
        PublishedPrograms programs = new PublishedPrograms(publisher, database);
        Response one = nominated(programs.adoptedRun());
        Response other = nominated(programs.adoptedRun());
        String merged = one.path("participantId");
        String survivor = other.path("participantId");
        merge(merged, survivor)
                .then()
                .statusCode(200)
                .body("state", equalTo("MERGED"))
                .body("mergedInto", equalTo(survivor));
        recorder()
                .get(PARTICIPANTS + "/" + survivor)
                .then()
                .body("merged", contains(merged))
                .body("state", equalTo("REGISTERED"));
        recorder()
                .get(PARTICIPATIONS + "?participantId=" + survivor)
                .then()
                .body("items.id", containsInAnyOrder(one.<String>path("id"), other.<String>path("id")));
        assertThat(texts(
                        "select type from domain_event where aggregate_id = any('{%s,%s}'::uuid[]) and aggregate_version > 1"
                                .formatted(merged, survivor)))
                .containsExactly("participants.participant-merged.v1");
    }

    @Test
    void aMergeIsUndone() {
        String merged = registered();
        String survivor = registered();
        merge(merged, survivor).then().statusCode(200);
        stepOfPerson(recorder(), merged, "merge-reversals", "{\"reason\":\"NOT_THE_SAME_PERSON\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("REGISTERED"))
                .body("mergedInto", nullValue());
        recorder().get(PARTICIPANTS + "/" + survivor).then().body("merged", nullValue());
        stepOfPerson(recorder(), merged, "merge-reversals", "{\"reason\":\"MISTAKEN\"}")
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("participant-not-merged"));
    }

    @Test
    void twoWhoTakePartInTheSameRunAreNotMerged() {
        UUID run = new PublishedPrograms(publisher, database).adoptedRun();
        Response one = nominated(run);
        Response other = nominated(run);
        merge(one.path("participantId"), other.path("participantId"))
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("both-in-one-run"));
        step(one, "cancellation", "{\"cancelledOn\":\"2015-09-20\",\"reason\":\"VISA\"}")
                .then()
                .statusCode(200);
        merge(one.path("participantId"), other.path("participantId")).then().statusCode(200);
    }

    @Test
    void oneOfTwoMergedRecordsIsNotAcceptedIntoTheRunOfTheOther() {
        UUID run = new PublishedPrograms(publisher, database).adoptedRun();
        Response one = accepted(nominated(run));
        String survivor = registered();
        merge(one.path("participantId"), survivor).then().statusCode(200);
        recorder()
                .body(nomination(survivor, run, "\"acceptedOn\":\"2015-08-20\""))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(409);
    }

    @Test
    void oneOfTwoMergedRecordsIsNotNominatedForTheRunOfTheOther() {
        UUID run = new PublishedPrograms(publisher, database).adoptedRun();
        Response one = nominated(run);
        String survivor = registered();
        merge(one.path("participantId"), survivor).then().statusCode(200);
        recorder()
                .body(nomination(survivor, run))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/participantId"));
        step(one, "cancellation", "{\"cancelledOn\":\"2015-09-20\",\"reason\":\"VISA\"}")
                .then()
                .statusCode(200);
        recorder().body(nomination(survivor, run)).post(PARTICIPATIONS).then().statusCode(201);
    }

    @Test
    void theExportOfAPersonHasWhatWasRecordedUnderMergedRecords() {
        Response one = nominated(new PublishedPrograms(publisher, database).adoptedRun());
        String merged = one.path("participantId");
        String survivor = registered();
        privacyOfficer().get(PARTICIPANTS + "/" + survivor + "/export").then().body("merged", nullValue());
        merge(merged, survivor).then().statusCode(200);
        privacyOfficer()
                .get(PARTICIPANTS + "/" + survivor + "/export")
                .then()
                .statusCode(200)
                .body("participant.id", equalTo(survivor))
                .body("merged.participant.id", contains(merged))
                .body("merged[0].participant.name.family", equalTo("Keomany"))
                .body("merged[0].participations[0].participation.id", equalTo(one.path("id")))
                .body(
                        "merged[0].history.type",
                        contains("participants.participant-registered.v1", "participants.participant-merged.v1"))
                .body("merged[0].accesses[0].operation", equalTo("GET /v1/participants/{id}/export"));
    }

    @Test
    void mergesStandInNoChain() {
        String first = registered();
        String second = registered();
        String third = registered();
        merge(first, second).then().statusCode(200);
        merge(first, third).then().statusCode(409).body("errors[0].code", equalTo("participant-merged"));
        merge(third, first).then().statusCode(409).body("errors[0].code", equalTo("survivor-merged"));
        merge(second, third).then().statusCode(409).body("errors[0].code", equalTo("participant-survives-others"));
        merge(third, third).then().statusCode(422).body("errors[0].code", equalTo("merged-into-itself"));
        merge(third, UUID.randomUUID().toString()).then().statusCode(422).body("errors[0].pointer", equalTo("/into"));
        merge(third, second).then().statusCode(200);
    }

    @Test
    void whoeverIsErasedIsErasedWithTheMergedRecords() {
        String merged = registered();
        String survivor = registered();
        merge(merged, survivor).then().statusCode(200);
        stepOfPerson(privacyOfficer(), survivor, "erasure", "{\"reason\":\"DATA_SUBJECT_REQUEST\"}")
                .then()
                .statusCode(201);
        for (String id : List.of(merged, survivor)) {
            recorder().get(PARTICIPANTS + "/" + id).then().body("state", equalTo("ERASED"));
        }
    }

    private static Response merge(String merged, String survivor) {
        return stepOfPerson(recorder(), merged, "merge", "{\"into\":\"%s\"}".formatted(survivor));
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.asService();
                var rows = connection.createStatement().executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
