package jp.go.jica.partnerships.participants.participant;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.accepted;
import static jp.go.jica.partnerships.participants.Requests.as;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.person;
import static jp.go.jica.partnerships.participants.Requests.privacyOfficer;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.recorderWithPurpose;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static jp.go.jica.partnerships.participants.Requests.stepOfPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** After an erasure nobody finds out any more who it was, and nothing that was counted changes. */
@QuarkusTest
@WithRealServers(service = "participants")
class ErasureTest {

    private static final String REQUESTED = "{\"reason\":\"DATA_SUBJECT_REQUEST\"}";

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Test
    void noMarkerOfTheErasedPersonIsLeftInAnyTableOrInTheJournal() throws SQLException {
        String marker = "Zqx" + UUID.randomUUID().toString().replace("-", "");
        String number = newNumber();
        List<String> markers = List.of(marker, "1931-07-29", number);
        String id = recorder()
                .header("Idempotency-Key", "erased-" + number)
                .body(person(number)
                        .replace("Keomany", marker)
                        .replace("Sekong Fan Weavers", marker + " Ltd")
                        .replace("b.keomany", marker)
                        .replace("1985-01-02", "1931-07-29"))
                .post(PARTICIPANTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        recorder()
                .header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"contact\":{\"postalAddress\":\"%s street\"}}".formatted(marker))
                .patch(PARTICIPANTS + "/" + id)
                .then()
                .statusCode(200);
        recorderWithPurpose()
                .body("{\"family\":\"%s\"}".formatted(marker))
                .post(PARTICIPANTS + "/searches")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(id)));
        stepOfPerson(privacyOfficer(), id, "erasure", REQUESTED).then().statusCode(201);
        String dump = dump();
        for (String value : markers) {
            assertThat(dump)
                    .doesNotContainIgnoringCase(value)
                    .doesNotContain(HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(database.texts("select wrapped::text from person_key where participant_id = '%s'".formatted(id)))
                .isEmpty();
        assertThat(database.texts("select version::text from person_change where participant_id = '%s'".formatted(id)))
                .isEmpty();
        assertThat(database.texts(
                        "select p::text from person p where participant_id = '%s' and num_nonnulls(sealed, number_hash, search_keys, sex, nationality, organisation_type, occupation) > 0"
                                .formatted(id)))
                .isEmpty();
        recorderWithPurpose()
                .body("{\"family\":\"%s\"}".formatted(marker))
                .post(PARTICIPANTS + "/searches")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void anAnonymousStubIsLeftAndEveryParticipationWithItsFacts() {
        UUID run = new PublishedPrograms(publisher, database).adoptedRun();
        String id = registered();
        Response nominated = recorder().body(nomination(id, run)).post(PARTICIPATIONS);
        Response before = accepted(nominated);
        stepOfPerson(privacyOfficer(), id, "erasure", REQUESTED).then().statusCode(201);
        recorderWithPurpose()
                .get(PARTICIPANTS + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("ERASED"))
                .body("participantNumber", nullValue())
                .body("name", nullValue())
                .body("nationality", nullValue())
                .body(not(containsString("Keomany")));
        assertThat(recorder().get(PARTICIPATIONS + "/" + nominated.path("id")).asString())
                .isEqualTo(before.asString());
    }

    @Test
    void anErasureIsOneEventWithoutAnythingPersonal() throws SQLException {
        String id = registered();
        stepOfPerson(privacyOfficer(), id, "erasure", REQUESTED).then().statusCode(201);
        assertThat(database.texts(
                        "select type || ' ' || reason from domain_event where aggregate_id = '%s' and aggregate_version > 1"
                                .formatted(id)))
                .containsExactly("participants.participant-erased.v1 DATA_SUBJECT_REQUEST");
    }

    @Test
    void anErasureTellsTheDayFromWhichNoBackupHoldsTheKeyEither() {
        String id = registered();
        Response erased = stepOfPerson(privacyOfficer(), id, "erasure", REQUESTED);
        erased.then().statusCode(201).header("Location", containsString(PARTICIPANTS + "/" + id + "/erasures/"));
        LocalDate on = Instant.parse(erased.path("erasedAt"))
                .atZone(ZoneId.of("Asia/Tokyo"))
                .toLocalDate();
        privacyOfficer()
                .get(PARTICIPANTS + "/" + id + "/erasures/" + erased.path("id"))
                .then()
                .statusCode(200)
                .body("participantId", equalTo(id))
                .body("completeOn", equalTo(on.plusDays(36).toString()));
        privacyOfficer()
                .get(PARTICIPANTS + "/" + registered() + "/erasures/" + erased.path("id"))
                .then()
                .statusCode(404);
    }

    @Test
    void whoWasErasedIsErasedOnceAndChangedNoMore() {
        String id = registered();
        stepOfPerson(privacyOfficer(), id, "erasure", REQUESTED).then().statusCode(201);
        stepOfPerson(privacyOfficer(), id, "erasure", REQUESTED)
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("participant-erased"));
        recorder()
                .header("If-Match", "\"2\"")
                .contentType("application/merge-patch+json")
                .body("{\"sex\":\"M\"}")
                .patch(PARTICIPANTS + "/" + id)
                .then()
                .statusCode(409);
        recorder().get(PARTICIPANTS + "/" + id + "/duplicates").then().statusCode(409);
        privacyOfficer()
                .get(PARTICIPANTS + "/" + id + "/export")
                .then()
                .statusCode(200)
                .body("participant.state", equalTo("ERASED"))
                .body("changes", hasSize(0));
    }

    @Test
    void theNumberOfWhoWasErasedMayBeGivenAgain() {
        String number = newNumber();
        String id = recorder().body(person(number)).post(PARTICIPANTS).path("id");
        stepOfPerson(privacyOfficer(), id, "erasure", REQUESTED).then().statusCode(201);
        recorder().body(person(number)).post(PARTICIPANTS).then().statusCode(201);
    }

    @Test
    void onlyPrivacyOfficersErase() {
        String id = registered();
        for (String token : List.of(Tokens.recorder("*"), Tokens.approver("*"), Tokens.administrator())) {
            stepOfPerson(as(token), id, "erasure", REQUESTED).then().statusCode(403);
        }
        stepOfPerson(privacyOfficer(), id, "erasure", "{\"reason\":\"TIDY\"}")
                .then()
                .statusCode(400);
    }

    /** Every row of every table as text, as a dump of the database has it. */
    private String dump() throws SQLException {
        List<String> all = new ArrayList<>();
        for (String table : database.texts(
                "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")) {
            all.addAll(database.texts("select t::text from %s t".formatted(table)));
        }
        return String.join("\n", all);
    }
}
