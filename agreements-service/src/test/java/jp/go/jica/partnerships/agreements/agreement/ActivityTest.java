package jp.go.jica.partnerships.agreements.agreement;

import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.drafted;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.path;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.read;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.recorder;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.signed;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.succeeded;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.tried;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** The track record of an agreement, with programs of another service: known, on their way, unknown, or entered in error. */
@QuarkusTest
@WithRealServers(service = "agreements")
class ActivityTest {

    @FromServers
    EventPublisher publisher;

    private static String seminar(UUID... programs) {
        return """
            {"kind":"JOINT_SEMINAR","title":{"en":"Seminar","ja":"セミナー"},"date":"2015-11","country":"VN","programIds":[%s]}""".formatted(String.join(
                ",", List.of(programs).stream().map("\"%s\""::formatted).toList()));
    }

    private static Response added(Response agreement, String body) {
        return recorder().body(body).post(path(agreement) + "/activities");
    }

    @Test
    void anActivityIsLinkedToAProgramThatIsKnown() {
        Response agreement = signed();
        UUID program = new PublishedPrograms(publisher).adopted();
        Response activity = succeeded(added(agreement, seminar(program)));
        activity.then()
                .header("Location", notNullValue())
                .header("ETag", equalTo("\"3\""))
                .body("programIds", equalTo(List.of(program.toString())));
        recorder()
                .get(path(agreement) + "/activities/" + activity.path("id"))
                .then()
                .statusCode(200)
                .body("title.en", equalTo("Seminar"));
        recorder().get(path(agreement) + "/activities").then().body("items", hasSize(1));
        recorder()
                .get(path(agreement) + "/activities/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @Test
    void aProgramThatIsOnItsWayIsWaitedForWhateverIsDeliveredTwice() {
        Response agreement = signed();
        UUID program = UUID.randomUUID();
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                .execute(() -> publisher.publishInTransaction(
                        PublishedPrograms.event(program, 2, ""), PublishedPrograms.event(program, 2, "")));
        succeeded(recorder()
                .queryParam("sees", "programs/%s/2".formatted(program))
                .body(seminar(program))
                .post(path(agreement) + "/activities"));
        recorder()
                .queryParam("sees", "programs/%s/9".formatted(program))
                .body(seminar())
                .post(path(agreement) + "/activities")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue());
    }

    @Test
    void anUnknownProgramIsRefusedWithItsPlaceAndOneEnteredInErrorForGood() {
        Response agreement = signed();
        added(agreement, seminar(UUID.randomUUID()))
                .then()
                .statusCode(422)
                .header("Retry-After", equalTo("1"))
                .body("errors[0].code", equalTo("unknown-reference"))
                .body("errors[0].pointer", equalTo("/programIds/0"));
        added(agreement, seminar(new PublishedPrograms(publisher).annulled()))
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("program-annulled"));
        tried(
                        recorder(),
                        agreement,
                        "corrections",
                        "{\"reason\":\"x\",\"activities\":[{\"id\":\"%s\"}]}".formatted(UUID.randomUUID()))
                .then()
                .statusCode(400);
    }

    @Test
    void supportOfManyYearsIsAStartYearWithItsSource() {
        Response agreement = signed();
        String support = """
            {"kind":"CONTINUING_SUPPORT","title":{"en":"Support of waterworks abroad","ja":"海外の水道への支援"},"date":"1973"%s}""";
        added(agreement, support.formatted(""))
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("source-missing"));
        succeeded(added(
                        agreement,
                        support.formatted(
                                ",\"source\":\"https://www.jica.go.jp/english/news/press/2011/111025.html\"")))
                .then()
                .body("date", equalTo("1973"));
        read(agreement).then().body("activities[0].kind", equalTo("CONTINUING_SUPPORT"));
        added(agreement, support.formatted(",\"source\":\"x\"").replace("1973", "2999"))
                .then()
                .statusCode(422);
        added(drafted(), support.formatted(",\"source\":\"x\"")).then().statusCode(409);
    }
}
