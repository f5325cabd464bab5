package jp.go.jica.partnerships.participants.restore;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.privacyOfficer;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.recorderWithPurpose;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static jp.go.jica.partnerships.participants.Requests.stepOfPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** A backup that is restored brings nobody back who was erased since. */
@QuarkusTest
@WithRealServers(service = "participants")
class RestoreTest {

    private static final String REQUESTED = "{\"reason\":\"DATA_SUBJECT_REQUEST\"}";
    private static final String PATCH = "application/merge-patch+json";
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    RestoreGuard guard;

    @Inject
    AgroalDataSource dataSource;

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Test
    void nothingIsAnsweredUntilWhoWasErasedSinceTheBackupIsErasedAgain() throws SQLException {
        String id = registered();
        relay(id);
        Runnable restore = database.backUp();
        Response erased = stepOfPerson(privacyOfficer(), id, "erasure", REQUESTED);
        erased.then().statusCode(201);
        relay(id);
        String stub = recorder().get(PARTICIPANTS + "/" + id).asString();
        List<String> journal = journalOf(id);
        assertThat(stub).contains("ERASED");

        administer("alter role participants nologin");
        restore.run();
        assertThat(database.texts("select id::text from participant where id = '%s' and doc ->> 'state' = 'REGISTERED'"
                        .formatted(id)))
                .containsExactly(id);
        try (Connection holding = database.asSuperuser()) {
            holding.setAutoCommit(false);
            holding.createStatement().execute("select from participant where id = '%s' for update".formatted(id));
            administer("alter role participants login");
            await().atMost(LONG).until(() -> {
                assertRefused(recorderWithPurpose().get(PARTICIPANTS + "/" + id));
                return somebodyWaits();
            });
            assertRefused(recorderWithPurpose().get(PARTICIPANTS + "/" + id));
            assertRefused(recorder().get(PARTICIPANTS));
            assertRefused(RestAssured.given().get("/v1/nothing-of-the-kind"));
            for (int i = 0; i < 30; i++) {
                assertThatExceptionOfType(SQLException.class).isThrownBy(this::askAsOneWhoWasLetInBefore);
            }
            RestAssured.given().get("/q/health/ready").then().statusCode(503);
            RestAssured.given().get("/q/health/live").then().statusCode(200);
            RestAssured.given().get("/q/metrics").then().statusCode(200);
            holding.rollback();
        }
        await().atMost(LONG).until(guard::isOpen);

        assertThat(recorder().get(PARTICIPANTS + "/" + id).asString()).isEqualTo(stub);
        assertThat(journalOf(id)).isEqualTo(journal);
        assertThat(database.texts("select wrapped::text from person_key where participant_id = '%s'".formatted(id)))
                .isEmpty();
        assertThat(database.texts(
                        "select num_nonnulls(sealed, number_hash, search_keys, sex, nationality)::text from person where participant_id = '%s'"
                                .formatted(id)))
                .containsExactly("0");
        Response again = privacyOfficer().get(PARTICIPANTS + "/" + id + "/erasures/" + erased.path("id"));
        again.then().statusCode(200);
        assertThat(again.<String>path("reason")).isNull();
        // Backups of the restored database hold the key until now.
        assertThat(OffsetDateTime.parse(again.path("erasedAt"))).isAfter(OffsetDateTime.parse(erased.path("erasedAt")));
    }

    @Test
    void everythingThatTheJournalHasLostOfWhoWasErasedIsPutBackAsItWas() throws SQLException {
        String id = registered();
        String survivor = registered();
        String stays = registered();
        relay(id);
        Runnable restore = database.backUp();
        revised(id, "Somebody");
        stepOfPerson(recorder(), id, "merge", "{\"into\":\"%s\"}".formatted(survivor))
                .then()
                .statusCode(200);
        stepOfPerson(privacyOfficer(), survivor, "erasure", REQUESTED).then().statusCode(201);
        revised(stays, "Else");
        List<String> stub = database.texts("select doc::text from participant where id = '%s'".formatted(id));
        List<String> journal = journalOf(id);
        for (String each : List.of(id, survivor, stays)) {
            relay(each);
        }

        restore.run();
        untilOpenAgain();

        assertThat(database.texts("select doc::text from participant where id = '%s'".formatted(id)))
                .isEqualTo(stub);
        assertThat(journal).hasSize(4);
        assertThat(journalOf(id)).isEqualTo(journal);
        assertThat(recorder().get(PARTICIPANTS + "/" + survivor).<String>path("state"))
                .isEqualTo("ERASED");
        // Only erasures are done again: what else the backup has lost is known to those who entered it.
        assertThat(recorder().get(PARTICIPANTS + "/" + stays).<Integer>path("version"))
                .isEqualTo(1);
        assertThat(recorderWithPurpose().get(PARTICIPANTS + "/" + stays).<String>path("name.family"))
                .isEqualTo("Keomany");
    }

    @Test
    void anErasureThatWasNeverCommittedErasesNobody() throws SQLException {
        String id = registered();
        relay(id);
        Runnable restore = database.backUp();
        publisher.publishAborted(PublishedEvent.of(
                "participant",
                "participants.participant-erased.v1",
                UUID.fromString(id),
                2,
                "{\"id\":\"%s\",\"version\":2,\"state\":\"ERASED\"}".formatted(id)));
        restore.run();
        untilOpenAgain();
        assertThat(recorderWithPurpose().get(PARTICIPANTS + "/" + id).<String>path("name.family"))
                .isEqualTo("Keomany");
    }

    @Test
    void aDatabaseThatIsAwayForAMomentIsTheSameAfterwards() {
        String id = registered();
        database.endConnections();
        await().atMost(LONG)
                .untilAsserted(
                        () -> recorder().get(PARTICIPANTS + "/" + id).then().statusCode(200));
        assertThat(guard.isOpen()).isTrue();
    }

    private static void assertRefused(Response answer) {
        answer.then().statusCode(503).contentType("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    private void askAsOneWhoWasLetInBefore() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.createStatement().execute("select from person");
        }
    }

    private void untilOpenAgain() {
        await().atMost(LONG).until(() -> recorder().get(PARTICIPANTS).statusCode() == 200 && guard.isOpen());
    }

    private static void revised(String id, String family) {
        recorder()
                .header("If-Match", "\"1\"")
                .contentType(PATCH)
                .body("{\"name\":{\"family\":\"%s\"}}".formatted(family))
                .patch(PARTICIPANTS + "/" + id)
                .then()
                .statusCode(200);
    }

    /** As the relay does it, everything once more. */
    private void relay(String id) throws SQLException {
        List<PublishedEvent> events = new ArrayList<>();
        try (Connection connection = database.asSuperuser();
                var rows = connection
                        .createStatement()
                        .executeQuery("select * from domain_event where aggregate_id = '%s' order by position"
                                .formatted(id))) {
            while (rows.next()) {
                JsonNode data = json(rows.getString("data"));
                PublishedEvent event = PublishedEvent.of(
                                "participant",
                                rows.getString("type"),
                                UUID.fromString(id),
                                rows.getInt("aggregate_version"),
                                data.get("after").toString())
                        .withEventId(rows.getObject("event_id", UUID.class))
                        .by(rows.getString("actor"))
                        .tracedBy(rows.getString("traceparent"));
                events.add(
                        data.get("before").isNull()
                                ? event
                                : event.changedFrom(data.get("before").toString()));
            }
        }
        publisher.publishInTransaction(events.toArray(PublishedEvent[]::new));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> journalOf(String id) throws SQLException {
        return database.texts("""
                select concat_ws(' ', event_id, aggregate_type, aggregate_version, type, dataschema, actor, traceparent, data)
                from domain_event where aggregate_id = '%s' order by aggregate_version""".formatted(id));
    }

    private boolean somebodyWaits() throws SQLException {
        return !database.texts(
                        "select pid::text from pg_stat_activity where usename = 'participants' and wait_event_type = 'Lock'")
                .isEmpty();
    }

    private void administer(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser()) {
            connection.createStatement().execute(sql);
        }
    }
}
