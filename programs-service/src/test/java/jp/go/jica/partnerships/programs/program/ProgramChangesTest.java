package jp.go.jica.partnerships.programs.program;

import static jp.go.jica.partnerships.programs.program.ProgramRequests.PROGRAMS;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.adopted;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.anotherRecorder;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.approver;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.as;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.completed;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.patched;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.path;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.proposal;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.proposed;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.read;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.recorder;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.started;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.step;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.succeeded;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.tried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to a program beside its usual course: over HTTP, with the reasons in its history. */
@QuarkusTest
@WithRealServers(service = "programs")
class ProgramChangesTest {

    private static String lastReason(Response program) {
        return recorder().get(path(program) + "/history").path("items[-1].reason");
    }

    @Test
    void aProposalIsRejectedByAnApproverWhoSaysWhy() {
        Response program = proposed();
        tried(recorder(), program, "rejection", "{\"rejectedOn\":\"2015-09-01\",\"reason\":\"No budget\"}")
                .then()
                .statusCode(403);
        tried(approver(), program, "rejection", "{\"rejectedOn\":\"2015-09-01\"}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/reason"));
        Response rejected =
                step(approver(), program, "rejection", "{\"rejectedOn\":\"2015-09-01\",\"reason\":\"No budget\"}");
        rejected.then().body("state", equalTo("REJECTED")).body("rejectedOn", equalTo("2015-09-01"));
        assertThat(lastReason(rejected)).isEqualTo("No budget");
        tried(approver(), rejected, "adoption", "{\"adoptedOn\":\"2015-09-02\"}")
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("program-not-proposed"));
    }

    @Test
    void aProposalIsTakenBackByItsRecorder() {
        step(proposed(), "withdrawal", "{\"withdrawnOn\":\"2015-09-01\"}")
                .then()
                .body("state", equalTo("WITHDRAWN"));
    }

    @Test
    void aProgramStandsStillGoesOnAndIsGivenUp() {
        Response suspended = step(started(), "suspension", "{\"suspendedOn\":\"2016-04-01\",\"reason\":\"Flood\"}");
        suspended.then().body("state", equalTo("SUSPENDED")).body("suspensions[0].suspendedOn", equalTo("2016-04-01"));
        Response resumed = step(suspended, "resumption", "{\"resumedOn\":\"2016-06-01\"}");
        resumed.then().body("state", equalTo("IMPLEMENTING")).body("suspensions[0].resumedOn", equalTo("2016-06-01"));
        Response cancelled = step(resumed, "cancellation", "{\"cancelledOn\":\"2017-01-10\",\"reason\":\"Coup\"}");
        cancelled.then().body("state", equalTo("CANCELLED")).body("cancelledOn", equalTo("2017-01-10"));
        assertThat(lastReason(cancelled)).isEqualTo("Coup");
        patched(cancelled, "{\"notes\":\"x\"}").then().statusCode(409).body("errors[0].code", equalTo("program-ended"));
    }

    @Test
    void aTransferMovesTheProgramFromItsDayOnAndTheOldOfficeHandsItOver() {
        Response program = adopted(proposed());
        tried(
                        as(Tokens.recorder("KNS")),
                        program,
                        "transfer",
                        "{\"leadOffice\":\"KNS\",\"effectiveOn\":\"2016-04-01\"}")
                .then()
                .statusCode(403);
        Response transferred = step(program, "transfer", "{\"leadOffice\":\"KNS\",\"effectiveOn\":\"2016-04-01\"}");
        transferred
                .then()
                .body("leadOffice", equalTo("KNS"))
                .body("leadOffices.office", equalTo(List.of("SKK", "KNS")))
                .body("leadOffices[0].from", nullValue())
                .body("leadOffices[1].from", equalTo("2016-04-01"));
        patched(transferred, "{\"notes\":\"x\"}").then().statusCode(403);
        assertThat(as(Tokens.recorder("KNS"))
                        .header("If-Match", transferred.header("ETag"))
                        .contentType("application/merge-patch+json")
                        .body("{\"notes\":\"ours\"}")
                        .patch(path(program))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theMergedSuccessorHandsOverWhatTheOldOfficeLeft() {
        Response program = succeeded(as(Tokens.recorder("KNS"))
                .body(proposal("").replace("SKK", "HYG").replace("2015-06-01", "2011-06-01"))
                .post(PROGRAMS));
        step(as(Tokens.recorder("KNS")), program, "transfer", "{\"leadOffice\":\"KNS\",\"effectiveOn\":\"2012-04-01\"}")
                .then()
                .body("leadOffice", equalTo("KNS"));
    }

    @ParameterizedTest
    @CsvSource({
        "HKD-O, 2016-04-01, /leadOffice, office-cannot-lead",
        "HYG, 2016-04-01, /leadOffice, office-not-valid",
        "SKK, 2016-04-01, /leadOffice, office-unchanged",
        "KNS, 2015-06-01, /effectiveOn, dates-out-of-order",
        "KNS, 2190-01-01, /effectiveOn, date-in-future"
    })
    void aTransferThatCannotBeIsRefusedByItsPlace(String office, String day, String pointer, String code) {
        tried(
                        recorder(),
                        adopted(),
                        "transfer",
                        "{\"leadOffice\":\"%s\",\"effectiveOn\":\"%s\"}".formatted(office, day))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void aCorrectionChangesDaysAndTheLeadOfficeForItsWholeTimeAlsoOfACompletedProgram() {
        Response completed = completed();
        patched(completed, "{\"notes\":\"x\"}").then().statusCode(409);
        Response corrected = step(completed, "corrections", """
            {"reason":"Slip of the pen","adoptedOn":"2015-09-02","leadOffice":"OKN","notes":"Bamboo","title":{"en":"Fans"}}""");
        corrected
                .then()
                .body("state", equalTo("COMPLETED"))
                .body("adoptedOn", equalTo("2015-09-02"))
                .body("notes", equalTo("Bamboo"))
                .body("title.en", equalTo("Fans"))
                .body("title.ja", equalTo("うちわ"))
                .body("leadOffice", equalTo("OKN"))
                .body("leadOffices.office", equalTo(List.of("OKN")));
        assertThat(lastReason(corrected)).isEqualTo("Slip of the pen");
        assertThat(recorder().get(path(completed) + "/history").<String>path("items[-1].type"))
                .isEqualTo("programs.program-corrected.v1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"adoptedOn\":\"2015-09-02\"}                          | 400 | /reason                  | not-blank",
                "{\"reason\":\"x\",\"state\":\"PROPOSED\"}               | 400 | /state                   | unknown-field",
                "{\"reason\":\"x\",\"version\":1}                        | 400 | /version                 | unknown-field",
                "{\"reason\":\"x\",\"adoptedOn\":null}                   | 422 | /adoptedOn               | date-not-of-state",
                "{\"reason\":\"x\",\"cancelledOn\":\"2018-01-01\"}       | 422 | /cancelledOn             | date-not-of-state",
                "{\"reason\":\"x\",\"adoptedOn\":\"2015-05-31\"}         | 422 | /adoptedOn               | dates-out-of-order",
                "{\"reason\":\"x\",\"completedOn\":\"2190-01-01\"}       | 422 | /completedOn             | date-in-future",
                "{\"reason\":\"x\",\"leadOffice\":\"HYG\"}               | 422 | /leadOffice              | office-not-valid",
                "{\"reason\":\"x\",\"leadOffices\":[]}                   | 400 | /leadOffices             | not-empty",
                "{\"reason\":\"x\",\"leadOffices\":[{\"office\":\"SKK\",\"from\":\"2016-01-01\"}]} | 422 | /leadOffice/from | dates-out-of-order",
                "{\"reason\":\"x\",\"runs\":[{\"id\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"runCode\":\"1\",\"plannedStart\":\"2016-01-01\",\"plannedEnd\":\"2016-01-01\"}]} | 422 | /runs | runs-not-those",
                "{\"reason\":\"x\",\"runs\":[{\"colour\":1}]}            | 400 | /runs/0/colour           | unknown-field",
                "{\"reason\":\"x\",\"plannedEnd\":\"2015-09-30\"}        | 422 | /plannedEnd              | dates-out-of-order"
            })
    void aCorrectionThatIsWrongItselfIsRefusedByItsPlace(String body, int status, String pointer, String code) {
        tried(recorder(), completed(), "corrections", body)
                .then()
                .statusCode(status)
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code));
    }

    @Test
    void runsAndOutcomesAreCorrectedAsAWhole() {
        Response program = started();
        Response run = succeeded(recorder()
                .body(
                        "{\"runCode\":\"1\",\"plannedStart\":\"2015-10-05\",\"plannedEnd\":\"2015-11-20\",\"capacity\":9}")
                .post(path(program) + "/runs"));
        Response outcome = succeeded(recorder()
                .body("{\"type\":\"3\",\"title\":{\"en\":\"Declaration\",\"ja\":\"宣言\"},\"date\":\"2009\"}")
                .post(path(program) + "/outcomes"));
        Response corrected = step(read(program), "corrections", """
            {"reason":"Wrong day","outcomes":[],
             "runs":[{"id":"%s","runCode":"1","plannedStart":"2015-10-06","plannedEnd":"2015-11-20"}]}""".formatted(run.<String>path("id")));
        corrected
                .then()
                .body("runs[0].plannedStart", equalTo("2015-10-06"))
                .body("runs[0].capacity", nullValue())
                .body("outcomes.size()", equalTo(0));
        recorder().get(path(program) + "/outcomes/" + outcome.path("id")).then().statusCode(404);
    }

    @Test
    void whatWasEnteredInErrorIsAnnulledByAnotherAndGoesOutOfTheListsAndGivesItsCodeBack() {
        Response program = adopted();
        tried(recorder(), program, "annulment", "{\"reason\":\"Entered twice\"}")
                .then()
                .statusCode(403)
                .body("errors[0].code", equalTo("four-eyes"));
        Response annulled = step(anotherRecorder(), program, "annulment", "{\"reason\":\"Entered twice\"}");
        annulled.then().body("annulledOn", not(nullValue())).body("state", equalTo("ADOPTED"));
        assertThat(lastReason(annulled)).isEqualTo("Entered twice");
        String code = program.path("programCode");
        recorder().queryParam("programCode", code).get(PROGRAMS).then().body("items.size()", equalTo(0));
        recorder()
                .queryParam("programCode", code)
                .queryParam("annulled", "true")
                .get(PROGRAMS)
                .then()
                .body("items.size()", equalTo(1));
        read(annulled).then().body("annulledOn", not(nullValue()));
        tried(anotherRecorder(), annulled, "annulment", "{\"reason\":\"Again\"}")
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("program-annulled"));
        tried(recorder(), annulled, "corrections", "{\"reason\":\"x\",\"notes\":\"x\"}")
                .then()
                .statusCode(409);
        succeeded(
                recorder().body(proposal("").replaceFirst("T-[0-9a-f-]+", code)).post(PROGRAMS));
    }

    @Test
    void outcomesAreAddedAlsoYearsAfterTheEnd() {
        Response program = completed();
        Response outcome = succeeded(recorder().body("""
            {"type":"3","title":{"en":"Declaration of Safe Water","ja":"安全な水宣言"},"date":"2009",
             "place":"throughout Hue Province","country":"VN"}""").post(path(program) + "/outcomes"));
        outcome.then().statusCode(201).body("date", equalTo("2009")).body("place", equalTo("throughout Hue Province"));
        recorder()
                .get(path(program) + "/outcomes")
                .then()
                .body("items.id", equalTo(List.of(outcome.<String>path("id"))));
        for (String[] wrong : new String[][] {
            {"\"date\":\"2009\"", "\"date\":\"2009-13\"", "/date"},
            {"\"date\":\"2009\"", "\"date\":\"0009\"", "/date"},
            {"\"type\":\"3\"", "\"type\":\"4\"", "/type"}
        }) {
            recorder()
                    .body("""
            {"type":"3","title":{"en":"Declaration","ja":"宣言"},"date":"2009"}""".replace(wrong[0], wrong[1]))
                    .post(path(program) + "/outcomes")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo(wrong[2]));
        }
    }

    @Test
    void aWithdrawnSectorIsTakenWithAWarning() {
        String body = proposal("")
                .replace("\"32140\"", "\"74010\"")
                .replace("2015-10-01", "2018-04-01")
                .replace("2018-09-30", "2019-03-31");
        Response warned = succeeded(recorder().body(body).post(PROGRAMS));
        warned.then()
                .body("warnings[0].code", equalTo("sector-withdrawn"))
                .body("warnings[0].pointer", equalTo("/sectors/0/code"));
        patched(warned, "{\"notes\":\"x\"}").then().body("warnings[0].code", equalTo("sector-withdrawn"));
        read(warned).then().body("warnings", nullValue());
        recorder()
                .body(proposal("").replace("\"32140\"", "\"43060\"").replace("2018-09-30", "2017-12-31"))
                .post(PROGRAMS)
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("code-not-valid"));
    }

    @Test
    void relatedProgramsAreThereAreOthersAndLeadBackToNowhere() {
        Response first = proposed();
        String phase = ",\"relatedPrograms\":[{\"programId\":\"%s\",\"relation\":\"%s\"}]";
        Response second = proposed(phase.formatted(first.<String>path("id"), "PHASE_OF"));
        Response third = proposed(phase.formatted(second.<String>path("id"), "SUCCESSOR_OF"));
        recorder()
                .queryParam("relatedTo", first.<String>path("id"))
                .get(PROGRAMS)
                .then()
                .body("items.id", equalTo(List.of(second.<String>path("id"))));
        for (String[] wrong : new String[][] {
            {first.path("id"), "PHASE_OF", "related-to-itself"},
            {first.path("id"), "RELATED", "related-to-itself"},
            {second.path("id"), "SUCCESSOR_OF", "relation-cycle"},
            {third.path("id"), "PHASE_OF", "relation-cycle"},
            {UUID.randomUUID().toString(), "RELATED", "unknown-reference"}
        }) {
            patched(first, "{" + phase.formatted(wrong[0], wrong[1]).substring(1) + "}")
                    .then()
                    .statusCode(422)
                    .body("errors[0].code", equalTo(wrong[2]));
        }
        patched(
                        first,
                        "{"
                                + phase.formatted(third.<String>path("id"), "RELATED")
                                        .substring(1) + "}")
                .then()
                .statusCode(200);
    }

    @Test
    void ofTwoProgramsThatNameEachOtherAtOnceOneIsRefused() {
        Response one = proposed();
        Response other = proposed();
        String phase = "{\"relatedPrograms\":[{\"programId\":\"%s\",\"relation\":\"PHASE_OF\"}]}";
        var first = CompletableFuture.supplyAsync(() -> patched(one, phase.formatted(other.<String>path("id"))));
        var second = CompletableFuture.supplyAsync(() -> patched(other, phase.formatted(one.<String>path("id"))));
        assertThat(List.of(first.join().statusCode(), second.join().statusCode()))
                .containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void everyEventTellsWhatIsThenAnswered() {
        Response program = started();
        Response run = succeeded(recorder()
                .body("{\"runCode\":\"1\",\"plannedStart\":\"2015-10-05\",\"plannedEnd\":\"2015-11-20\"}")
                .post(path(program) + "/runs"));
        assertThat(run.header("ETag")).isEqualTo("\"5\"");
        assertThat(read(program).<Integer>path("version")).isEqualTo(5);
    }
}
