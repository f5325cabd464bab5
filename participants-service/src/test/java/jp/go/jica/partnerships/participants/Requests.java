package jp.go.jica.partnerships.participants;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import jp.go.jica.partnerships.testing.Tokens;

/** What the tests of this service ask of it again and again. */
public final class Requests {

    public static final String PARTICIPANTS = "/v1/participants";
    public static final String PARTICIPATIONS = "/v1/participations";

    private Requests() {}

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    /** For JICA Shikoku, the lead office of the published programs. */
    public static RequestSpecification recorder() {
        return as(Tokens.recorder("SKK"));
    }

    /** The same recorder, who says what the personal data is wanted for. */
    public static RequestSpecification recorderWithPurpose() {
        return recorder().header("Access-Purpose", "TRAINING_ADMINISTRATION");
    }

    /** For all offices. */
    public static RequestSpecification privacyOfficer() {
        return as(Tokens.privacyOfficer());
    }

    public static String newNumber() {
        return "P-" + UUID.randomUUID();
    }

    public static String person(String participantNumber) {
        return """
            {"participantNumber":"%s","name":{"family":"Keomany","given":"Bounthavy"},"sex":"F","birthDate":"1985-01-02",
             "nationality":"LA","organisation":{"name":"Sekong Fan Weavers","type":"GOVERNMENT"},
             "occupation":"ADMINISTRATIVE_OFFICIAL","contact":{"email":"b.keomany@example.org"}}""".formatted(participantNumber);
    }

    /** The id of a newly registered participant. */
    public static String registered() {
        return recorder()
                .body(person(newNumber()))
                .post(PARTICIPANTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A step of a participant, in the version that it has now. */
    public static Response stepOfPerson(RequestSpecification by, String id, String step, String body) {
        return by.header(
                        "If-Match", recorderOfAll().get(PARTICIPANTS + "/" + id).header("ETag"))
                .body(body)
                .post(PARTICIPANTS + "/" + id + "/" + step);
    }

    private static RequestSpecification recorderOfAll() {
        return as(Tokens.recorder("*"));
    }

    public static String nomination(String participantId, UUID runId) {
        return "{\"participantId\":\"%s\",\"programRunId\":\"%s\",\"sendingCountry\":\"LA\"}"
                .formatted(participantId, runId);
    }

    /** A nomination with more fields, for example {@code "acceptedOn":"2015-08-20"}. */
    public static String nomination(String participantId, UUID runId, String more) {
        return nomination(participantId, runId).replace("}", "," + more + "}");
    }

    public static Response nominated(UUID runId) {
        return recorder()
                .body(nomination(registered(), runId))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    /** One step of a participation, by the recorder who read that answer. */
    public static Response step(Response participation, String step, String body) {
        return recorder()
                .header("If-Match", participation.header("ETag"))
                .body(body)
                .post(PARTICIPATIONS + "/" + participation.path("id") + "/" + step);
    }

    public static Response accepted(Response nominated) {
        return succeeded(step(nominated, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}"));
    }

    public static Response arrived(Response accepted) {
        return succeeded(step(accepted, "arrival", "{\"arrivedOn\":\"2015-10-05\"}"));
    }

    public static Response succeeded(Response answer) {
        return answer.then().statusCode(200).extract().response();
    }

    /** Somebody who has not touched the records that {@link #recorder} makes. */
    public static RequestSpecification anotherRecorder() {
        return as(Tokens.with("recorder").offices("SKK").subject("recorder-2").token());
    }

    /** What is there now, as the recorder reads it. */
    public static Response read(Response participation) {
        return recorder().get(PARTICIPATIONS + "/" + participation.path("id"));
    }

    /** Changed by a merge patch, in the version of that answer. */
    public static Response patched(Response participation, String patch) {
        return recorder()
                .header("If-Match", participation.header("ETag"))
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(PARTICIPATIONS + "/" + participation.path("id"));
    }

    /** Given the place of that participation. */
    public static Response instead(Response gone, String more) {
        return step(gone, "replacement", "{\"participantId\":\"%s\"%s}".formatted(registered(), more));
    }

    /** Annulled by somebody who did not make it. */
    public static Response annulled(Response participation) {
        return anotherRecorder()
                .header("If-Match", participation.header("ETag"))
                .body("{\"reason\":\"WRONG_PERSON\"}")
                .post(PARTICIPATIONS + "/" + participation.path("id") + "/annulment");
    }
}
