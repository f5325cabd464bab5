package jp.go.jica.partnerships.agreements.imports;

import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.AGREEMENTS;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of agreements as files. What holds of every import is tested where imports are; this is what is theirs. */
@QuarkusTest
@WithRealServers(service = "agreements")
class ImportTest {

    private static final String RECORDER =
            Tokens.with("recorder").offices("*").subject("recorder-1").token();
    private static final String APPROVER =
            Tokens.with("approver").offices("*").subject("approver-1").token();

    private static final String LIST = """
            agreementNumber,type,titleEn,titleJa,leadOffice,parties,fields,countries,effectiveFrom,effectiveTo,renewalMonths,noticeDays,signatories,notes,signedOn
            A-YOK,COMPREHENSIVE_COOPERATION,Comprehensive cooperation agreement,包括連携協定,YOK,141003,WATER,,2011-10-25,,,,President of JICA:Sadako Ogata;Mayor of Yokohama:Fumiko Hayashi,,2011-10-25
            A-HYO,COMPREHENSIVE_COOPERATION,Comprehensive cooperation agreement,包括連携協定,KNS,280003,,,2013-10-09,,,,,,2013-10-09
            A-DRLC,MEMORANDUM,Memorandum on the DRLC,覚書,HYG,280003,DISASTER_RISK_REDUCTION,,2007-01-17,,,,,,2007-01-17
            A-YWB17,MEMORANDUM,Volunteers for Malawi,覚書,YOK,141003:横浜市水道局,WATER,MW,2017-04-27,2020-03-31,12,30,,"Four people each year, as agreed",2017-04-27
            A-OLD,MEMORANDUM,Port,覚書,CBU,221007::清水市;ACADEMIC:Kobe University,,,2000-04-01,,,,,,2000-04-01
            """;

    @FromServers
    ServiceDatabase database;

    @BeforeEach
    void empty() {
        database.empty(
                "agreement_due",
                "agreement",
                "domain_event",
                "import_job",
                "import_upload",
                "import_part",
                "import_error");
    }

    private static JsonPath ended(String query, String token, String file) {
        var answer = as(token)
                .contentType("text/csv; charset=utf-8")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?" + query);
        answer.then().statusCode(202);
        String job = URI.create(answer.header("Location")).getPath();
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> as(token).get(job).jsonPath(), told -> told.get("endedAt") != null);
    }

    private static void assertCounts(JsonPath job, int created, int changed, int unchanged, int failed) {
        assertThat(List.of(job.getInt("created"), job.getInt("changed"), job.getInt("unchanged"), job.getInt("failed")))
                .as(() -> job.prettify()
                        + as(RECORDER)
                                .get("/v1/imports/" + job.getString("id") + "/errors")
                                .asString())
                .containsExactly(created, changed, unchanged, failed);
    }

    @Test
    void aListIsDraftedActivatedBySomebodyElseAndTakenAgainUnchanged() {
        assertCounts(ended("kind=agreements&dryRun=true", RECORDER, LIST), 5, 0, 0, 0);
        assertCounts(ended("kind=agreements", RECORDER, LIST), 5, 0, 0, 0);
        assertCounts(ended("kind=agreements", RECORDER, LIST), 0, 0, 5, 0);
        assertCounts(ended("kind=agreement-activations", APPROVER, LIST), 0, 5, 0, 0);
        assertCounts(ended("kind=agreement-activations", APPROVER, LIST), 0, 0, 5, 0);
        as(RECORDER)
                .get(AGREEMENTS + "?agreementNumber=A-OLD")
                .then()
                .body("items[0].state", equalTo("SIGNED"))
                .body("items[0].parties[0].formerName", equalTo("清水市"))
                .body("items[0].parties[1].organisation.name", equalTo("Kobe University"));
        as(RECORDER)
                .get(AGREEMENTS + "?agreementNumber=A-YWB17")
                .then()
                .body("items[0].parties[0].unit", equalTo("横浜市水道局"))
                .body("items[0].automaticRenewal.noticeDays", equalTo(30));
    }

    @Test
    void whatWasWrittenIsTakenInAgainAndChangesNothing() {
        ended("kind=agreements", RECORDER, LIST);
        ended("kind=agreement-activations", APPROVER, LIST);
        String written = as(RECORDER)
                .accept("text/csv")
                .get(AGREEMENTS)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(written.lines()).hasSize(6);
        assertCounts(ended("kind=agreements", RECORDER, written), 0, 0, 5, 0);
        assertCounts(ended("kind=agreement-activations", APPROVER, written), 0, 0, 5, 0);
    }

    @Test
    void whoeverImportedTheListDoesNotActivateIt() {
        String both = Tokens.with("recorder", "approver")
                .offices("*")
                .subject("recorder-1")
                .token();
        ended("kind=agreements", RECORDER, LIST);
        assertCounts(ended("kind=agreement-activations&mode=valid-rows-only", both, LIST), 0, 0, 0, 5);
    }

    @Test
    void aRowThatIsWrongIsToldWithLineColumnAndReasonAndTheOthersAreTaken() {
        String file = LIST.replace("280003,,,2013", "280004,,,2013").replace("A-DRLC,MEMORANDUM", "A-DRLC,TREATY");
        JsonPath job = ended("kind=agreements&mode=valid-rows-only", RECORDER, file);
        assertCounts(job, 3, 0, 0, 2);
        as(RECORDER)
                .get("/v1/imports/" + job.getString("id") + "/errors")
                .then()
                .body("items.line", equalTo(List.of(3, 4)))
                .body("items.column", equalTo(List.of("parties", "type")))
                .body("items.code", equalTo(List.of("wrong-check-digit", "unreadable-value")));
    }
}
