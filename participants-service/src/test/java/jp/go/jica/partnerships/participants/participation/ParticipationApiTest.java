package jp.go.jica.partnerships.participants.participation;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.accepted;
import static jp.go.jica.partnerships.participants.Requests.arrived;
import static jp.go.jica.partnerships.participants.Requests.as;
import static jp.go.jica.partnerships.participants.Requests.nominated;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static jp.go.jica.partnerships.participants.Requests.step;
import static jp.go.jica.partnerships.participants.Requests.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Participations as another system sees them, over HTTP, with the database, the bus and the rights of production. */
@QuarkusTest
@WithRealServers(service = "participants")
class ParticipationApiTest {

    private static final String PAST =
            "\"acceptedOn\":\"2015-08-20\",\"arrivedOn\":\"2015-10-05\",\"completedOn\":\"2015-11-20\"";

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    private PublishedPrograms programs;

    @BeforeEach
    void programsAreTold() {
        programs = new PublishedPrograms(publisher, database);
    }

    @Test
    void aNominationTakesItsProgramAndTermFromTheRun() {
        UUID run = programs.adoptedRun();
        nominated(run)
                .then()
                .header("ETag", equalTo("\"1\""))
                .header("Location", containsString(PARTICIPATIONS + "/"))
                .header("Event-Version", containsString("participants/"))
                .body("state", equalTo("NOMINATED"))
                .body("programRunId", equalTo(run.toString()))
                .body("programId.length()", equalTo(36))
                .body("term", equalTo("SHORT"))
                .body("hostLocalGovernments.size()", equalTo(0))
                .body("nationality", nullValue())
                .body("plannedStart", nullValue());
    }

    @Test
    void aParticipationGoesFromNominationToCompletionAndEachStepIsOneEventInOrder() throws SQLException {
        Response nominated = nominated(programs.adoptedRun());
        Response accepted = accepted(nominated);
        accepted.then()
                .body("state", equalTo("ACCEPTED"))
                .body("nationality", equalTo("LA"))
                .body("sex", equalTo("F"))
                .body("ageBand", equalTo("30-39"))
                .body("organisationType", equalTo("GOVERNMENT"))
                .body("occupation", equalTo("ADMINISTRATIVE_OFFICIAL"))
                .body("plannedStart", equalTo("2015-10-05"))
                .body("plannedEnd", equalTo("2015-11-20"));
        Response completed = succeeded(step(arrived(accepted), "completion", "{\"completedOn\":\"2015-11-20\"}"));
        completed.then().body("state", equalTo("COMPLETED")).header("ETag", equalTo("\"4\""));
        Response read = recorder().get(PARTICIPATIONS + "/" + nominated.path("id"));
        assertThat(read.asString()).isEqualTo(completed.asString());
        assertThat(journal(nominated.path("id")))
                .containsExactly(
                        "1 participants.participation-nominated.v1 recorder-1",
                        "2 participants.participation-accepted.v1 recorder-1",
                        "3 participants.participation-arrived.v1 recorder-1",
                        "4 participants.participation-completed.v1 recorder-1");
        step(completed, "withdrawal", "{\"withdrawnOn\":\"2015-11-20\"}")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/state-conflict"));
    }

    @Test
    void whoWithdrewMayBeNominatedAgain() {
        UUID run = programs.adoptedRun();
        Response nominated = nominated(run);
        step(arrived(accepted(nominated)), "withdrawal", "{\"withdrawnOn\":\"2015-10-20\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"));
        String again = nomination(nominated.path("participantId"), run);
        recorder().body(again).post(PARTICIPATIONS).then().statusCode(201);
        recorder().body(again).post(PARTICIPATIONS).then().statusCode(409);
    }

    @Test
    void thePastIsToldInOneCallAndIsOneEvent() throws SQLException {
        Response recorded = recorder()
                .body(nomination(registered(), programs.adoptedRun(), PAST))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("state", equalTo("COMPLETED"))
                .body("ageBand", equalTo("30-39"))
                .extract()
                .response();
        assertThat(journal(recorded.path("id"))).containsExactly("1 participants.participation-recorded.v1 recorder-1");
    }

    @Test
    void aPersonTakesPartInARunOnceHoweverItIsEntered() {
        UUID run = programs.runOf("ADOPTED", ",\"capacity\":1");
        String person = registered();
        recorder()
                .body(nomination(person, run, PAST))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201);
        for (String again : List.of(nomination(person, run, PAST), nomination(person, run))) {
            recorder()
                    .body(again)
                    .post(PARTICIPATIONS)
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("/problems/duplicate"))
                    .body("errors[0].pointer", equalTo("/participantId"));
        }
    }

    @Test
    void aRunThatIsUnknownIsWaitedForWithoutHoldingATransaction() throws Exception {
        UUID runId = UUID.randomUUID();
        String person = registered();
        ExecutorService callers = Executors.newFixedThreadPool(60);
        try {
            Callable<Response> nominate =
                    () -> recorder().body(nomination(person, runId)).post(PARTICIPATIONS);
            List<Future<Response>> waiting = IntStream.range(0, 60)
                    .mapToObj(i -> callers.submit(nominate))
                    .toList();
            while (!waiting.get(0).isDone()) {
                assertThat(programs.isTrue("select count(*) = 0 from pg_stat_activity"
                                + " where usename = 'participants' and state like 'idle in transaction%'"
                                + " and state_change < clock_timestamp() - interval '1 second'"))
                        .isTrue();
                recorder().get(PARTICIPATIONS + "?limit=1").then().statusCode(200);
            }
            for (Future<Response> refused : waiting) {
                refused.get()
                        .then()
                        .statusCode(422)
                        .contentType("application/problem+json")
                        .header("Retry-After", equalTo("1"))
                        .body("type", equalTo("/problems/unknown-reference"))
                        .body("errors[0].code", equalTo("unknown-reference"))
                        .body("errors[0].pointer", equalTo("/programRunId"));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void aRunWhoseEventArrivesDuringTheWaitIsTaken() {
        // The consumer is at work before the race begins.
        programs.adoptedRun();
        UUID runId = UUID.randomUUID();
        String person = registered();
        var answer = CompletableFuture.supplyAsync(
                () -> recorder().body(nomination(person, runId, PAST)).post(PARTICIPATIONS));
        publisher.publishInTransaction(
                PublishedPrograms.event(UUID.randomUUID(), 3, "ADOPTED", PublishedPrograms.run(runId, "")));
        answer.join().then().statusCode(201);
    }

    @Test
    void nobodyIsAcceptedIntoAProgramThatWasGivenUpOrEnteredInError() {
        UUID programId = UUID.randomUUID();
        UUID runId = UUID.randomUUID();
        String run = PublishedPrograms.run(runId, "");
        publisher.publish(PublishedPrograms.event(programId, 3, "CANCELLED", run));
        programs.awaitRun(runId);
        Response nominated = nominated(runId);
        step(nominated, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}")
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("program-not-adopted"));
        publisher.publish(PublishedPrograms.annulled(programId, 4, run));
        publisher.publish(PublishedPrograms.annulled(programId, 4, run));
        programs.await("select annulled from program_replica where program_id = '%s'".formatted(programId));
        step(nominated, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}")
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("program-not-adopted"));
        publisher.publish(PublishedPrograms.event(programId, 5, "SUSPENDED", run));
        programs.await("select state = 'SUSPENDED' from program_replica where program_id = '%s'".formatted(programId));
        accepted(nominated).then().body("state", equalTo("ACCEPTED"));
    }

    @Test
    void nobodyIsAcceptedBeforeTheProgramIsAdopted() {
        UUID programId = UUID.randomUUID();
        UUID runId = UUID.randomUUID();
        String run = PublishedPrograms.run(runId, "");
        publisher.publish(PublishedPrograms.event(programId, 2, "PROPOSED", run));
        programs.awaitRun(runId);
        Response nominated = nominated(runId);
        step(nominated, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/state-conflict"))
                .body("errors[0].code", equalTo("program-not-adopted"));
        recorder()
                .body(nomination(registered(), runId, PAST))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("program-not-adopted"));
        publisher.publish(PublishedPrograms.event(programId, 3, "ADOPTED", run));
        programs.await("select state = 'ADOPTED' from program_replica where program_id = '%s'".formatted(programId));
        accepted(nominated).then().body("state", equalTo("ACCEPTED"));
    }

    @Test
    void ofTwentyWhoAreAcceptedAtOnceThreeGetTheThreeSeats() throws Exception {
        UUID run = programs.runOf("ADOPTED", ",\"capacity\":20,\"seats\":[{\"country\":\"LA\",\"seats\":3}]");
        List<Response> nominations =
                IntStream.range(0, 20).mapToObj(i -> nominated(run)).toList();
        List<Integer> statuses = together(nominations.stream()
                .<Callable<Integer>>map(
                        nominated -> () -> step(nominated, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}")
                                .statusCode())
                .toList());
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(3);
        assertThat(statuses.stream().filter(status -> status == 422)).hasSize(17);
        recorder()
                .get(PARTICIPATIONS + "?state=ACCEPTED&programRunId=" + run)
                .then()
                .body("items.size()", equalTo(3));
    }

    @Test
    void pastAndPresentShareThePlacesOfARun() throws Exception {
        UUID run = programs.runOf("ADOPTED", ",\"capacity\":5");
        List<String> people = IntStream.range(0, 10).mapToObj(i -> registered()).toList();
        List<Integer> statuses = together(people.stream()
                .<Callable<Integer>>map(person -> () -> recorder()
                        .body(nomination(person, run, PAST))
                        .post(PARTICIPATIONS)
                        .statusCode())
                .toList());
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(5);
        step(nominated(run), "acceptance", "{\"acceptedOn\":\"2015-08-20\"}")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/broken-rule"))
                .body("errors[0].code", equalTo("no-seat-left"));
    }

    @Test
    void ofTenWhoEnterTheSamePersonAtOnceExactlyOneWins() throws Exception {
        UUID run = programs.adoptedRun();
        String person = registered();
        List<Integer> statuses = together(Stream.<Callable<Integer>>generate(() -> () -> recorder()
                        .body(nomination(person, run))
                        .post(PARTICIPATIONS)
                        .statusCode())
                .limit(10)
                .toList());
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void aStepNeedsTheVersionThatWasReadAndItMustBeTheLatest() {
        Response nominated = nominated(programs.adoptedRun());
        String acceptance = PARTICIPATIONS + "/" + nominated.path("id") + "/acceptance";
        String body = "{\"acceptedOn\":\"2015-08-20\"}";
        recorder().body(body).post(acceptance).then().statusCode(428);
        recorder()
                .header("If-Match", "\"2\"")
                .body(body)
                .post(acceptance)
                .then()
                .statusCode(412);
        accepted(nominated);
        recorder()
                .header("If-Match", "\"1\"")
                .body(body)
                .post(acceptance)
                .then()
                .statusCode(412);
        recorder()
                .header("If-Match", "\"2\"")
                .body(body)
                .post(acceptance)
                .then()
                .statusCode(409);
    }

    @Test
    void onlyTheLeadOfficeOfTheProgramChangesAParticipationAndOnlyAsARecorder() {
        UUID run = programs.adoptedRun();
        String person = registered();
        String body = nomination(person, run);
        for (String token : List.of(Tokens.recorder("OKN"), Tokens.approver("SKK"), Tokens.auditor())) {
            as(token).body(body).post(PARTICIPATIONS).then().statusCode(403);
        }
        as(Tokens.recorder("OKN"))
                .body(nomination(person, run, PAST))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(403);
        Response nominated = nominated(run);
        for (String token : List.of(Tokens.approver("SKK"), Tokens.analyst())) {
            as(token)
                    .header("If-Match", nominated.header("ETag"))
                    .body("{\"acceptedOn\":\"2015-08-20\"}")
                    .post(PARTICIPATIONS + "/" + nominated.path("id") + "/acceptance")
                    .then()
                    .statusCode(403);
        }
        as(Tokens.system("participants:write"))
                .body(body)
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201);
        for (String token : List.of(
                Tokens.recorder("SKK"),
                Tokens.approver("SKK"),
                Tokens.with("auditor").offices("*").token())) {
            as(token).get(PARTICIPATIONS + "/" + nominated.path("id")).then().statusCode(200);
        }
        as(Tokens.analyst())
                .get(PARTICIPATIONS + "/" + nominated.path("id"))
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"LA\"                | \"LAO\"                                          | 400 | /sendingCountry         | unknown-country-code",
                "\"LA\"                | \"ZZ\"                                           | 422 | /sendingCountryReason   | reason-missing",
                "\"LA\"                | \"LA\",\"sendingCountryReason\":\"STATELESS\"    | 422 | /sendingCountryReason   | reason-without-need",
                "\"LA\"                | \"ZZ\",\"sendingCountryReason\":\"he fled\"      | 400 | /sendingCountryReason   | unreadable-value",
                "\"LA\"                | \"LA\",\"term\":\"ENDLESS\"                      | 400 | /term                   | unreadable-value",
                "\"LA\"                | \"LA\",\"hostLocalGovernments\":[\"372022\"]     | 400 | /hostLocalGovernments/0 | wrong-check-digit",
                "\"LA\"                | \"LA\",\"hostLocalGovernments\":[null]           | 400 | /hostLocalGovernments/0 | not-null",
                "\"LA\"                | \"LA\",\"state\":\"COMPLETED\"                   | 400 | /state                  | unknown-field",
                "\"LA\"                | \"LA\",\"acceptedOn\":\"2199-01-01\"             | 422 | /acceptedOn             | date-in-future",
                "\"LA\"                | \"LA\",\"arrivedOn\":\"2015-10-05\"              | 422 | /acceptedOn             | date-missing",
                "\"sendingCountry\":\"LA\" | \"term\":\"SHORT\"                           | 400 | /sendingCountry         | not-null"
            })
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, int status, String pointer, String code)
            throws SQLException {
        String body = nomination(registered(), programs.adoptedRun());
        long before = rows();
        recorder()
                .body(body.replace(right, wrong))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void everythingThatMayBeStatedIsKept() {
        String more = "\"sendingCountryReason\":\"STATELESS\",\"term\":\"LONG\",\"hostLocalGovernments\":[\"372021\"]";
        recorder()
                .body(nomination(registered(), programs.adoptedRun(), more).replace("\"LA\"", "\"ZZ\""))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201)
                .body("sendingCountry", equalTo("ZZ"))
                .body("sendingCountryReason", equalTo("STATELESS"))
                .body("term", equalTo("LONG"))
                .body("hostLocalGovernments", contains("372021"));
    }

    @Test
    void anUnknownParticipantIsSaidToBeOne() {
        recorder()
                .body(nomination(UUID.randomUUID().toString(), programs.adoptedRun()))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/participantId"))
                .body("errors[0].code", equalTo("unknown-reference"));
    }

    @Test
    void noBadRequestGetsAnythingButAProblem() {
        String problem = "application/problem+json";
        for (String body : List.of("{", "", "null", "[]")) {
            recorder().body(body).post(PARTICIPATIONS).then().statusCode(400).contentType(problem);
        }
        recorder()
                .get(PARTICIPATIONS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType(problem);
        recorder()
                .header("If-Match", "\"1\"")
                .body("{\"acceptedOn\":\"2015-08-20\"}")
                .post(PARTICIPATIONS + "/" + UUID.randomUUID() + "/acceptance")
                .then()
                .statusCode(404)
                .contentType(problem);
        for (String query :
                List.of("state=GONE", "programRunId=7", "participantId=x", "sendingCountry=LAO", "age=30")) {
            recorder()
                    .get(PARTICIPATIONS + "?" + query)
                    .then()
                    .statusCode(400)
                    .contentType(problem)
                    .body("errors[0].pointer", equalTo("?" + query.replaceAll("=.*", "")));
        }
    }

    @Test
    void participationsAreFoundByEachOfTheirFilters() {
        UUID run = programs.adoptedRun();
        Response nominated = nominated(run);
        for (String query : List.of(
                "programRunId=" + run,
                "participantId=" + nominated.path("participantId"),
                "programRunId=" + run + "&sendingCountry=VN&sendingCountry=LA&state=NOMINATED")) {
            recorder()
                    .get(PARTICIPATIONS + "?" + query)
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(nominated.<String>path("id")));
        }
        recorder()
                .get(PARTICIPATIONS + "?programRunId=" + run + "&state=ACCEPTED")
                .then()
                .body("items.size()", equalTo(0));
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    private List<String> journal(String id) throws SQLException {
        try (Connection connection = database.asService();
                var rows = connection
                        .createStatement()
                        .executeQuery("select aggregate_version || ' ' || type || ' ' || actor from domain_event"
                                + " where aggregate_id = '" + id + "' order by aggregate_version")) {
            List<String> events = new ArrayList<>();
            while (rows.next()) {
                events.add(rows.getString(1));
            }
            return events;
        }
    }

    private long rows() throws SQLException {
        try (Connection connection = database.asService();
                var rows = connection.createStatement().executeQuery("select count(*) from participation")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
