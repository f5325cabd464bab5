package jp.go.jica.partnerships.agreements.agreement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.Tokens;

/** Requests of recorders and approvers of JICA Yokohama, as often as needed. */
public final class AgreementRequests {

    public static final String AGREEMENTS = "/v1/agreements";

    private AgreementRequests() {}

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    public static RequestSpecification recorder() {
        return as(Tokens.recorder("YOK"));
    }

    public static RequestSpecification approver() {
        return as(Tokens.approver("YOK"));
    }

    /** Who records too, but did not draft the agreement. */
    static RequestSpecification anotherRecorder() {
        return as(Tokens.with("recorder").offices("*").subject("recorder-2").token());
    }

    static String newNumber() {
        return "T-" + UUID.randomUUID();
    }

    /** A memorandum, which overlaps with nothing, with these fields besides. */
    static String memorandum(String dates) {
        return """
            {"agreementNumber":"%s","type":"MEMORANDUM","title":{"en":"Memorandum","ja":"覚書"},
             "leadOffice":"YOK","parties":[{"localGovernment":"141003"}],"fields":["WATER"],%s}""".formatted(newNumber(), dates);
    }

    /** From April 2015 to March 2016. */
    static Response drafted() {
        return drafted("\"effectiveFrom\":\"2015-04-01\",\"effectiveTo\":\"2016-03-31\"");
    }

    static Response drafted(String dates) {
        return succeeded(recorder().body(memorandum(dates)).post(AGREEMENTS));
    }

    static Response signed(Response draft, String signedOn) {
        return step(approver(), draft, "activation", "{\"signedOn\":\"%s\"}".formatted(signedOn));
    }

    static Response signed() {
        return signed(drafted(), "2015-03-20");
    }

    static Response step(Response agreement, String noun, String body) {
        return step(recorder(), agreement, noun, body);
    }

    static Response step(RequestSpecification as, Response agreement, String noun, String body) {
        return succeeded(tried(as, agreement, noun, body));
    }

    /** The same, whatever is answered. */
    static Response tried(RequestSpecification as, Response agreement, String noun, String body) {
        return as.header("If-Match", agreement.header("ETag")).body(body).post(path(agreement) + "/" + noun);
    }

    static Response patched(Response agreement, String patch) {
        return recorder()
                .header("If-Match", agreement.header("ETag"))
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path(agreement));
    }

    static Response read(Response agreement) {
        return succeeded(recorder().get(path(agreement)));
    }

    static Response readAsOf(Response agreement, String day) {
        return succeeded(recorder().queryParam("asOf", day).get(path(agreement)));
    }

    static boolean inForce(Response agreement, String day) {
        return succeeded(recorder()
                        .queryParam("agreementNumber", agreement.<String>path("agreementNumber"))
                        .queryParam("inForceOn", day)
                        .get(AGREEMENTS))
                .<List<String>>path("items.id")
                .contains(agreement.<String>path("id"));
    }

    static String path(Response agreement) {
        return AGREEMENTS + "/" + agreement.path("id");
    }

    static Response succeeded(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        return answer;
    }
}
