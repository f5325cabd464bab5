package jp.go.jica.partnerships.agreements.agreement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.EventContract;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreements as another system sees them, over HTTP, with the database and the rights of production. */
@QuarkusTest
@WithRealServers(service = "agreements")
class AgreementApiTest {

    private static final String AGREEMENTS = "/v1/agreements";
    private static final String PROBLEM = "application/problem+json";
    private static final EventContract CONTRACT = EventContract.of("agreement");

    @FromServers
    ServiceDatabase database;

    @AfterEach
    void everyEventKeepsItsContractAndHasAnExample() throws SQLException {
        assertThat(CONTRACT.violationsOfJournal(database)).isEmpty();
        assertThat(CONTRACT.typesWithoutExample(database)).isEmpty();
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    private static RequestSpecification recorder() {
        return as(Tokens.recorder("YOK"));
    }

    private static RequestSpecification approver() {
        return as(Tokens.approver("YOK"));
    }

    private static String body(String number) {
        return """
            {"agreementNumber":"%s","type":"COMPREHENSIVE_COOPERATION","title":{"en":"Comprehensive cooperation","ja":"包括連携"},
             "leadOffice":"YOK","parties":[{"localGovernment":"141003"}],"fields":["WATER"],"countries":["MW"],
             "effectiveFrom":"2011-10-25"}""".formatted(number);
    }

    private static String newNumber() {
        return "T-" + UUID.randomUUID();
    }

    private static Response created(String body) {
        return recorder()
                .body(body)
                .post(AGREEMENTS)
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static Response drafted() {
        return created(body(newNumber()));
    }

    private static String path(Response agreement) {
        return AGREEMENTS + "/" + agreement.path("id");
    }

    private static Response activation(Response agreement, String signedOn) {
        return approver()
                .header("If-Match", agreement.header("ETag"))
                .body("{\"signedOn\":\"%s\"}".formatted(signedOn))
                .post(path(agreement) + "/activation");
    }

    private static Response signed(Response draft) {
        return signed(draft, "2011-10-25");
    }

    private static Response signed(Response draft, String signedOn) {
        return activation(draft, signedOn).then().statusCode(200).extract().response();
    }

    private static Response termination(Response agreement, String terminatedOn) {
        return approver()
                .header("If-Match", agreement.header("ETag"))
                .body("{\"terminatedOn\":\"%s\",\"reason\":\"Followed by a wider one\"}".formatted(terminatedOn))
                .post(path(agreement) + "/termination");
    }

    @Test
    void aDraftAnswersWithTheWholeAgreementAndWhereItIs() {
        String number = newNumber();
        recorder()
                .body(body(number))
                .post(AGREEMENTS)
                .then()
                .statusCode(201)
                .header("Location", containsString(AGREEMENTS + "/"))
                .header("ETag", equalTo("\"1\""))
                .header("Event-Version", containsString("agreements/"))
                .body("id", notNullValue())
                .body("agreementNumber", equalTo(number))
                .body("state", equalTo("DRAFT"))
                .body("leadOffice", equalTo("YOK"))
                .body("parties[0].localGovernment", equalTo("141003"))
                .body("fields", equalTo(List.of("WATER")))
                .body("countries", equalTo(List.of("MW")))
                .body("signedOn", nullValue());
    }

    @Test
    void everyFieldComesBackAsItWasSent() {
        created("""
            {"agreementNumber":"%s","type":"MEMORANDUM","title":{"en":"Dispatch of volunteers","ja":"ボランティア派遣"},
             "leadOffice":"YOK","parties":[{"localGovernment":"141003","unit":"Waterworks Bureau"},
             {"organisation":{"name":"Hue Province","type":"LOCAL_GOVERNMENT"}}],"fields":["WATER","HEALTH"],
             "countries":["MW","VN"],"effectiveFrom":"2017-04-27","effectiveTo":"2020-03-31",
             "automaticRenewal":{"months":12,"noticeDays":90},
             "signatories":[{"name":"A Mayor","office":"Mayor"}],"notes":"Four a year"}""".formatted(newNumber()))
                .then()
                .body("type", equalTo("MEMORANDUM"))
                .body("parties[0].unit", equalTo("Waterworks Bureau"))
                .body("parties[1].organisation.type", equalTo("LOCAL_GOVERNMENT"))
                .body("fields", equalTo(List.of("WATER", "HEALTH")))
                .body("effectiveTo", equalTo("2020-03-31"))
                .body("automaticRenewal.months", equalTo(12))
                .body("automaticRenewal.noticeDays", equalTo(90))
                .body("signatories[0].office", equalTo("Mayor"))
                .body("notes", equalTo("Four a year"));
    }

    @Test
    void whatWasDraftedCanBeReadAgainAndIsNotSentTwiceToWhoHasIt() {
        Response created = drafted();
        Response read =
                recorder().get(path(created)).then().statusCode(200).extract().response();
        Map<String, Object> answered = new HashMap<>(created.jsonPath().getMap("$"));
        // They are about the day of the answer and no part of the agreement.
        answered.remove("warnings");
        assertThat(read.jsonPath().<String, Object>getMap("$")).isEqualTo(answered);
        recorder()
                .header("If-None-Match", read.header("ETag"))
                .get(path(created))
                .then()
                .statusCode(304)
                .header("ETag", equalTo(read.header("ETag")));
    }

    @Test
    void anAgreementGoesFromDraftToTerminationAndEachStepIsOneEventInOrder() throws SQLException {
        Response draft = drafted();
        Response signed = signed(draft);
        signed.then()
                .header("ETag", equalTo("\"2\""))
                .header("Event-Version", equalTo("agreements/" + draft.path("id") + "/2"))
                .body("state", equalTo("SIGNED"))
                .body("signedOn", equalTo("2011-10-25"));
        termination(signed, "2020-03-31")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"3\""))
                .body("state", equalTo("TERMINATED"))
                .body("signedOn", equalTo("2011-10-25"))
                .body("terminatedOn", equalTo("2020-03-31"))
                .body("terminationReason", equalTo("Followed by a wider one"));
        assertThat(journal(draft.path("id")))
                .containsExactly(
                        "1 agreements.agreement-drafted.v1 recorder-1 -",
                        "2 agreements.agreement-activated.v1 approver-1 -",
                        "3 agreements.agreement-terminated.v1 approver-1 Followed by a wider one");
    }

    @Test
    void anEventHoldsTheOldValuesOfWhatChangedAndTheWholeStateAfter() throws SQLException {
        Response signed = signed(drafted());
        assertThat(query("select data ->> 'before' from domain_event where aggregate_version = 2 and aggregate_id = '"
                        + signed.path("id") + "'"))
                .containsExactly("{\"state\": \"DRAFT\", \"version\": 1, \"signedOn\": null}");
        assertThat(query("select data #>> '{after}' from domain_event where aggregate_version = 2 and aggregate_id = '"
                        + signed.path("id") + "'"))
                .containsExactlyElementsOf(
                        query("select doc::text from agreement where id = '" + signed.path("id") + "'"));
    }

    @Test
    void eachStepNeedsTheStateBeforeIt() {
        Response draft = drafted();
        termination(draft, "2020-03-31")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/state-conflict"))
                .body("errors[0].code", equalTo("agreement-not-signed"));
        Response signed = signed(draft);
        activation(signed, "2011-10-25").then().statusCode(409).body("errors[0].code", equalTo("agreement-not-draft"));
        Response terminated = termination(signed, "2020-03-31");
        activation(terminated, "2011-10-25").then().statusCode(409);
        termination(terminated, "2020-03-31").then().statusCode(409);
    }

    @Test
    void signingAndTerminationAreOfTodayInTokyoAtTheLatest() {
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Tokyo")).plusDays(1);
        Response draft = drafted();
        activation(draft, tomorrow.toString())
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("date-in-future"))
                .body("errors[0].pointer", equalTo("/signedOn"));
        termination(signed(draft), tomorrow.toString())
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("date-in-future"))
                .body("errors[0].pointer", equalTo("/terminatedOn"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"terminatedOn\":\"2020-03-31\"}                  | 400 | /reason       | not-blank",
                "{\"terminatedOn\":\"2020-03-31\",\"reason\":\" \"} | 400 | /reason       | not-blank",
                "{\"terminatedOn\":\"2020-03-31\",\"reason\":7}     | 400 | /reason       | unreadable-value",
                "{\"reason\":\"x\"}                                 | 400 | /terminatedOn | not-null",
                "{\"terminatedOn\":\"2011-10-24\",\"reason\":\"x\"} | 422 | /terminatedOn | dates-out-of-order",
                "{\"terminatedOn\":\"31.3.2020\",\"reason\":\"x\"}  | 400 | /terminatedOn | unreadable-value",
                "{\"terminatedOn\":\"2020-03-31\",\"reason\":\"x\",\"by\":\"y\"} | 400 | /by | unknown-field"
            })
    void aTerminationNeedsADayThatFitsAndAReason(String body, int status, String pointer, String code) {
        Response signed = signed(drafted());
        approver()
                .header("If-Match", signed.header("ETag"))
                .body(body)
                .post(path(signed) + "/termination")
                .then()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code));
        recorder().get(path(signed)).then().body("state", equalTo("SIGNED"));
    }

    @Test
    void aChangeNeedsTheVersionThatWasReadAndItMustBeTheLatest() {
        Response draft = drafted();
        approver()
                .body("{\"signedOn\":\"2011-10-25\"}")
                .post(path(draft) + "/activation")
                .then()
                .statusCode(428)
                .contentType(PROBLEM);
        signed(draft);
        activation(draft, "2011-10-25").then().statusCode(412).contentType(PROBLEM);
    }

    @Test
    void ofTenWhoChangeTheSameVersionAtOnceExactlyOneWins() throws Exception {
        Response draft = drafted();
        Callable<Integer> change = () -> activation(draft, "2011-10-25").statusCode();
        var callers = Executors.newFixedThreadPool(10);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (var answer : callers.invokeAll(Collections.nCopies(10, change))) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        } finally {
            callers.shutdownNow();
        }
        assertThat(journal(draft.path("id"))).hasSize(2);
    }

    @Test
    void anAgreementNumberIsTakenOnceEvenByTwoAtOnce() throws Exception {
        String number = newNumber();
        Callable<Integer> draft =
                () -> recorder().body(body(number)).post(AGREEMENTS).statusCode();
        var callers = Executors.newFixedThreadPool(4);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (var answer : callers.invokeAll(Collections.nCopies(4, draft))) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        } finally {
            callers.shutdownNow();
        }
        recorder()
                .body(body(number))
                .post(AGREEMENTS)
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("/problems/duplicate"))
                .body("errors[0].pointer", equalTo("/agreementNumber"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"leadOffice\":\"YOK\" | \"leadOffice\":\"YOX\"      | 400 | /leadOffice | unknown-office-code",
                "\"leadOffice\":\"YOK\" | \"leadOffice\":\"HKD-O\"    | 422 | /leadOffice | office-cannot-lead",
                "\"141003\"             | \"141004\"                  | 400 | /parties/0/localGovernment | wrong-check-digit",
                "\"141003\"             | \"141011\"                  | 422 | /parties    | no-party-can-sign",
                "{\"localGovernment\":\"141003\"} | ''                | 422 | /parties    | no-party-can-sign",
                "{\"localGovernment\":\"141003\"} | null              | 400 | /parties/0  | not-null",
                "{\"localGovernment\":\"141003\"} | {}                | 422 | /parties/0  | party-ambiguous",
                "\"141003\"             | \"141003\",\"unit\":\" \"   | 400 | /parties/0/unit | pattern",
                "\"141003\"             | \"141003\",\"organisation\":{\"name\":\"x\",\"type\":\"NGO\"} | 422 | /parties/0 | party-ambiguous",
                "\"141003\"             | \"141003\",\"organisation\":{\"name\":\"\",\"type\":\"NGO\"}  | 400 | /parties/0/organisation/name | not-blank",
                "\"141003\"             | \"141003\",\"organisation\":{\"name\":\"x\",\"type\":\"CLUB\"} | 400 | /parties/0/organisation/type | unreadable-value",
                "[\"WATER\"]            | [\"FIRE\"]                  | 400 | /fields/0   | unreadable-value",
                "[\"WATER\"]            | [\"WATER\",\"WATER\"]       | 422 | /fields/1   | named-twice",
                "[\"MW\"]               | [\"MWI\"]                   | 400 | /countries/0 | unknown-country-code",
                "[\"MW\"]               | \"MW\"                      | 400 | /countries  | unreadable-value",
                "\"COMPREHENSIVE_COOPERATION\" | \"HANDSHAKE\"        | 400 | /type       | unreadable-value",
                "\"COMPREHENSIVE_COOPERATION\" | null                 | 400 | /type       | not-null",
                "\"2011-10-25\"         | \"2011-10-25\",\"effectiveTo\":\"2011-10-25\" | 422 | /effectiveTo | dates-out-of-order",
                "\"2011-10-25\"         | \"2011-10-25\",\"automaticRenewal\":{\"months\":12,\"noticeDays\":30} | 422 | /automaticRenewal | renewal-without-end",
                "\"2011-10-25\"         | \"2011-10-25\",\"automaticRenewal\":{\"months\":0,\"noticeDays\":30}  | 400 | /automaticRenewal/months | min",
                "\"2011-10-25\"         | \"2011-10-25\",\"automaticRenewal\":{\"months\":1.5,\"noticeDays\":30} | 400 | /automaticRenewal/months | unreadable-value",
                "\"2011-10-25\"         | \"2011-10-25\",\"signatories\":[{\"name\":\"x\"}] | 400 | /signatories/0/office | not-blank",
                "\"2011-10-25\"         | \"2011-02-29\"              | 400 | /effectiveFrom | unreadable-value",
                "\"2011-10-25\"         | \"9999-12-31\"              | 400 | /effectiveFrom | unreadable-value",
                "\"2011-10-25\"         | 20111025                    | 400 | /effectiveFrom | unreadable-value",
                "\"2011-10-25\"         | \"2011-10-25\",\"state\":\"SIGNED\" | 400 | /state  | unknown-field",
                "\"en\":\"Comprehensive cooperation\" | \"en\":\"\"         | 400 | /title/en | not-blank",
                "\"en\":\"Comprehensive cooperation\" | \"en\":\"a\\u0000b\" | 400 | /title/en | unreadable-value"
            })
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, int status, String pointer, String code)
            throws SQLException {
        List<String> before = query("select count(*)::text from domain_event");
        String body = body(newNumber());
        assertThat(body).contains(right);
        recorder()
                .body(body.replace(right, wrong))
                .post(AGREEMENTS)
                .then()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code))
                .body(not(containsString("jp.go.jica")));
        assertThat(query("select count(*)::text from domain_event")).isEqualTo(before);
    }

    @Test
    void noBadRequestGetsAnythingButAProblem() {
        for (String body : List.of("{", "", "null", "[]", "[".repeat(2_000))) {
            recorder().body(body).post(AGREEMENTS).then().statusCode(400).contentType(PROBLEM);
        }
        recorder()
                .contentType("text/plain")
                .body("x")
                .post(AGREEMENTS)
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        recorder()
                .body("x".repeat(10_000_000))
                .post(AGREEMENTS)
                .then()
                .statusCode(413)
                .contentType(PROBLEM);
        recorder().accept("image/png").get(AGREEMENTS).then().statusCode(406).contentType(PROBLEM);
        recorder().delete(AGREEMENTS).then().statusCode(405).contentType(PROBLEM);
        for (String nowhere :
                List.of(AGREEMENTS + "/not-a-uuid", AGREEMENTS + "/" + UUID.randomUUID(), "/v1/nothing")) {
            recorder().get(nowhere).then().statusCode(404).contentType(PROBLEM);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "colour=red, ?colour",
        "limit=0, ?limit",
        "limit=501, ?limit",
        "cursor=!, ?cursor",
        "state=GONE, ?state",
        "type=HANDSHAKE, ?type",
        "field=FIRE, ?field",
        "leadOffice=XXX, ?leadOffice",
        "localGovernment=141004, ?localGovernment",
        "prefecture=14, ?prefecture",
        "prefecture=141003, ?prefecture",
        "inForceOn=yesterday, ?inForceOn",
        "inForceOn=2015-02-29, ?inForceOn",
        "q=%00, ?q",
        "agreementNumber=%20, ?agreementNumber"
    })
    void aListRefusesWhatItCannotRead(String query, String pointer) {
        recorder()
                .urlEncodingEnabled(false)
                .get(AGREEMENTS + "?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void withoutAGoodTokenNothingIsAnswered() {
        given().get(AGREEMENTS).then().statusCode(401).contentType(PROBLEM);
        for (String token : List.of(
                "not.a.token",
                Tokens.with("recorder").offices("*").expired().token(),
                Tokens.with("recorder").offices("*").forged().token(),
                Tokens.with("recorder").offices("*").audience("others").token())) {
            as(token).get(AGREEMENTS).then().statusCode(401).contentType(PROBLEM);
        }
        as(Tokens.with("visitor").offices("*").token())
                .get(AGREEMENTS)
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void everyRoleReadsAgreementsOfAllOffices(String token) {
        Response draft = drafted();
        as(token).get(path(draft)).then().statusCode(200);
        as(token).get(AGREEMENTS + "?limit=1").then().statusCode(200);
    }

    static Stream<String> readers() {
        return Stream.of(
                Tokens.recorder("OKN"),
                Tokens.approver("OKN"),
                Tokens.analyst(),
                Tokens.statistician(),
                Tokens.auditor(),
                Tokens.privacyOfficer(),
                Tokens.administrator(),
                Tokens.system("agreements:read"));
    }

    @Test
    void recordersDraftApproversDecideAndNobodyForAnotherOffice() throws SQLException {
        for (String token : List.of(
                Tokens.approver("YOK"),
                Tokens.analyst(),
                Tokens.statistician(),
                Tokens.auditor(),
                Tokens.administrator(),
                Tokens.recorder("OKN"),
                Tokens.recorder())) {
            as(token)
                    .body(body(newNumber()))
                    .post(AGREEMENTS)
                    .then()
                    .statusCode(403)
                    .contentType(PROBLEM);
        }
        Response draft = drafted();
        for (String token : List.of(Tokens.recorder("YOK"), Tokens.analyst(), Tokens.approver("OKN"))) {
            as(token)
                    .header("If-Match", draft.header("ETag"))
                    .body("{\"signedOn\":\"2011-10-25\"}")
                    .post(path(draft) + "/activation")
                    .then()
                    .statusCode(403)
                    .contentType(PROBLEM);
            as(token)
                    .header("If-Match", draft.header("ETag"))
                    .body("{\"terminatedOn\":\"2011-10-25\",\"reason\":\"x\"}")
                    .post(path(draft) + "/termination")
                    .then()
                    .statusCode(403)
                    .contentType(PROBLEM);
        }
        assertThat(journal(draft.path("id"))).hasSize(1);
    }

    @Test
    void whoeverDraftedAnAgreementNeitherActivatesNorTerminatesItAndItsApproverDoesBoth() {
        String maker = Tokens.with("recorder", "approver")
                .offices("YOK")
                .subject("maker")
                .token();
        Response draft = as(maker).body(body(newNumber())).post(AGREEMENTS);
        as(maker)
                .header("If-Match", draft.header("ETag"))
                .body("{\"signedOn\":\"2011-10-25\"}")
                .post(path(draft) + "/activation")
                .then()
                .statusCode(403)
                .contentType(PROBLEM)
                .body("errors[0].code", equalTo("four-eyes"));
        Response signed = signed(draft);
        String termination = "{\"terminatedOn\":\"2012-10-25\",\"reason\":\"x\"}";
        as(maker)
                .header("If-Match", signed.header("ETag"))
                .body(termination)
                .post(path(draft) + "/termination")
                .then()
                .statusCode(403)
                .body("errors[0].code", equalTo("four-eyes"));
        // Who activated it has not changed it since: activation was the approval.
        approver()
                .header("If-Match", signed.header("ETag"))
                .body(termination)
                .post(path(draft) + "/termination")
                .then()
                .statusCode(200);
    }

    @Test
    void anOfficeActsForThoseThatItTookOverAndTheySignedInTheirTime() {
        String hyogo = body(newNumber())
                .replace("\"leadOffice\":\"YOK\"", "\"leadOffice\":\"HYG\"")
                .replace("2011-10-25", "2007-01-17");
        Response draft = as(Tokens.recorder("KNS")).body(hyogo).post(AGREEMENTS);
        draft.then().statusCode(201);
        RequestSpecification kansai = as(Tokens.approver("KNS")).header("If-Match", draft.header("ETag"));
        kansai.body("{\"signedOn\":\"2012-04-01\"}")
                .post(path(draft) + "/activation")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("office-not-valid"));
        kansai.body("{\"signedOn\":\"2007-01-17\"}")
                .post(path(draft) + "/activation")
                .then()
                .statusCode(200)
                .body("leadOffice", equalTo("HYG"));
    }

    @Test
    void listsAreFilteredAndPagedWithoutLossOrRepetition() {
        String word = newWord();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(signed(created(body(newNumber()).replace("\"Comprehensive", "\"" + word + " 100%_")))
                    .path("id"));
        }
        assertThat(all(Map.of("q", word.toLowerCase(Locale.ROOT)), 2)).isEqualTo(made);
        for (String filter : List.of(
                "type=COMPREHENSIVE_COOPERATION&type=MEMORANDUM",
                "leadOffice=YOK",
                "localGovernment=141003",
                "prefecture=140007",
                "prefecture=280003&prefecture=140007",
                "field=WATER&field=HEALTH",
                "state=SIGNED",
                "inForceOn=2011-10-25",
                "inForceOn=2011-10-24&inForceOn=2026-01-01")) {
            recorder()
                    .get(AGREEMENTS + "?limit=500&q=" + word + "&" + filter)
                    .then()
                    .statusCode(200)
                    .body("items.id", equalTo(made));
        }
        for (String filter : List.of(
                "type=MEMORANDUM",
                "leadOffice=SKK",
                "localGovernment=140007",
                "prefecture=130001",
                "field=HEALTH",
                "state=DRAFT",
                "inForceOn=2011-10-24",
                "agreementNumber=another")) {
            recorder()
                    .get(AGREEMENTS + "?q=" + word + "&" + filter)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(0));
        }
        String number = recorder().get(AGREEMENTS + "/" + made.get(0)).path("agreementNumber");
        recorder()
                .queryParam("agreementNumber", number)
                .get(AGREEMENTS)
                .then()
                .body("items.id", equalTo(made.subList(0, 1)));
    }

    @Test
    void aPrefecturesListHoldsItsOwnAgreementsAndThoseOfItsMunicipalities() {
        String word = newWord();
        String body = body(newNumber()).replace("\"Comprehensive", "\"" + word);
        Response hyogo = created(body.replace("141003", "280003"));
        Response both =
                created(body.replace("{\"localGovernment\":\"141003\"}", """
                {"localGovernment":"281000"},{"localGovernment":"141003"},
                {"organisation":{"name":"x","type":"NGO"}}""").replace("T-", "U-"));
        recorder()
                .get(AGREEMENTS + "?prefecture=280003&q=" + word)
                .then()
                .body("items.id", equalTo(List.of(hyogo.path("id"), both.path("id"))));
        recorder()
                .get(AGREEMENTS + "?prefecture=140007&q=" + word)
                .then()
                .body("items.id", equalTo(List.of(both.<String>path("id"))));
    }

    @Test
    void pagesOfThoseInForceAreFullWhereTheDatabaseAloneCannotTell() {
        String word = newWord();
        List<String> inForce = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Every second one was terminated on the day on which it would have been renewed.
            Response agreement = signed(created(renewed(word)), "2015-04-01");
            String terminatedOn = i % 2 == 0 ? "2016-04-01" : "2016-04-02";
            termination(agreement, terminatedOn).then().statusCode(200);
            if (i % 2 == 1) {
                inForce.add(agreement.path("id"));
            }
        }
        for (int limit : List.of(1, 2, 3, 500)) {
            assertThat(all(Map.of("q", word, "inForceOn", "2016-04-01"), limit)).isEqualTo(inForce);
        }
        Response first = recorder()
                .queryParams(Map.of("q", word, "inForceOn", "2016-04-01", "limit", "2"))
                .get(AGREEMENTS);
        assertThat(first.<List<String>>path("items.id")).isEqualTo(inForce.subList(0, 2));
    }

    @Test
    void theListOfThoseInForceIsWhatTheAgreementsSayOfThemselves(TestReporter reporter) {
        long seed = Long.getLong("seed", System.nanoTime());
        reporter.publishEntry("seed", Long.toString(seed));
        Random random = new Random(seed);
        String word = newWord();
        LocalDate base = LocalDate.parse("2015-01-01");
        List<Map.Entry<String, Agreement>> made = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            LocalDate from = base.plusDays(random.nextInt(120));
            LocalDate to = random.nextInt(4) == 0 ? null : from.plusDays(1 + random.nextInt(90));
            AutomaticRenewal renewal =
                    to == null || random.nextBoolean() ? null : new AutomaticRenewal(1 + random.nextInt(2), 0);
            LocalDate signedOn = random.nextInt(5) == 0 ? null : from.minusDays(random.nextInt(20));
            LocalDate terminatedOn = signedOn == null || random.nextBoolean()
                    ? null
                    : to == null ? from.plusDays(random.nextInt(90)) : renewal == null ? to : to.plusDays(1);
            made.add(Map.entry(
                    id(word, from, to, renewal, signedOn, terminatedOn),
                    agreement(from, to, renewal, signedOn, terminatedOn)));
        }
        for (int i = 0; i < 40; i++) {
            LocalDate day = base.minusDays(20).plusDays(random.nextInt(260));
            assertThat(all(Map.of("q", word, "inForceOn", day.toString()), 1 + random.nextInt(12)))
                    .as("seed %d, in force on %s", seed, day)
                    .isEqualTo(made.stream()
                            .filter(each -> each.getValue().inForceOn(day))
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    private static String id(
            String word,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable AutomaticRenewal renewal,
            @Nullable LocalDate signedOn,
            @Nullable LocalDate terminatedOn) {
        String dates = "\"effectiveFrom\":\"" + from + "\""
                + (to == null ? "" : ",\"effectiveTo\":\"" + to + "\"")
                + (renewal == null
                        ? ""
                        : ",\"automaticRenewal\":{\"months\":%d,\"noticeDays\":0}".formatted(renewal.months()));
        Response agreement = created(body(newNumber())
                .replace("\"Comprehensive", "\"" + word)
                .replace("\"effectiveFrom\":\"2011-10-25\"", dates));
        if (signedOn != null) {
            agreement = signed(agreement, signedOn.toString());
        }
        if (terminatedOn != null) {
            termination(agreement, terminatedOn.toString()).then().statusCode(200);
        }
        return agreement.path("id");
    }

    private static Agreement agreement(
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable AutomaticRenewal renewal,
            @Nullable LocalDate signedOn,
            @Nullable LocalDate terminatedOn) {
        LifeCycle life = new LifeCycle(
                signedOn == null ? State.DRAFT : terminatedOn == null ? State.SIGNED : State.TERMINATED,
                signedOn,
                null,
                null,
                List.of(),
                List.of(),
                terminatedOn,
                null,
                null,
                null,
                null);
        return new Agreement(
                Samples.ID, 1, Samples.details(from, to, renewal), life, List.of(), List.of(), null, Samples.RECORDED);
    }

    @Test
    void theServiceAnswersUnavailableWhileItsDatabaseIsAwayAndWorksAgainAfterwards() {
        database.whileAway(() -> recorder()
                .get(AGREEMENTS)
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", notNullValue()));
        recorder().get(AGREEMENTS).then().statusCode(200);
    }

    @Test
    void healthAndMetricsAreThere() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private static String renewed(String word) {
        return body(newNumber())
                .replace("\"Comprehensive", "\"" + word)
                .replace(
                        "\"2011-10-25\"",
                        "\"2015-04-01\",\"effectiveTo\":\"2016-03-31\",\"automaticRenewal\":{\"months\":12,\"noticeDays\":30}");
    }

    private static String newWord() {
        return "W" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The ids of all pages; a page before the last one is full. */
    private static List<String> all(Map<String, String> filters, int limit) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = recorder().queryParams(filters).queryParam("limit", limit);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            Response page =
                    request.get(AGREEMENTS).then().statusCode(200).extract().response();
            List<String> items = page.path("items.id");
            ids.addAll(items);
            cursor = page.path("nextCursor");
            if (cursor != null) {
                assertThat(items).hasSize(limit);
            }
        } while (cursor != null);
        return ids;
    }

    private List<String> journal(String id) throws SQLException {
        return query("select aggregate_version || ' ' || type || ' ' || actor || ' ' || coalesce(reason, '-')"
                + " from domain_event where aggregate_id = '" + id + "' order by aggregate_version");
    }

    private List<String> query(String sql) throws SQLException {
        try (var connection = database.asService();
                var rows = connection.createStatement().executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
