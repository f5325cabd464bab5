package jp.go.jica.partnerships.agreements.agreement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** Whoever may read an agreement can also read who changed it, in which request, how and why. */
@QuarkusTest
@WithRealServers(service = "agreements")
class AgreementHistoryTest {

    @Test
    void everyCommandStandsInTheHistoryWithActorTraceAndReason() {
        Response draft = post("recorder", "drafter", "a1", "", "*", """
                {"agreementNumber":"H-%s","type":"COMPREHENSIVE_COOPERATION","title":{"en":"Cooperation","ja":"連携"},
                 "leadOffice":"YOK","parties":[{"localGovernment":"141003"}],"fields":["WATER"],"countries":["MW"],
                 "effectiveFrom":"2011-10-25"}""".formatted(UUID.randomUUID()));
        String path = "/" + draft.path("id");
        Response active = post(
                "approver",
                "signer",
                "a2",
                path + "/activation",
                draft.header("ETag"),
                "{\"signedOn\":\"2011-10-25\"}");
        post("approver", "ender", "a3", path + "/termination", active.header("ETag"), """
                {"terminatedOn":"2014-03-31","reason":"The city joined another agreement"}""");

        JsonPath history = given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/agreements" + path + "/history")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(history.getList("items.type"))
                .isEqualTo(List.of(
                        "agreements.agreement-drafted.v1",
                        "agreements.agreement-activated.v1",
                        "agreements.agreement-terminated.v1"));
        assertThat(history.getList("items.actor")).isEqualTo(List.of("drafter", "signer", "ender"));
        assertThat(history.getList("items.traceId")).isEqualTo(List.of(traceId("a1"), traceId("a2"), traceId("a3")));
        assertThat(history.getList("items.reason"))
                .isEqualTo(Arrays.asList(null, null, "The city joined another agreement"));
        assertThat(history.getList("items[1].changes.field")).contains("state", "signedOn");
    }

    private static Response post(String role, String subject, String trace, String path, String seen, String body) {
        Response answer = given().auth()
                .oauth2(Tokens.with(role).offices("YOK").subject(subject).token())
                .header("traceparent", "00-" + traceId(trace) + "-00f067aa0ba902b7-01")
                .header("If-Match", seen)
                .contentType("application/json")
                .body(body)
                .post("/v1/agreements" + path);
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        return answer;
    }

    private static String traceId(String end) {
        return "4bf92f3577b34da6a3ce929d0e0e47" + end;
    }
}
