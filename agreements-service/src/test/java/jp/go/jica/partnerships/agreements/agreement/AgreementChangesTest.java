package jp.go.jica.partnerships.agreements.agreement;

import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.AGREEMENTS;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.anotherRecorder;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.approver;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.as;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.drafted;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.inForce;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.memorandum;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.newNumber;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.patched;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.path;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.read;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.readAsOf;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.recorder;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.signed;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.step;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.succeeded;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.tried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** What is done with an agreement after its signature, over HTTP. */
@QuarkusTest
@WithRealServers(service = "agreements")
class AgreementChangesTest {

    private static final String YEARLY =
            "\"effectiveFrom\":\"2015-04-01\",\"effectiveTo\":\"2016-03-31\",\"automaticRenewal\":{\"months\":12,\"noticeDays\":30}";
    private static final String OPEN = "\"effectiveFrom\":\"2015-04-01\"";

    @Test
    void aDraftIsRevisedAndWhatWasSignedIsNot() {
        Response draft = drafted();
        Response revised = succeeded(patched(draft, "{\"fields\":[\"HEALTH\"],\"notes\":\"x\"}"));
        revised.then().body("fields", equalTo(List.of("HEALTH"))).header("ETag", equalTo("\"2\""));
        patched(draft, "{\"notes\":\"y\"}").then().statusCode(412);
        patched(revised, "{\"state\":\"SIGNED\"}").then().statusCode(400).body("errors[0].pointer", equalTo("/state"));
        Response signed = signed(revised, "2015-03-20");
        patched(signed, "{\"fields\":[\"WATER\"]}")
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("agreement-signed"));
        String document =
                "{\"documents\":[{\"name\":\"scan.pdf\",\"language\":\"ja\",\"mediaType\":\"application/pdf\",\"sha256\":\"%s\",\"size\":10}]}"
                        .formatted("0a".repeat(32));
        succeeded(patched(signed, document)).then().body("documents[0].name", equalTo("scan.pdf"));
    }

    @Test
    void aDraftIsCancelledWithAReason() {
        step(drafted(), "cancellation", "{\"reason\":\"The city wants more time\"}")
                .then()
                .body("state", equalTo("CANCELLED"))
                .body("cancelledOn", notNullValue());
        tried(recorder(), drafted(), "cancellation", "{}").then().statusCode(400);
        tried(recorder(), signed(), "cancellation", "{\"reason\":\"x\"}").then().statusCode(409);
    }

    @Test
    void anAgreementRenewedOnItsLastDayIsInForceOnTheNext() {
        Response renewed = step(signed(), "renewals", "{\"agreedOn\":\"2016-03-31\",\"effectiveTo\":\"2019-03-31\"}");
        renewed.then()
                .body("renewals[0].effectiveFrom", equalTo("2016-04-01"))
                .body("effectiveTo", equalTo("2016-03-31"));
        assertThat(inForce(renewed, "2016-04-01")).isTrue();
        assertThat(inForce(renewed, "2019-04-01")).isFalse();
        readAsOf(renewed, "2016-03-30").then().body("renewals", hasSize(0)).body("term.to", equalTo("2016-03-31"));
        readAsOf(renewed, "2016-04-01")
                .then()
                .body("term.from", equalTo("2016-04-01"))
                .body("term.automatic", equalTo(false));
        tried(recorder(), signed(), "renewals", "{\"agreedOn\":\"2016-04-01\"}")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("agreement-run-out"));
        tried(recorder(), renewed, "renewals", "{\"agreedOn\":\"2016-04-01\",\"effectiveTo\":\"2018-01-01\"}")
                .then()
                .statusCode(422);
    }

    @Test
    void anAgreementTerminatedOnTheDayOnWhichItWouldRenewIsNotRenewed() {
        Response agreement = signed(drafted(YEARLY), "2015-03-20");
        Response terminated = step(
                approver(), agreement, "termination", "{\"terminatedOn\":\"2016-04-01\",\"reason\":\"Wider one\"}");
        assertThat(inForce(terminated, "2016-03-31")).isTrue();
        assertThat(inForce(terminated, "2016-04-01")).isFalse();
        readAsOf(terminated, "2016-04-01").then().body("standing", equalTo("TERMINATED"));
    }

    @Test
    void noticeEndsWhatRenewsItself() {
        Response agreement = signed(drafted(YEARLY), "2015-03-20");
        assertThat(inForce(agreement, "2026-01-01")).isTrue();
        Response given = step(agreement, "notice", "{\"noticeGivenOn\":\"2016-03-01\",\"reason\":\"Budget\"}");
        assertThat(inForce(given, "2016-03-31")).isTrue();
        assertThat(inForce(given, "2016-04-01")).isFalse();
        tried(recorder(), given, "notice", "{\"noticeGivenOn\":\"2016-03-01\"}")
                .then()
                .statusCode(409);
        tried(recorder(), signed(), "notice", "{\"noticeGivenOn\":\"2016-03-01\"}")
                .then()
                .statusCode(409);
    }

    @Test
    void anAmendmentHoldsFromItsDayAndAddsNothingElse() {
        Response signed = signed(drafted(OPEN), "2015-03-20");
        Response amended = step(signed, "amendments", """
            {"amendedOn":"2016-01-15","effectiveFrom":"2016-04-01","summary":"Sewerage is added","fields":["WATER","SEWERAGE"]}""");
        amended.then()
                .body("fields", equalTo(List.of("WATER", "SEWERAGE")))
                .body("amendments[0].changed", equalTo(List.of("fields")))
                .body("amendments[0].before.fields", equalTo(List.of("WATER")))
                .body("signedOn", equalTo("2015-03-20"));
        readAsOf(amended, "2016-03-31").then().body("fields", equalTo(List.of("WATER")));
        readAsOf(amended, "2016-04-01").then().body("fields", equalTo(List.of("WATER", "SEWERAGE")));
        tried(recorder(), amended, "amendments", """
            {"amendedOn":"2016-01-15","effectiveFrom":"2016-04-01","summary":"The same","fields":["WATER","SEWERAGE"]}""")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("nothing-amended"));
        tried(recorder(), amended, "amendments", """
            {"amendedOn":"2016-01-15","effectiveFrom":"2016-05-01","summary":"No party","parties":[]}""")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("no-party-can-sign"));
        tried(recorder(), amended, "amendments", """
            {"amendedOn":"2016-01-15","effectiveFrom":"2016-05-01","summary":"Its end","effectiveTo":"2020-01-01"}""")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/effectiveTo"));
    }

    @Test
    void aSuspendedAgreementIsNotInForceUntilItIsResumed() {
        Response suspended = step(
                signed(drafted(OPEN), "2015-03-20"),
                "suspension",
                "{\"suspendedOn\":\"2020-04-01\",\"reason\":\"Pandemic\"}");
        suspended.then().body("state", equalTo("SUSPENDED"));
        assertThat(inForce(suspended, "2020-03-31")).isTrue();
        assertThat(inForce(suspended, "2020-04-01")).isFalse();
        Response resumed = step(suspended, "resumption", "{\"resumedOn\":\"2022-10-11\"}");
        resumed.then().body("state", equalTo("SIGNED")).body("suspensions[0].resumedOn", equalTo("2022-10-11"));
        assertThat(inForce(resumed, "2022-10-10")).isFalse();
        assertThat(inForce(resumed, "2022-10-11")).isTrue();
        readAsOf(resumed, "2021-01-01").then().body("state", equalTo("SUSPENDED"));
    }

    @Test
    void aSuccessorSupersedesFromItsFirstDayAndThereIsOne() {
        Response first = signed(drafted(OPEN), "2015-03-20");
        String successor = OPEN.replace("2015", "2018") + ",\"predecessor\":\"" + first.path("id") + "\"";
        Response second = drafted(successor);
        assertThat(inForce(first, "2018-04-01")).isTrue();
        signed(second, "2018-03-01");
        assertThat(inForce(first, "2018-03-31")).isTrue();
        assertThat(inForce(first, "2018-04-01")).isFalse();
        assertThat(inForce(second, "2018-04-01")).isTrue();
        read(first).then().body("supersededBy.agreementId", equalTo(second.path("id")));
        readAsOf(first, "2018-04-01").then().body("standing", equalTo("SUPERSEDED"));
        tried(approver(), drafted(successor), "activation", "{\"signedOn\":\"2018-03-01\"}")
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("predecessor-superseded"));
        recorder()
                .body(memorandum(OPEN + ",\"predecessor\":\"" + UUID.randomUUID() + "\""))
                .post(AGREEMENTS)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/predecessor"));
        Response unsigned = drafted(
                OPEN.replace("2015", "2018") + ",\"predecessor\":\"" + drafted().path("id") + "\"");
        tried(approver(), unsigned, "activation", "{\"signedOn\":\"2018-03-01\"}")
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("predecessor-not-signed"));
    }

    @Test
    void ofTwoSuccessorsThatAreActivatedAtOnceOneWins() throws Exception {
        Response first = signed(drafted(OPEN), "2015-03-20");
        String successor = OPEN.replace("2015", "2018") + ",\"predecessor\":\"" + first.path("id") + "\"";
        List<Response> drafts = List.of(drafted(successor), drafted(successor), drafted(successor));
        var threads = Executors.newFixedThreadPool(drafts.size());
        try {
            List<Callable<Integer>> calls = drafts.stream()
                    .<Callable<Integer>>map(
                            draft -> () -> tried(approver(), draft, "activation", "{\"signedOn\":\"2018-03-01\"}")
                                    .statusCode())
                    .toList();
            List<Integer> answers = threads.invokeAll(calls).stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .sorted()
                    .toList();
            assertThat(answers).containsExactly(200, 409, 409);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anAnnulledSuccessorGivesItsPredecessorBackAndAnnulmentNeedsASecondPerson() {
        Response first = signed(drafted(OPEN), "2015-03-20");
        Response second = signed(
                drafted(OPEN.replace("2015", "2018") + ",\"predecessor\":\"" + first.path("id") + "\""), "2018-03-01");
        tried(recorder(), second, "annulment", "{\"reason\":\"Entered twice\"}")
                .then()
                .statusCode(403)
                .body("errors[0].code", equalTo("four-eyes"));
        step(anotherRecorder(), second, "annulment", "{\"reason\":\"Entered twice\"}");
        assertThat(inForce(second, "2018-04-01")).isFalse();
        assertThat(inForce(first, "2018-04-01")).isTrue();
        read(first).then().body("supersededBy", nullValue());
        recorder()
                .queryParam("agreementNumber", second.<String>path("agreementNumber"))
                .get(AGREEMENTS + "?annulled=true")
                .then()
                .body("items.id", equalTo(List.of(second.<String>path("id"))));
        // Its number is free for the right one.
        succeeded(recorder()
                .body(memorandum(OPEN).replaceFirst("T-[0-9a-f-]+", second.<String>path("agreementNumber")))
                .post(AGREEMENTS));
    }

    @Test
    void aCorrectionMovesTheDayFromWhichAPredecessorIsSuperseded() {
        Response first = signed(drafted(OPEN), "2015-03-20");
        Response second = signed(
                drafted(OPEN.replace("2015", "2018") + ",\"predecessor\":\"" + first.path("id") + "\""), "2018-03-01");
        Response corrected = step(
                second,
                "corrections",
                "{\"reason\":\"Misread\",\"effectiveFrom\":\"2019-04-01\",\"leadOffice\":\"KNS\"}");
        corrected.then().body("leadOffice", equalTo("KNS"));
        assertThat(inForce(first, "2018-04-01")).isTrue();
        assertThat(inForce(first, "2019-04-01")).isFalse();
        tried(
                        as(Tokens.with("recorder").offices("*").subject("r").token()),
                        read(second),
                        "corrections",
                        "{\"signedOn\":\"2018-03-01\"}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/reason"));
        tried(
                        as(Tokens.with("recorder").offices("*").subject("r").token()),
                        read(second),
                        "corrections",
                        "{\"reason\":\"x\",\"state\":\"DRAFT\"}")
                .then()
                .statusCode(400);
    }

    @Test
    void everyChangeNeedsTheVersionThatWasSeen() {
        Response signed = signed();
        for (String noun : List.of(
                "amendments",
                "renewals",
                "notice",
                "suspension",
                "resumption",
                "termination",
                "corrections",
                "annulment",
                "cancellation",
                "activation")) {
            String body = """
                {"reason":"x","amendedOn":"2015-05-01","effectiveFrom":"2015-05-01","summary":"x","agreedOn":"2015-05-01",
                 "noticeGivenOn":"2015-05-01","suspendedOn":"2015-05-01","resumedOn":"2015-05-01","terminatedOn":"2015-05-01",
                 "signedOn":"2015-05-01"}""";
            String only = only(noun, body);
            var as = as(Tokens.with("recorder", "approver")
                    .offices("*")
                    .subject("a")
                    .token());
            as.body(only).post(path(signed) + "/" + noun).then().statusCode(428);
            as.header("If-Match", "\"1\"")
                    .body(only)
                    .post(path(signed) + "/" + noun)
                    .then()
                    .statusCode(412);
        }
    }

    private static String only(String noun, String all) {
        List<String> wanted = switch (noun) {
            case "amendments" -> List.of("amendedOn", "effectiveFrom", "summary");
            case "renewals" -> List.of("agreedOn");
            case "notice" -> List.of("noticeGivenOn");
            case "suspension" -> List.of("suspendedOn", "reason");
            case "resumption" -> List.of("resumedOn");
            case "termination" -> List.of("terminatedOn", "reason");
            case "activation" -> List.of("signedOn");
            default -> List.of("reason");
        };
        return "{"
                + String.join(
                        ",",
                        Arrays.stream(all.strip().replaceAll("[{}\\n]", "").split(",", -1))
                                .map(String::strip)
                                .filter(field -> wanted.contains(field.substring(1, field.indexOf('"', 1))))
                                .toList())
                + "}";
    }

    @Test
    void aSecondComprehensiveAgreementOfOneCityIsTakenWithAWarningOnBoth() {
        String body = """
            {"agreementNumber":"%s","type":"COMPREHENSIVE_COOPERATION","title":{"en":"x","ja":"x"},
             "leadOffice":"SKK","parties":[{"organisation":{"name":"x","type":"NGO"}},{"localGovernment":"372021"}],"effectiveFrom":"2015-04-01"%s}""";
        Response first = succeeded(as(Tokens.recorder("SKK"))
                .body(body.formatted(newNumber(), ",\"effectiveTo\":\"2030-03-31\""))
                .post(AGREEMENTS));
        step(as(Tokens.approver("SKK")), first, "activation", "{\"signedOn\":\"2014-01-01\"}")
                .then()
                .body("warnings.code", hasItem("signed-long-before-effect"));
        succeeded(as(Tokens.recorder("SKK"))
                        .body(body.formatted(newNumber(), ""))
                        .post(AGREEMENTS))
                .then()
                .body("warnings[0].code", equalTo("overlapping-agreement"))
                .body("warnings[0].pointer", equalTo("/parties/1"));
        as(Tokens.analyst())
                .get(AGREEMENTS + "/attention?limit=500&leadOffice=SKK&within=P10Y&total=true")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(first.<String>path("id")))
                .body("total", notNullValue());
    }

    @Test
    void whatRunsOutSoonIsOnTheListOfItsOfficeUntilItIsRenewed() {
        LocalDate end = LocalDate.now(ZoneId.of("Asia/Tokyo")).plusDays(60);
        // An office of its own, so that what other tests leave does not fill the page.
        String recorder = Tokens.recorder("OKN");
        Response draft = succeeded(as(recorder)
                .body(memorandum("\"effectiveFrom\":\"2015-04-01\",\"effectiveTo\":\"%s\"".formatted(end))
                        .replace("\"YOK\"", "\"OKN\""))
                .post(AGREEMENTS));
        Response ending = step(as(Tokens.approver("OKN")), draft, "activation", "{\"signedOn\":\"2015-03-20\"}");
        ending.then().body("warnings.code", equalTo(List.of("expiring-without-successor")));
        attention("within=P90D").then().body("items.id", hasItem(ending.<String>path("id")));
        assertThat(attention("within=P30D").<List<String>>path("items.id")).doesNotContain(ending.<String>path("id"));
        Response renewed = step(as(recorder), ending, "renewals", "{\"agreedOn\":\"2020-01-01\"}");
        renewed.then().body("warnings", nullValue());
        assertThat(attention("within=P90D").<List<String>>path("items.id")).doesNotContain(ending.<String>path("id"));
        for (String bad : List.of("P-1D", "90", "P11Y", "P999999999Y", "")) {
            as(Tokens.analyst())
                    .queryParam("within", bad)
                    .get(AGREEMENTS + "/attention")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("?within"));
        }
    }

    private static Response attention(String query) {
        return succeeded(as(Tokens.analyst()).get(AGREEMENTS + "/attention?limit=500&leadOffice=OKN&" + query));
    }
}
