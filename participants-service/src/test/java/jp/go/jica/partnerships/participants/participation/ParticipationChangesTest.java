package jp.go.jica.partnerships.participants.participation;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.accepted;
import static jp.go.jica.partnerships.participants.Requests.annulled;
import static jp.go.jica.partnerships.participants.Requests.arrived;
import static jp.go.jica.partnerships.participants.Requests.as;
import static jp.go.jica.partnerships.participants.Requests.instead;
import static jp.go.jica.partnerships.participants.Requests.nominated;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.patched;
import static jp.go.jica.partnerships.participants.Requests.read;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static jp.go.jica.partnerships.participants.Requests.step;
import static jp.go.jica.partnerships.participants.Requests.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.participants.Requests;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that may happen to a participation besides its way to the completion, over HTTP. */
@QuarkusTest
@WithRealServers(service = "participants")
class ParticipationChangesTest {

    private static final String CANCELLED = "{\"cancelledOn\":\"2015-09-20\",\"reason\":\"VISA\"}";
    private static final String MISSED = "{\"noShowOn\":\"2015-10-05\",\"reason\":\"UNKNOWN\"}";

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    private PublishedPrograms programs;

    @BeforeEach
    void programsAreTold() {
        programs = new PublishedPrograms(publisher, database);
    }

    private Response acceptedOne() {
        return accepted(nominated(programs.adoptedRun()));
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).contentType("application/problem+json").body("errors.code", hasItem(code));
    }

    @Test
    void aNominationIsRejectedForAReasonAndThePersonMayBeNominatedAgain() {
        UUID run = programs.adoptedRun();
        Response nominated = nominated(run);
        refused(step(nominated, "rejection", "{\"rejectedOn\":\"2015-08-20\"}"), 400, "not-null");
        refused(
                step(nominated, "rejection", "{\"rejectedOn\":\"2015-08-20\",\"reason\":\"VISA\"}"),
                422,
                "reason-not-fitting");
        Response rejected =
                succeeded(step(nominated, "rejection", "{\"rejectedOn\":\"2015-08-20\",\"reason\":\"DOCUMENTS\"}"));
        rejected.then()
                .body("state", equalTo("REJECTED"))
                .body("endReason", equalTo("DOCUMENTS"))
                .body("sex", nullValue());
        assertThat(read(rejected).asString()).isEqualTo(rejected.asString());
        refused(step(rejected, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}"), 409, "participation-not-nominated");
        recorder()
                .body(nomination(nominated.path("participantId"), run))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201);
    }

    @Test
    void theReasonStandsInTheHistory() {
        Response cancelled = succeeded(step(acceptedOne(), "cancellation", CANCELLED));
        recorder()
                .get(PARTICIPATIONS + "/" + cancelled.path("id") + "/history")
                .then()
                .body("items.reason", contains(nullValue(), nullValue(), equalTo("VISA")));
    }

    @Test
    void whoeverCancelsOrDoesNotComeLeavesAPlaceToOthers() {
        UUID run = programs.runOf("ADOPTED", ",\"capacity\":1");
        for (Map.Entry<String, String> end :
                Map.of("cancellation", CANCELLED, "no-show", MISSED).entrySet()) {
            Response taken = accepted(nominated(run));
            refused(step(nominated(run), "acceptance", "{\"acceptedOn\":\"2015-08-20\"}"), 422, "no-seat-left");
            succeeded(step(taken, end.getKey(), end.getValue()));
        }
        accepted(nominated(run));
    }

    @Test
    void nobodyWhoHasComeIsCancelledOrANoShow() {
        Response there = arrived(acceptedOne());
        refused(step(there, "cancellation", CANCELLED), 409, "participation-not-awaited");
        refused(step(there, "no-show", MISSED), 409, "participation-not-accepted");
    }

    @Test
    void oneMoreIsAcceptedOnlyForAReason() {
        UUID run = programs.runOf("ADOPTED", ",\"capacity\":5,\"seats\":[{\"country\":\"LA\",\"seats\":0}]");
        Response nominated = nominated(run);
        refused(step(nominated, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}"), 422, "no-seat-left");
        succeeded(step(
                        nominated,
                        "acceptance",
                        "{\"acceptedOn\":\"2015-08-20\",\"seatsExceededReason\":\"GOVERNMENT_REQUEST\"}"))
                .then()
                .body("seatsExceededReason", equalTo("GOVERNMENT_REQUEST"));
        String past = nomination(registered(), run, "\"acceptedOn\":\"2015-08-20\"");
        refused(recorder().body(past).post(PARTICIPATIONS), 422, "no-seat-left");
        recorder()
                .body(past.replace("}", ",\"seatsExceededReason\":\"RECORD_OF_THE_PAST\"}"))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201)
                .body("seatsExceededReason", equalTo("RECORD_OF_THE_PAST"));
    }

    @Test
    void ofFiftyWhoAreAcceptedAtOnceForTheLastSeatExactlyOneGetsItAndTheOthersAreToldTheRule() throws Exception {
        UUID run = programs.runOf("ADOPTED", ",\"capacity\":1");
        List<Response> nominations =
                IntStream.range(0, 50).mapToObj(i -> nominated(run)).toList();
        ExecutorService callers = Executors.newFixedThreadPool(50);
        try {
            List<Future<Response>> answers = new ArrayList<>();
            for (Response nominated : nominations) {
                answers.add(callers.submit(() -> step(nominated, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}")));
            }
            int accepted = 0;
            for (Future<Response> answer : answers) {
                if (answer.get().statusCode() == 200) {
                    accepted++;
                } else {
                    refused(answer.get(), 422, "no-seat-left");
                }
            }
            assertThat(accepted).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
        recorder()
                .get(PARTICIPATIONS + "?total=true&limit=1&state=ACCEPTED&programRunId=" + run)
                .then()
                .body("total", equalTo(1));
    }

    @Test
    void aPlaceIsGivenToSomebodyElseAndBothKnowOfIt() {
        UUID run = programs.runOf("ADOPTED", ",\"capacity\":1");
        Response gone = succeeded(step(accepted(nominated(run)), "cancellation", CANCELLED));
        Response successor = instead(gone, ",\"acceptedOn\":\"2015-09-21\"")
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("state", equalTo("ACCEPTED"))
                .body("sendingCountry", equalTo("LA"))
                .body("replaces", equalTo(gone.<String>path("id")))
                .extract()
                .response();
        Response replaced = read(gone);
        replaced.then()
                .header("ETag", equalTo("\"4\""))
                .body("replacedBy", equalTo(successor.<String>path("id")))
                .body("state", equalTo("CANCELLED"));
        refused(instead(replaced, ""), 409, "participation-replaced");
        refused(step(nominated(run), "acceptance", "{\"acceptedOn\":\"2015-09-21\"}"), 422, "no-seat-left");
    }

    @Test
    void whoeverComesInsteadOfSomebodyWhoLeftTakesTheSamePlace() {
        UUID run = programs.runOf("ADOPTED", ",\"capacity\":1");
        Response left =
                succeeded(step(arrived(accepted(nominated(run))), "withdrawal", "{\"withdrawnOn\":\"2015-10-06\"}"));
        Response successor = instead(left, "").then().statusCode(201).extract().response();
        successor.then().body("state", equalTo("NOMINATED"));
        accepted(successor);
    }

    @Test
    void aReplacementThatIsRefusedLeavesNothing() {
        Response there = acceptedOne();
        refused(instead(there, ""), 409, "no-place-to-give");
        Response gone = succeeded(step(there, "no-show", MISSED));
        refused(instead(gone, ",\"sendingCountry\":\"ZZ\""), 422, "reason-missing");
        refused(
                step(gone, "replacement", "{\"participantId\":\"%s\"}".formatted(gone.<String>path("participantId"))),
                422,
                "same-person");
        refused(
                step(gone, "replacement", "{\"participantId\":\"%s\"}".formatted(UUID.randomUUID())),
                422,
                "unknown-reference");
        assertThat(read(gone).asString()).isEqualTo(gone.asString());
        Response again = instead(gone, ",\"sendingCountry\":\"ZZ\",\"sendingCountryReason\":\"STATELESS\"");
        again.then().statusCode(201);
        annulled(again).then().statusCode(200);
        instead(read(gone), "").then().statusCode(201);
    }

    @Test
    void aNominationIsRevisedAndAnAcceptanceInItsHostsOnly() {
        Response nominated = nominated(programs.adoptedRun());
        Response revised = succeeded(patched(
                nominated, "{\"sendingCountry\":\"VN\",\"term\":\"LONG\",\"hostLocalGovernments\":[\"372021\"]}"));
        revised.then()
                .body("sendingCountry", equalTo("VN"))
                .body("term", equalTo("LONG"))
                .body("hostLocalGovernments", contains("372021"));
        refused(patched(revised, "{\"sendingCountry\":null}"), 400, "not-null");
        refused(patched(revised, "{\"sendingCountry\":\"ZZ\"}"), 422, "reason-missing");
        refused(patched(revised, "{\"state\":\"COMPLETED\"}"), 400, "unknown-field");
        refused(patched(revised, "{\"hostLocalGovernments\":[\"221384\"]}"), 422, "code-not-valid");
        patched(nominated, "{}").then().statusCode(412);
        Response accepted = accepted(revised);
        refused(patched(accepted, "{\"sendingCountry\":\"LA\"}"), 409, "settled-at-acceptance");
        Response elsewhere = succeeded(patched(accepted, "{\"hostLocalGovernments\":null}"));
        elsewhere.then().body("hostLocalGovernments", hasSize(0));
        refused(
                patched(arrived(elsewhere), "{\"hostLocalGovernments\":[\"372021\"]}"),
                409,
                "participation-not-awaited");
    }

    @Test
    void aCorrectionPutsRightWhatWasWrongAlsoAfterTheEnd() {
        Response completed = succeeded(step(arrived(acceptedOne()), "completion", "{\"completedOn\":\"2015-11-20\"}"));
        Response corrected = succeeded(step(
                completed,
                "corrections",
                "{\"reason\":\"SOURCE_WRONG\",\"arrivedOn\":\"2015-10-06\",\"sex\":\"M\",\"ageBand\":\"40-49\",\"sendingCountry\":\"VN\","
                        + "\"hostLocalGovernments\":[\"372021\"]}"));
        corrected
                .then()
                .body("state", equalTo("COMPLETED"))
                .body("arrivedOn", equalTo("2015-10-06"))
                .body("sex", equalTo("M"))
                .body("ageBand", equalTo("40-49"))
                .body("sendingCountry", equalTo("VN"));
        recorder()
                .get(PARTICIPATIONS + "/" + completed.path("id") + "/history")
                .then()
                .body("items[4].type", equalTo("participants.participation-corrected.v1"))
                .body("items[4].reason", equalTo("SOURCE_WRONG"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                            | 400 | not-null",
                "{\"reason\":null}                                             | 400 | not-null",
                "{\"reason\":\"he was ill\"}                                   | 400 | unreadable-value",
                "[]                                                            | 400 | not-an-object",
                "{\"reason\":\"OTHER\",\"state\":\"ACCEPTED\"}                 | 400 | unknown-field",
                "{\"reason\":\"OTHER\",\"plannedStart\":\"2015-10-01\"}        | 400 | unknown-field",
                "{\"reason\":\"OTHER\",\"participantId\":\"x\"}                | 400 | unknown-field",
                "{\"reason\":\"OTHER\",\"sex\":\"female\"}                     | 400 | unreadable-value",
                "{\"reason\":\"OTHER\",\"sex\":null}                           | 422 | fact-not-of-state",
                "{\"reason\":\"OTHER\",\"acceptedOn\":null}                    | 422 | date-not-of-state",
                "{\"reason\":\"OTHER\",\"completedOn\":\"2015-10-06\"}         | 422 | date-not-of-state",
                "{\"reason\":\"OTHER\",\"arrivedOn\":\"2015-10-04\"}           | 422 | date-outside-run",
                "{\"reason\":\"OTHER\",\"acceptedOn\":\"2015-10-06\"}          | 422 | dates-out-of-order",
                "{\"reason\":\"OTHER\",\"endReason\":\"PERSONAL\"}             | 422 | reason-not-of-state"
            })
    void aCorrectionThatIsWrongItselfIsRefused(String body, int status, String code) {
        Response there = arrived(acceptedOne());
        refused(step(there, "corrections", body), status, code);
        assertThat(read(there).header("ETag")).isEqualTo(there.header("ETag"));
    }

    @Test
    void factsOfThePersonStayAsAtAcceptanceWhateverBecomesOfThePerson() throws SQLException {
        Response accepted = acceptedOne();
        assertThat(programs.isTrue(
                        "update person set sex = 'M', nationality = 'VN' where participant_id = '%s' returning true"
                                .formatted(accepted.<String>path("participantId"))))
                .isTrue();
        succeeded(step(arrived(accepted), "completion", "{\"completedOn\":\"2015-11-20\"}"))
                .then()
                .body("sex", equalTo("F"))
                .body("nationality", equalTo("LA"))
                .body("ageBand", equalTo("30-39"));
    }

    @Test
    void whatWasEnteredInErrorIsAnnulledByAnotherAndCountsForNothing() {
        UUID run = programs.runOf("ADOPTED", ",\"capacity\":1");
        Response wrong = accepted(nominated(run));
        step(wrong, "annulment", "{\"reason\":\"WRONG_PERSON\"}")
                .then()
                .statusCode(403)
                .body("errors[0].code", equalTo("four-eyes"));
        Response annulled = succeeded(annulled(wrong));
        annulled.then().body("state", equalTo("ACCEPTED")).body("annulledOn.length()", equalTo(10));
        refused(step(annulled, "arrival", "{\"arrivedOn\":\"2015-10-05\"}"), 409, "participation-annulled");
        refused(annulled(annulled), 409, "participation-annulled");
        recorder().get(PARTICIPATIONS + "?programRunId=" + run).then().body("items", hasSize(0));
        recorder()
                .get(PARTICIPATIONS + "?annulled=true&programRunId=" + run)
                .then()
                .body("items.id", contains(wrong.<String>path("id")));
        // The place and the person are free again.
        accepted(recorder()
                .body(nomination(wrong.path("participantId"), run))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201)
                .extract()
                .response());
    }

    @Test
    void plannedDaysFollowTheRunUntilTheArrival() {
        UUID programId = UUID.randomUUID();
        UUID runId = UUID.randomUUID();
        publisher.publish(PublishedPrograms.event(programId, 3, "ADOPTED", PublishedPrograms.run(runId, "")));
        programs.awaitRun(runId);
        Response accepted = accepted(nominated(runId));
        move(programId, 4, runId, "2016-04-01", "2016-04-30");
        assertThat(starting(2015, runId)).isEmpty();
        assertThat(starting(2016, runId)).containsExactly(accepted.<String>path("id"));
        Response there = succeeded(step(accepted, "arrival", "{\"arrivedOn\":\"2016-04-02\"}"));
        there.then().body("plannedStart", equalTo("2016-04-01")).body("plannedEnd", equalTo("2016-04-30"));
        move(programId, 5, runId, "2017-04-01", "2017-04-30");
        assertThat(starting(2016, runId)).containsExactly(accepted.<String>path("id"));
        assertThat(starting(2017, runId)).isEmpty();
    }

    private void move(UUID programId, int version, UUID runId, String first, String last) {
        publisher.publish(
                PublishedPrograms.event(programId, version, "ADOPTED", PublishedPrograms.run(runId, first, last)));
        programs.await("select planned_start = '%s' from run_replica where run_id = '%s'".formatted(first, runId));
    }

    private static List<String> starting(int fiscalYear, UUID run) {
        return recorder()
                .get(PARTICIPATIONS + "?fiscalYear=%d&programRunId=%s".formatted(fiscalYear, run))
                .path("items.id");
    }

    @Test
    void lastOfMarchAndFirstOfAprilFallIntoTwoFiscalYears() {
        UUID programId = UUID.randomUUID();
        UUID runId = UUID.randomUUID();
        publisher.publish(PublishedPrograms.event(
                programId, 3, "ADOPTED", PublishedPrograms.run(runId, "2016-02-29", "2016-04-01")));
        programs.awaitRun(runId);
        String march = past(runId, "2016-03-31", "2016-03-31");
        String april = past(runId, "2016-04-01", "2016-04-01");
        String leapDay = past(runId, "2016-02-29", "2016-02-29");
        assertThat(starting(2015, runId)).containsExactlyInAnyOrder(march, leapDay);
        assertThat(starting(2016, runId)).containsExactly(april);
        recorder()
                .get(PARTICIPATIONS + "?fiscalYear=2015&fiscalYear=2016&programRunId=" + runId)
                .then()
                .body("items", hasSize(3));
    }

    private static String past(UUID run, String arrivedOn, String completedOn) {
        return recorder()
                .body(nomination(
                        registered(),
                        run,
                        "\"acceptedOn\":\"2015-12-01\",\"arrivedOn\":\"%s\",\"completedOn\":\"%s\""
                                .formatted(arrivedOn, completedOn)))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void aPersonInTwoRunsOfOneYearHasTwoParticipations() {
        UUID first = programs.adoptedRun();
        UUID second = programs.adoptedRun();
        Response one = nominated(first);
        Response other =
                recorder().body(nomination(one.path("participantId"), second)).post(PARTICIPATIONS);
        recorder()
                .get(PARTICIPATIONS + "?fiscalYear=2015&participantId=" + one.path("participantId"))
                .then()
                .body("items.id", contains(one.<String>path("id"), other.<String>path("id")));
    }

    @Test
    void rostersAndCountriesAreListedWithinTheOfficesOfTheCaller() {
        UUID own = programs.adoptedRunOf("OKN", "[]");
        UUID other = programs.adoptedRun();
        String everywhere = Tokens.recorder("*");
        String here = as(everywhere)
                .body(nomination(person(everywhere), own, "\"hostLocalGovernments\":[\"472018\"]")
                        .replace("\"LA\"", "\"BT\""))
                .post(PARTICIPATIONS)
                .path("id");
        String there = as(everywhere)
                .body(nomination(person(everywhere), other).replace("\"LA\"", "\"BT\""))
                .post(PARTICIPATIONS)
                .path("id");
        String query = PARTICIPATIONS + "?sendingCountry=BT&fiscalYear=2015&total=true";
        as(Tokens.recorder("OKN"))
                .get(query)
                .then()
                .body("items.id", contains(here))
                .body("total", equalTo(1));
        as(everywhere).get(query).then().body("items.id", containsInAnyOrder(here, there));
        String program = as(everywhere).get(PARTICIPATIONS + "/" + here).path("programId");
        for (String filter : List.of("programId=" + program, "hostLocalGovernment=472018", "programRunId=" + own)) {
            as(everywhere).get(query + "&" + filter).then().body("items.id", contains(here));
        }
    }

    private static String person(String token) {
        return as(token)
                .body(Requests.person(Requests.newNumber()))
                .post(PARTICIPANTS)
                .path("id");
    }

    @ParameterizedTest
    @CsvSource({"programId=7", "fiscalYear=FY2015", "hostLocalGovernment=372022", "annulled=perhaps"})
    void filtersThatCannotBeReadAreRefused(String query) {
        recorder()
                .get(PARTICIPATIONS + "?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?" + query.replaceAll("=.*", "")));
    }

    @Test
    void everyTransitionNeedsTheVersionThatWasReadAndTheLeadOffice() {
        Response accepted = acceptedOne();
        Map<String, String> bodies = Map.of(
                "rejection", "{\"rejectedOn\":\"2015-08-20\",\"reason\":\"OTHER\"}",
                "cancellation", CANCELLED,
                "no-show", MISSED,
                "withdrawal", "{\"withdrawnOn\":\"2015-10-06\"}",
                "corrections", "{\"reason\":\"OTHER\"}",
                "annulment", "{\"reason\":\"OTHER\"}",
                "replacement", "{\"participantId\":\"%s\"}".formatted(UUID.randomUUID()));
        bodies.forEach((transition, body) -> {
            String path = PARTICIPATIONS + "/" + accepted.path("id") + "/" + transition;
            recorder().body(body).post(path).then().statusCode(428);
            recorder().header("If-Match", "\"1\"").body(body).post(path).then().statusCode(412);
            as(Tokens.recorder("OKN"))
                    .header("If-Match", accepted.header("ETag"))
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(404);
            as(Tokens.approver("SKK"))
                    .header("If-Match", accepted.header("ETag"))
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(403);
        });
    }

    @Test
    void theDescriptionNamesForEachEndTheReasonsThatFit() throws IOException {
        JsonNode told = new ObjectMapper().readTree(Files.readString(Path.of("src/main/resources/META-INF/api.json")));
        Map.of(
                        "reject", State.REJECTED,
                        "cancel", State.CANCELLED,
                        "noShow", State.NO_SHOW,
                        "withdraw", State.WITHDRAWN)
                .forEach((operation, end) -> assertThat(told.path("ParticipationResource_" + operation)
                                .path("description")
                                .asText())
                        .contains(String.join(
                                ", ",
                                EndReason.of(end).stream().map(EndReason::name).toList())));
        assertThat(told.path("ParticipationResource_correct")
                        .path("description")
                        .asText())
                .contains(names(CorrectionReason.values()));
        assertThat(told.path("ParticipationResource_annul").path("description").asText())
                .contains(names(AnnulmentReason.values()));
        assertThat(told.path("ParticipationResource_accept").path("description").asText())
                .contains(names(SeatsExceededReason.values()));
    }

    private static String names(Enum<?>... constants) {
        return String.join(", ", List.of(constants).stream().map(Enum::name).toList());
    }
}
