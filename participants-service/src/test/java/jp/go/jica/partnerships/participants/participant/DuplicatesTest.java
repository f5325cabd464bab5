package jp.go.jica.partnerships.participants.participant;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.as;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.person;
import static jp.go.jica.partnerships.participants.Requests.privacyOfficer;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.recorderWithPurpose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same person is found again however it was written, across offices, without showing one office what is another's. */
@QuarkusTest
@WithRealServers(service = "participants")
class DuplicatesTest {

    @ParameterizedTest
    @CsvSource({
        "Vongsavanh, Malaythong, SAME_NAME",
        "VONGSAVANH, Malaythóng, SAME_NAME",
        "Malaythong, Vongsavanh, SAME_NAME",
        "Vongsavnah, Malaythong, TRANSPOSED_LETTERS",
        "Vongsavan, Malaitong, SOUNDS_ALIKE",
    })
    void aPersonWhoIsEnteredAgainIsSaidToBeKnownAndWhy(String family, String given, String reason) {
        String day = newDay();
        String known = entered(recorder(), "Vongsavanh", "Malaythong", day).path("id");
        Response again = entered(recorder(), family, given, day);
        again.then()
                .body("possibleDuplicates.participantId", contains(known))
                .body("possibleDuplicates[0].reasons", hasItem(reason))
                .body("possibleDuplicates[0].reasons", hasItem("SAME_BIRTH_DATE"))
                .body("possibleDuplicates[0].reasons", hasItem("SAME_NATIONALITY"));
        recorder()
                .get(PARTICIPANTS + "/" + known + "/duplicates")
                .then()
                .statusCode(200)
                .body("items.participantId", contains(again.<String>path("id")))
                .body("items[0].offices", contains("SKK"))
                .body(not(containsString("ongsav")));
    }

    @Test
    void somebodyElseWithTheSameBirthDateIsNoDuplicate() {
        String day = newDay();
        entered(recorder(), "Phommasack", "Latsamy", day);
        entered(recorder(), "Inthavong", "Khamla", day).then().body("possibleDuplicates", nullValue());
    }

    @Test
    void ofACandidateOfAnotherOfficeOnlyTheScoreAndTheOfficeAreTold() {
        String day = newDay();
        String there = entered(okinawa(), "Sayavong", "Noy", day).path("id");
        Response here = entered(recorder(), "Sayavong", "Noy", day);
        here.then()
                .body("possibleDuplicates", hasSize(1))
                .body("possibleDuplicates[0].score", equalTo(1.0f))
                .body("possibleDuplicates[0].offices", contains("OKN"))
                .body("possibleDuplicates[0].participantId", nullValue())
                .body("possibleDuplicates[0].reasons", nullValue())
                .body(not(containsString(there)));
    }

    @Test
    void anOfficeThatKnowsNumberAndBirthDateIsLetIn() {
        String day = newDay();
        Response there = entered(okinawa(), "Douangdy", "Vilay", day);
        String path = PARTICIPANTS + "/" + there.path("id");
        String proof = "{\"participantNumber\":\"%s\",\"birthDate\":\"%s\"}"
                .formatted(there.<String>path("participantNumber"), day);
        RequestSpecification stranger = as(stranger());
        for (String wrong : List.of(proof.replace(day, "1901-01-01"), proof.replace("P-", "Q-"))) {
            as(stranger()).body(wrong).post(path + "/sharing").then().statusCode(404);
        }
        recorder().get(path).then().statusCode(404);
        stranger.body(proof).post(path + "/sharing").then().statusCode(201).body("name", nullValue());
        recorderWithPurpose().get(path).then().statusCode(200).body("name.family", equalTo("Douangdy"));
        privacyOfficer()
                .get(path + "/access-log")
                .then()
                .body("items.operation", hasItems("POST /v1/participants/{id}/sharing"))
                .body("items.purpose", hasItems("DUPLICATE_CHECK"))
                // Two who were wrong, and one who was right.
                .body("items.findAll { it.operation.endsWith('sharing') }.shown", contains(false, false, true));
    }

    @Test
    void whoeverGuessesTooOftenWaits() {
        String id = entered(okinawa(), "Keobounphanh", "Seng", newDay()).path("id");
        String guesser = stranger();
        String guess = "{\"participantNumber\":\"P-0\",\"birthDate\":\"1990-01-01\"}";
        for (int i = 0; i < 10; i++) {
            as(guesser)
                    .body(guess)
                    .post(PARTICIPANTS + "/" + id + "/sharing")
                    .then()
                    .statusCode(404);
        }
        as(guesser)
                .body(guess)
                .post(PARTICIPANTS + "/" + id + "/sharing")
                .then()
                .statusCode(429);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"family\":\"Rattanavong\"}",
                "{\"given\":\"Chanthavy\"}",
                "{\"family\":\"RATTANAVÓNG\",\"given\":\"chanthavy\"}",
                "{\"family\":\"Chanthavy\",\"given\":\"Rattanavong\"}",
                "{\"family\":\"Rattanavogn\",\"given\":\"Chanthavy\"}",
                "{\"family\":\"Ratanawong\"}",
                "{\"family\":\"Rattanavong\",\"birthDate\":\"1979-03-04\"}",
                "{\"birthDate\":\"1979-03-04\"}"
            })
    void aPersonIsFoundByNameAndBirthDateHoweverTheyAreWritten(String asked) {
        String id =
                entered(recorder(), "Rattanavong", "Chanthavy", "1979-03-04").path("id");
        recorder()
                .body(asked)
                .post(PARTICIPANTS + "/searches")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id))
                .body(not(containsString("Rattanavong")));
        as(Tokens.recorder("OKN"))
                .body(asked)
                .post(PARTICIPANTS + "/searches")
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(id)));
    }

    @Test
    void aSearchFindsByTheVeryNumberAndWhoDoesNotFitIsNotFound() {
        Response entered = entered(recorder(), "Sisoulith", "Bounmy", newDay());
        String byNumber = "{\"participantNumber\":\"%s\"}".formatted(entered.<String>path("participantNumber"));
        recorderWithPurpose()
                .body(byNumber)
                .post(PARTICIPANTS + "/searches")
                .then()
                .body("items.id", contains(entered.<String>path("id")))
                .body("items[0].name.family", equalTo("Sisoulith"));
        recorder()
                .body(byNumber.replace("}", ",\"birthDate\":\"1901-01-01\"}"))
                .post(PARTICIPANTS + "/searches")
                .then()
                .body("items", hasSize(0));
        recorder().body("{}").post(PARTICIPANTS + "/searches").then().statusCode(400);
    }

    @Test
    void aPersonIsFoundByTheNewNameAfterAChangeAndNotByTheOld() {
        Response entered = entered(recorder(), "Xaysombath", "Ounheuan", newDay());
        String id = entered.path("id");
        recorder()
                .header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"name\":{\"family\":\"Bouphavanh\"}}")
                .patch(PARTICIPANTS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body(not(containsString("Bouphavanh")));
        recorder()
                .body("{\"family\":\"Bouphavanh\"}")
                .post(PARTICIPANTS + "/searches")
                .then()
                .body("items.id", hasItem(id));
        recorder()
                .body("{\"family\":\"Xaysombath\"}")
                .post(PARTICIPANTS + "/searches")
                .then()
                .body("items.id", not(hasItem(id)));
        assertThat(recorder().get(PARTICIPANTS + "/" + id + "/history").asString())
                .contains("participants.participant-revised.v1")
                .doesNotContain("Bouphavanh");
    }

    private static Response entered(RequestSpecification by, String family, String given, String birthDate) {
        return by.body(person(newNumber())
                        .replace("Keomany", family)
                        .replace("Bounthavy", given)
                        .replace("1985-01-02", birthDate))
                .post(PARTICIPANTS)
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static RequestSpecification okinawa() {
        return as(Tokens.recorder("OKN"));
    }

    /** A recorder of JICA Shikoku who has made no guess yet. */
    private static String stranger() {
        return Tokens.with("recorder")
                .offices("SKK")
                .subject(UUID.randomUUID().toString())
                .token();
    }

    /** On which nobody else was born. */
    private static String newDay() {
        return LocalDate.of(1940, 1, 1)
                .plusDays(Math.floorMod(UUID.randomUUID().getLeastSignificantBits(), 20_000))
                .toString();
    }
}
