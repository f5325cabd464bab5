package jp.go.jica.partnerships.participants.participant;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.as;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.person;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.recorderWithPurpose;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
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
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Participants as another system sees them, over HTTP, with the database and the rights of production. */
@QuarkusTest
@WithRealServers(service = "participants")
class ParticipantApiTest {

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Test
    void aRegistrationAnswersWithTheWholeParticipantAndWhereItIs() {
        String number = newNumber();
        Response created = recorder()
                .body(person(number))
                .post(PARTICIPANTS)
                .then()
                .statusCode(201)
                .header("Location", containsString(PARTICIPANTS + "/"))
                .header("ETag", equalTo("\"1\""))
                .header("Event-Version", containsString("participants/"))
                .body("participantNumber", equalTo(number))
                .body("name.family", equalTo("Keomany"))
                .body("name.given", equalTo("Bounthavy"))
                .body("birthDate", equalTo("1985-01-02"))
                .body("nationality", equalTo("LA"))
                .body("organisation.type", equalTo("GOVERNMENT"))
                .body("contact.email", equalTo("b.keomany@example.org"))
                .body("registeredBy", equalTo("SKK"))
                .body("state", equalTo("REGISTERED"))
                .extract()
                .response();
        recorderWithPurpose()
                .get(PARTICIPANTS + "/" + created.path("id"))
                .then()
                .statusCode(200)
                .body("name", equalTo(created.path("name")))
                .body("contact", equalTo(created.path("contact")));
        Response read = recorder().get(PARTICIPANTS + "/" + created.path("id"));
        recorder()
                .header("If-None-Match", read.header("ETag"))
                .get(PARTICIPANTS + "/" + created.path("id"))
                .then()
                .statusCode(304);
    }

    @Test
    void anIdTellsNothingAboutThePersonNotEvenWhenItWasRegistered() {
        assertThat(UUID.fromString(registered()).version()).isEqualTo(4);
    }

    @Test
    void oldRecordsMayLackABirthDateAndAPersonMayHaveOneName() {
        String mononymous = person(newNumber())
                .replace(",\"given\":\"Bounthavy\"", "")
                .replace("\"birthDate\":\"1985-01-02\",", "")
                .replace(",\"contact\":{\"email\":\"b.keomany@example.org\"}", "");
        recorder()
                .body(mononymous)
                .post(PARTICIPANTS)
                .then()
                .statusCode(201)
                .body("name.given", nullValue())
                .body("birthDate", nullValue())
                .body("contact", nullValue());
    }

    @Test
    void whoActsForSeveralOfficesRegistersForNoneOfThem() {
        for (String token :
                List.of(Tokens.recorder("SKK", "OKN"), Tokens.recorder("*"), Tokens.system("participants:write"))) {
            as(token)
                    .body(person(newNumber()))
                    .post(PARTICIPANTS)
                    .then()
                    .statusCode(201)
                    .body("registeredBy", nullValue());
        }
    }

    @Test
    void namesAreShownToWhoWorksWithThePersonAndToNobodyElse() {
        String path = PARTICIPANTS + "/" + registered();
        for (String token : List.of(Tokens.recorder("SKK"), Tokens.approver("*"), Tokens.system("participants:read"))) {
            as(token)
                    .header("Access-Purpose", "CONTACT")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("name.family", equalTo("Keomany"));
        }
        as(Tokens.with("auditor").offices("*").token())
                .header("Access-Purpose", "CONTACT")
                .get(path)
                .then()
                .statusCode(200)
                .body("participantNumber", notNullValue())
                .body("nationality", equalTo("LA"))
                .body("organisation.type", equalTo("GOVERNMENT"))
                .body(not(containsString("Keomany")))
                .body(not(containsString("1985")))
                .body(not(containsString("Weavers")))
                .body(not(containsString("example.org")));
        as(Tokens.with("auditor").offices("*").token())
                .get(PARTICIPANTS)
                .then()
                .statusCode(200)
                .body(not(containsString("Keomany")));
    }

    @Test
    void aParticipantNumberIsTakenOnce() {
        String number = newNumber();
        recorder().body(person(number)).post(PARTICIPANTS).then().statusCode(201);
        recorder()
                .body(person(number))
                .post(PARTICIPANTS)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/duplicate"))
                .body("errors[0].pointer", equalTo("/participantNumber"))
                .body(not(containsString(number)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sex\":\"F\"                    | \"sex\":\"female\"             | 400 | /sex               | unreadable-value",
                "\"sex\":\"F\"                    | \"sex\":1                      | 400 | /sex               | unreadable-value",
                "\"sex\":\"F\",                   | ''                             | 400 | /sex               | not-null",
                "\"nationality\":\"LA\"           | \"nationality\":\"LAO\"        | 400 | /nationality       | unknown-country-code",
                "\"birthDate\":\"1985-01-02\"     | \"birthDate\":\"1985-02-30\"   | 400 | /birthDate         | unreadable-value",
                "\"birthDate\":\"1985-01-02\"     | \"birthDate\":\"2199-01-01\"   | 422 | /birthDate         | date-in-future",
                "\"family\":\"Keomany\"           | \"family\":\" \"               | 400 | /name/family       | not-blank",
                "\"family\":\"Keomany\"           | \"family\":\"a\\u0000\"        | 400 | /name/family       | unreadable-value",
                "\"family\":\"Keomany\"           | \"middle\":\"K\"               | 400 | /name/middle       | unknown-field",
                "\"type\":\"GOVERNMENT\"          | \"type\":\"STATE\"             | 400 | /organisation/type | unreadable-value",
                "\"occupation\":\"ADMINISTRATIVE_OFFICIAL\" | \"occupation\":\"SPY\"   | 400 | /occupation        | unreadable-value",
                "b.keomany@example.org            | nobody                         | 400 | /contact/email     | email",
                "\"sex\":\"F\"                    | \"sex\":\"F\",\"passport\":\"1\" | 400 | /passport        | unknown-field"
            })
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, int status, String pointer, String code)
            throws SQLException {
        long before = rows("person");
        recorder()
                .body(person(newNumber()).replace(right, wrong))
                .post(PARTICIPANTS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code))
                .body(not(containsString("Bounthavy")));
        assertThat(rows("person")).isEqualTo(before);
        assertThat(rows("participant")).isEqualTo(before);
    }

    @Test
    void noBadRequestGetsAnythingButAProblem() {
        String problem = "application/problem+json";
        for (String body : List.of("{", "", "null", "[]", "7", "[".repeat(2_000))) {
            recorder().body(body).post(PARTICIPANTS).then().statusCode(400).contentType(problem);
        }
        recorder()
                .contentType("text/plain")
                .body("x")
                .post(PARTICIPANTS)
                .then()
                .statusCode(415)
                .contentType(problem);
        recorder()
                .body("x".repeat(10_000_000))
                .post(PARTICIPANTS)
                .then()
                .statusCode(413)
                .contentType(problem);
        recorder()
                .get(PARTICIPANTS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType(problem);
        for (String query :
                List.of("name=Keomany", "nationality=XX1", "programRunId=7", "limit=0", "cursor=!", "colour=red")) {
            recorder()
                    .get(PARTICIPANTS + "?" + query)
                    .then()
                    .statusCode(400)
                    .contentType(problem)
                    .body("errors[0].pointer", equalTo("?" + query.replaceAll("=.*", "")));
        }
    }

    @Test
    void onlyTheRolesThatWorkWithPersonsReadThemAndOnlyRecordersRegister() {
        given().get(PARTICIPANTS).then().statusCode(401).contentType("application/problem+json");
        String path = PARTICIPANTS + "/" + registered();
        for (String token : List.of(Tokens.analyst(), Tokens.statistician(), Tokens.administrator())) {
            as(token).get(path).then().statusCode(403).contentType("application/problem+json");
            as(token).get(PARTICIPANTS).then().statusCode(403);
            as(token).get(PARTICIPATIONS).then().statusCode(403);
        }
        for (String token : List.of(Tokens.approver("SKK"), Tokens.auditor(), Tokens.analyst())) {
            as(token).body(person(newNumber())).post(PARTICIPANTS).then().statusCode(403);
        }
        as(Tokens.recorder())
                .body(person(newNumber()))
                .post(PARTICIPANTS)
                .then()
                .statusCode(403);
    }

    @Test
    void participantsAreFoundByNumberByNationalityAndByTheirRun() {
        var programs = new PublishedPrograms(publisher, database);
        UUID run = programs.adoptedRun();
        String number = newNumber();
        String id = recorder()
                .body(person(number).replace("\"nationality\":\"LA\"", "\"nationality\":\"TV\""))
                .post(PARTICIPANTS)
                .path("id");
        recorder().body(nomination(id, run)).post(PARTICIPATIONS).then().statusCode(201);
        for (String query : List.of(
                "participantNumber=" + number,
                "participantNumber=" + number + "&participantNumber=other",
                "nationality=TV",
                "programRunId=" + run,
                "programRunId=" + run + "&nationality=TV&participantNumber=" + number)) {
            recorder()
                    .get(PARTICIPANTS + "?" + query)
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(id))
                    .body("nextCursor", nullValue());
        }
        recorder()
                .get(PARTICIPANTS + "?nationality=VN&programRunId=" + run)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void pagesLoseAndRepeatNobody() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(recorder()
                    .body(person(newNumber()).replace("\"nationality\":\"LA\"", "\"nationality\":\"NR\""))
                    .post(PARTICIPANTS)
                    .path("id"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Response page = recorder().get(PARTICIPANTS + "?nationality=NR&limit=2" + cursor);
            seen.addAll(page.<List<String>>path("items.id"));
            String next = page.path("nextCursor");
            cursor = next == null ? null : "&cursor=" + next;
        }
        assertThat(seen).containsExactlyElementsOf(made);
    }

    @Test
    void theServiceAnswersUnavailableWhileItsDatabaseIsAwayAndWorksAgainAfterwards() {
        database.whileAway(() -> {
            recorder()
                    .get(PARTICIPANTS)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue());
            given().get("/q/health/ready").then().statusCode(503);
        });
        recorder().get(PARTICIPANTS).then().statusCode(200);
    }

    @Test
    void healthMetricsAndTheDescriptionAreThere() {
        new PublishedPrograms(publisher, database).adoptedRun();
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("programs topic"));
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private long rows(String table) throws SQLException {
        try (Connection connection = database.asService();
                var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
