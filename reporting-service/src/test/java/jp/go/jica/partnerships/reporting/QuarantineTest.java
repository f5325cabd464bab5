package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.reporting.Asked.get;
import static jp.go.jica.partnerships.reporting.Asked.ownEarlyYears;
import static jp.go.jica.partnerships.reporting.Asked.seen;
import static jp.go.jica.partnerships.reporting.Asked.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What could not be folded waits until an operator decides, and what is decided is kept. */
@QuarkusTest
@WithRealServers(service = "reporting")
class QuarantineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private int year;
    private State program;
    private State contracted;
    private State started;

    @FromServers
    EventPublisher publisher;

    @FromServers
    ServiceDatabase database;

    @BeforeEach
    void takeAYear() {
        year = ownEarlyYears(2);
        program = Published.program(UUID.randomUUID()).with("adoptedOn", year + "-06-01");
        contracted = program.with("contractedOn", year + "-07-01");
        started = contracted.with("startedOn", year + "-08-01");
    }

    @Test
    void eventThatIsGivenUpGivesWayToTheNextOne() throws SQLException {
        PublishedEvent poison = program.with("scheme", null).at(2);
        publisher.publish(program.at(1), poison, contracted.at(3));
        awaitWaiting("SCHEMA", "WAITS");

        discard(waitingAt(3), "Wrong").statusCode(409).body("errors.code", contains("earlier-event-waits"));
        UUID id = waitingAt(2);
        discard(id, "Sent by a test system")
                .statusCode(200)
                .body("state", equalTo("DISCARDED"))
                .body("decisions.command", contains("DISCARD"))
                .body("decisions.actor", contains("administrator-1"))
                .body("decisions.reason", contains("Sent by a test system"));
        discard(id, "Once more").statusCode(200).body("decisions", hasSize(1));

        assertThat(reported(3, "programsContracted")).isEqualTo(1);
        publisher.publish(poison);
        assertNothingWaitsAfter(started.at(4));
        given().auth()
                .oauth2(Tokens.administrator())
                .post("/v1/quarantine/%s/retry".formatted(id))
                .then()
                .statusCode(409);
    }

    @Test
    void eventIsTriedAgainWithThoseBehindIt() throws SQLException {
        publisher.publish(program.at(1), program.with("scheme", null).at(2), started.at(3));
        awaitWaiting("SCHEMA", "WAITS");
        UUID id = waitingAt(2);
        retry(id).statusCode(200).body("state", equalTo("WAITING")).body("decisions.command", contains("RETRY"));

        // As if a version of this service had come that can read it.
        change(id, "value = replace(value, '\"leadOffice\"', '\"scheme\":\"KCCP\",\"leadOffice\"')");
        retry(id)
                .statusCode(200)
                .body("state", equalTo("RELEASED"))
                .body("position", notNullValue())
                .body("decisions", hasSize(2));
        retry(id).statusCode(200).body("decisions", hasSize(2));

        assertThat(reported(3, "programsStarted")).isEqualTo(1);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void recordThatCouldNotBeReadEntersWhenItCan() throws SQLException {
        PublishedEvent event = program.at(1);
        var unreadable = event.toRecord();
        unreadable.headers().remove("ce_id");
        publisher.publish(unreadable);
        String find = "select public_id from quarantined_event where record_key = '%s'".formatted(program.id());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.texts(find)).hasSize(1));
        UUID id = UUID.fromString(database.texts(find).get(0));
        retry(id).statusCode(200).body("state", equalTo("WAITING"));

        change(id, "headers = headers || jsonb_build_object('ce_id', '%s')".formatted(event.eventId()));
        retry(id).statusCode(200).body("state", equalTo("RELEASED"));

        assertThat(reported(1, "programsAdopted")).isEqualTo(1);
    }

    @Test
    void forkIsGivenUpAndTheHistoryGoesOn() throws SQLException {
        PublishedEvent fork = program.with("adoptedOn", (year + 1) + "-06-01").at(1);
        publisher.publish(program.at(1), fork, contracted.at(2));
        awaitWaiting("FORK", "WAITS");

        discard(waitingAt(1), "Of a restored copy").statusCode(200);

        assertThat(reported(2, "programsContracted")).isEqualTo(1);
        publisher.publish(fork);
        assertNothingWaitsAfter(started.at(3));
    }

    @Test
    void versionsThatNeverCameAreGivenUpWithTheEventBehindThem() throws SQLException {
        publisher.publish(program.at(1), contracted.at(3), started.at(4));
        awaitWaiting("VERSION_HOLE", "VERSION_HOLE");

        discard(waitingAt(3), "Version 2 was lost").statusCode(200);

        assertThat(reported(4, "programsStarted")).isEqualTo(1);
        publisher.publish(program.with("adoptedOn", (year + 1) + "-06-01").at(2));
        awaitWaiting("PASSED");
        assertThat(total(get("/v1/reports/schemes?fiscalYear=" + year).jsonPath(), "programsStarted"))
                .isEqualTo(1);
    }

    @Test
    void laterLifeOfAJournalTakesThePlaceOfTheTailThatItsOwnerLost() throws SQLException {
        publisher.publish(program.at(1), contracted.at(2), started.at(3));
        assertThat(reported(3, "programsStarted")).isEqualTo(1);

        State anew = program.with("withdrawnOn", year + "-09-01");
        publisher.publish(anew.at(2).inEpoch(2));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(total(
                                get("/v1/reports/schemes?fiscalYear=" + year).jsonPath(), "programsStarted"))
                        .isZero());
        assertThat(database.texts(
                        "select aggregate_version || '/' || journal_epoch from reports_a.folded_event where aggregate_id = '%s' order by 1"
                                .formatted(program.id())))
                .containsExactly("1/1", "2/2");
        assertThat(database.texts(
                        "select aggregate_version from reports_a.superseded_event where aggregate_id = '%s' order by 1"
                                .formatted(program.id())))
                .containsExactly("2", "3");
        publisher.publish(started.at(3).inEpoch(2));
        assertThat(reported(3, "programsStarted")).isEqualTo(1);
        assertThat(waiting()).isEmpty();
    }

    private long reported(int version, String measure) {
        return total(seen("/v1/reports/schemes?fiscalYear=" + year, program.eventVersion(version)), measure);
    }

    private void assertNothingWaitsAfter(PublishedEvent last) throws SQLException {
        publisher.publish(last);
        reported(last.version(), "programsAdopted");
        assertThat(waiting()).isEmpty();
    }

    private static ValidatableResponse retry(UUID id) {
        return given().auth()
                .oauth2(Tokens.administrator())
                .post("/v1/quarantine/%s/retry".formatted(id))
                .then();
    }

    private static ValidatableResponse discard(UUID id, String reason) {
        return given().auth()
                .oauth2(Tokens.administrator())
                .contentType("application/json")
                .body(Map.of("reason", reason))
                .post("/v1/quarantine/%s/discard".formatted(id))
                .then();
    }

    private void awaitWaiting(String... reasons) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(waiting()).containsExactly(reasons));
    }

    private List<String> waiting() throws SQLException {
        return database.texts(
                "select reason from quarantined_event where aggregate_id = '%s' and released_seq is null and discarded_at is null order by aggregate_version, id"
                        .formatted(program.id()));
    }

    /** Its id, as an operator finds it. */
    private UUID waitingAt(int version) {
        String cursor = "";
        while (true) {
            var page = given().auth()
                    .oauth2(Tokens.administrator())
                    .get("/v1/quarantine?limit=500" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            String found = page.getString(
                    "items.find { it.aggregateId == '%s' && it.version == %d }.id".formatted(program.id(), version));
            if (found != null) {
                return UUID.fromString(found);
            }
            cursor = "&cursor=" + page.getString("nextCursor");
        }
    }

    private void change(UUID id, String assignment) throws SQLException {
        database.texts("update quarantined_event set %s where public_id = '%s' returning 1".formatted(assignment, id));
    }
}
