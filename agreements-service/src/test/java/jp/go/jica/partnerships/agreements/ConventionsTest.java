package jp.go.jica.partnerships.agreements;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.ConventionSuite;
import jp.go.jica.partnerships.testing.conventions.Examples;
import jp.go.jica.partnerships.testing.conventions.Reply;
import jp.go.jica.partnerships.testing.conventions.Request;
import org.awaitility.Awaitility;

@QuarkusTest
@WithRealServers(service = "agreements")
class ConventionsTest extends ConventionSuite {

    private static final String AGREEMENTS = "/v1/agreements";
    private static final String COMPARING = Tokens.system("journal:digest");
    private static final String RECORDER = Tokens.recorder("YOK");
    private static final String APPROVER = Tokens.approver("YOK");
    private static final String ANOTHER =
            Tokens.with("recorder").offices("YOK").subject("recorder-2").token();

    private String ended = "";

    @Override
    protected void describe(Examples into) {
        into.of("GET /v1/journal/digest", () -> Request.get("/v1/journal/digest", COMPARING))
                .of("GET /v1/journal/digest/{bucket}", () -> Request.get("/v1/journal/digest/171", COMPARING))
                .of("POST /v1/agreements", ConventionsTest::draft)
                .of("GET /v1/agreements", () -> Request.get(AGREEMENTS, RECORDER))
                .of("GET /v1/agreements/{id}", () -> Request.get(path(drafted()), RECORDER))
                .of("GET /v1/agreements/{id}/history", () -> Request.get(path(drafted()) + "/history", RECORDER))
                .of("GET /v1/agreements/attention", () -> Request.get(AGREEMENTS + "/attention", RECORDER))
                .of("PATCH /v1/agreements/{id}", () -> {
                    Reply draft = drafted();
                    return Request.patch(path(draft), RECORDER, draft.header("ETag"), "{\"notes\":\"x\"}");
                })
                .of("POST /v1/agreements/{id}/activation", () -> activation(drafted()))
                .of("POST /v1/agreements/{id}/amendments", () -> step(signed(), RECORDER, "amendments", """
                    {"amendedOn":"2015-03-01","effectiveFrom":"2015-04-01","summary":"More","fields":["HEALTH"]}"""))
                .of(
                        "POST /v1/agreements/{id}/renewals",
                        () -> step(
                                signed(),
                                RECORDER,
                                "renewals",
                                "{\"agreedOn\":\"2014-03-01\",\"effectiveTo\":\"2040-03-31\"}"))
                .of(
                        "POST /v1/agreements/{id}/notice",
                        () -> step(
                                signed(),
                                RECORDER,
                                "notice",
                                "{\"noticeGivenOn\":\"2015-03-01\",\"reason\":\"Budget\"}"))
                .of("POST /v1/agreements/{id}/suspension", () -> suspension(signed()))
                .of(
                        "POST /v1/agreements/{id}/resumption",
                        () -> step(
                                suspension(signed()).send(), RECORDER, "resumption", "{\"resumedOn\":\"2016-03-01\"}"))
                .of("POST /v1/agreements/{id}/termination", () -> termination(signed()))
                .of(
                        "POST /v1/agreements/{id}/cancellation",
                        () -> step(
                                drafted(),
                                RECORDER,
                                "cancellation",
                                "{\"cancelledOn\":\"2015-01-01\",\"reason\":\"Withdrawn\"}"))
                .of(
                        "POST /v1/agreements/{id}/corrections",
                        () -> step(
                                signed(),
                                RECORDER,
                                "corrections",
                                "{\"reason\":\"Misread\",\"signedOn\":\"2011-10-24\"}"))
                .of(
                        "POST /v1/agreements/{id}/annulment",
                        () -> step(signed(), ANOTHER, "annulment", "{\"reason\":\"Twice\"}"))
                .of("POST /v1/agreements/{id}/activities", () -> activity(signed()))
                .of("GET /v1/agreements/{id}/activities", () -> Request.get(path(signed()) + "/activities", RECORDER))
                .of(
                        "GET /v1/agreements/{id}/activities/{activityId}",
                        () -> Request.get(location(activity(signed()).send()), RECORDER))
                .of("POST /v1/agreements/calendar-links", ConventionsTest::link)
                .of("GET /v1/agreements/calendar-links", () -> Request.get(AGREEMENTS + "/calendar-links", RECORDER))
                .of("GET /v1/agreements/calendar-links/{linkId}", () -> Request.get(location(link().send()), RECORDER))
                .of(
                        "DELETE /v1/agreements/calendar-links/{linkId}",
                        () -> Request.get(location(link().send()), RECORDER).method("DELETE"))
                .of(
                        "GET /v1/agreements/calendar.ics",
                        () -> Request.anonymous(
                                "GET", link().send().json().path("href").asText()))
                .of("POST /v1/imports", ConventionsTest::upload)
                .of("GET /v1/imports", () -> Request.get("/v1/imports", RECORDER))
                .of("GET /v1/imports/template", () -> Request.get("/v1/imports/template?kind=agreements", RECORDER))
                .of("GET /v1/imports/{id}", () -> Request.get(ended(), RECORDER))
                .of("GET /v1/imports/{id}/errors", () -> Request.get(ended() + "/errors", RECORDER));
    }

    private static Request link() {
        return Request.post(AGREEMENTS + "/calendar-links", RECORDER, "{\"leadOffices\":[\"YOK\"]}");
    }

    private static Request upload() {
        return Request.upload(
                "/v1/imports?kind=agreements",
                RECORDER,
                "agreementNumber,type,titleEn,titleJa,leadOffice,parties,effectiveFrom\r\nT-" + UUID.randomUUID()
                        + ",MEMORANDUM,Water,水,YOK,141003,2015-06-01\r\n");
    }

    // A job that goes on would not be the same the next moment; one that has ended is the same for all who read it.
    private String ended() {
        if (ended.isEmpty()) {
            String path = location(upload().send());
            Awaitility.await()
                    .until(() -> Request.get(path, RECORDER).send().json().has("endedAt"));
            ended = path;
        }
        return ended;
    }

    private Reply signed() {
        return activation(drafted()).send();
    }

    private static Request suspension(Reply agreement) {
        return step(agreement, RECORDER, "suspension", "{\"suspendedOn\":\"2016-01-01\",\"reason\":\"Flood\"}");
    }

    private static Request activity(Reply agreement) {
        return Request.post(
                path(agreement) + "/activities",
                RECORDER,
                "{\"kind\":\"DISPATCH\",\"title\":{\"en\":\"Engineers\",\"ja\":\"技術者\"},\"date\":\"2015\"}");
    }

    private static Request step(Reply agreement, String token, String step, String body) {
        return Request.post(path(agreement) + "/" + step, token, body).with("If-Match", agreement.header("ETag"));
    }

    private static String location(Reply created) {
        return created.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    private Reply drafted() {
        return draft().send();
    }

    private static Request draft() {
        return Request.post(AGREEMENTS, RECORDER, """
            {"agreementNumber":"T-%s","type":"COMPREHENSIVE_COOPERATION","leadOffice":"YOK",
             "title":{"en":"Comprehensive cooperation","ja":"包括連携"},
             "parties":[{"localGovernment":"141003"}],"fields":["WATER"],"effectiveFrom":"2011-10-25",
             "effectiveTo":"2030-03-31","automaticRenewal":{"months":12,"noticeDays":30}}""".formatted(UUID.randomUUID()));
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
