package jp.go.jica.partnerships.agreements;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.ConventionSuite;
import jp.go.jica.partnerships.testing.conventions.Examples;
import jp.go.jica.partnerships.testing.conventions.Reply;
import jp.go.jica.partnerships.testing.conventions.Request;

@QuarkusTest
@WithRealServers(service = "agreements")
class ConventionsTest extends ConventionSuite {

    private static final String AGREEMENTS = "/v1/agreements";
    private static final String RECORDER = Tokens.recorder("YOK");
    private static final String APPROVER = Tokens.approver("YOK");

    @Override
    protected void describe(Examples into) {
        into.of("POST /v1/agreements", ConventionsTest::draft)
                .of("GET /v1/agreements", () -> Request.get(AGREEMENTS, RECORDER))
                .of("GET /v1/agreements/{id}", () -> Request.get(path(drafted()), RECORDER))
                .of("GET /v1/agreements/{id}/history", () -> Request.get(path(drafted()) + "/history", RECORDER))
                .of("POST /v1/agreements/{id}/activation", () -> activation(drafted()))
                .of(
                        "POST /v1/agreements/{id}/termination",
                        () -> termination(activation(drafted()).send()));
    }

    private Reply drafted() {
        return draft().send();
    }

    private static Request draft() {
        return Request.post(AGREEMENTS, RECORDER, """
            {"agreementNumber":"T-%s","type":"COMPREHENSIVE_COOPERATION","leadOffice":"YOK",
             "title":{"en":"Comprehensive cooperation","ja":"包括連携"},
             "parties":[{"localGovernment":"141003"}],"fields":["WATER"],"effectiveFrom":"2011-10-25"}""".formatted(UUID.randomUUID()));
    }

    private static Request activation(Reply draft) {
        return Request.post(path(draft) + "/activation", APPROVER, "{\"signedOn\":\"2011-10-25\"}")
                .with("If-Match", draft.header("ETag"));
    }

    private static Request termination(Reply signed) {
        return Request.post(
                        path(signed) + "/termination",
                        APPROVER,
                        "{\"terminatedOn\":\"2020-03-31\",\"reason\":\"Followed by a wider one\"}")
                .with("If-Match", signed.header("ETag"));
    }

    private static String path(Reply agreement) {
        return AGREEMENTS + "/" + agreement.json().path("id").asText();
    }
}
