package jp.go.jica.partnerships.agreements.agreement;

import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.AGREEMENTS;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.as;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.inForce;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.newNumber;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.readAsOf;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.step;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** The agreements of the source document and its time, entered as they were, with every question about their days. */
@QuarkusTest
@WithRealServers(service = "agreements")
class HistoricalAgreementsTest {

    private static Response entered(String office, String signedOn, String body) {
        Response draft = succeeded(as(Tokens.recorder(office)).body(body).post(AGREEMENTS));
        return step(as(Tokens.approver(office)), draft, "activation", "{\"signedOn\":\"%s\"}".formatted(signedOn));
    }

    @Test
    void yokohamaWasTheFirstAndHasBeenInForceSinceItWasSigned() {
        Response yokohama = entered("YOK", "2011-10-25", """
            {"agreementNumber":"%s","type":"COMPREHENSIVE_COOPERATION","title":{"en":"Comprehensive cooperation agreement","ja":"包括連携協定"},
             "leadOffice":"YOK","parties":[{"localGovernment":"141003"}],"fields":["WATER","URBAN_DEVELOPMENT"],
             "signatories":[{"name":"Sadako Ogata","office":"President of JICA"},{"name":"Fumiko Hayashi","office":"Mayor of Yokohama"}],
             "effectiveFrom":"2011-10-25"}""".formatted(newNumber()));
        assertThat(inForce(yokohama, "2011-10-24")).isFalse();
        assertThat(inForce(yokohama, "2011-10-25")).isTrue();
        assertThat(inForce(yokohama, "2026-11-26")).isTrue();
        readAsOf(yokohama, "2011-10-24")
                .then()
                .body("standing", equalTo("DRAFT"))
                .body("state", equalTo("DRAFT"))
                .body("signedOn", nullValue())
                .body("inForce", equalTo(false));
        readAsOf(yokohama, "2014-01-01")
                .then()
                .body("standing", equalTo("IN_FORCE"))
                .body("inForce", equalTo(true))
                .body("asOf", equalTo("2014-01-01"))
                .body("term.from", equalTo("2011-10-25"))
                .body("term.to", nullValue())
                .body("fields", equalTo(List.of("WATER", "URBAN_DEVELOPMENT")));
    }

    @Test
    void hyogoAndKobeSignedOnOneDayUnderKansai() {
        for (String party : List.of("280003", "281000")) {
            Response agreement = entered("KNS", "2013-10-09", """
                {"agreementNumber":"%s","type":"COMPREHENSIVE_COOPERATION","title":{"en":"Comprehensive cooperation","ja":"包括連携"},
                 "leadOffice":"KNS","parties":[{"localGovernment":"%s"}],"fields":["DISASTER_RISK_REDUCTION"],
                 "effectiveFrom":"2013-10-09"}""".formatted(newNumber(), party));
            assertThat(inForce(agreement, "2013-10-08")).isFalse();
            assertThat(inForce(agreement, "2013-10-09")).isTrue();
            as(Tokens.analyst())
                    .get(AGREEMENTS + "?limit=500&leadOffice=KNS&prefecture=280003&inForceOn=2013-10-09&state=IN_FORCE")
                    .then()
                    .body("items.id", hasItem(agreement.<String>path("id")));
        }
    }

    @Test
    void theMemorandumOnTheLearningCentreWasSignedUnderJicaHyogo() {
        Response drlc = entered("HYG", "2007-01-17", """
            {"agreementNumber":"%s","type":"MEMORANDUM","title":{"en":"Memorandum on the Disaster Reduction Learning Center","ja":"国際防災研修センター設置に関する覚書"},
             "leadOffice":"HYG","parties":[{"localGovernment":"280003"}],"fields":["DISASTER_RISK_REDUCTION"],
             "effectiveFrom":"2007-01-17"}""".formatted(newNumber()));
        assertThat(inForce(drlc, "2007-01-16")).isFalse();
        assertThat(inForce(drlc, "2007-03-31")).isTrue();
        // What its office became goes on with it.
        Response founded =
                succeeded(as(Tokens.recorder("KNS")).body("""
            {"kind":"FACILITY_FOUNDED","title":{"en":"Opening of DRLC","ja":"国際防災研修センター開所"},"date":"2007-04","place":"Kobe"}""").post(AgreementRequests.path(drlc) + "/activities"));
        founded.then().body("date", equalTo("2007-04")).body("kind", equalTo("FACILITY_FOUNDED"));
        readAsOf(drlc, "2007-03-31").then().body("activities.size()", equalTo(0));
        readAsOf(drlc, "2007-04-01").then().body("activities.size()", equalTo(1));
    }

    @Test
    void theWaterworksBureausMemorandumBelongsToItsCityAndLastedThreeFiscalYears() {
        Response bureau = entered("YOK", "2017-04-27", """
            {"agreementNumber":"%s","type":"MEMORANDUM","title":{"en":"Volunteers for Malawi","ja":"マラウイへのボランティア派遣"},
             "leadOffice":"YOK","parties":[{"localGovernment":"141003","unit":"横浜市水道局"}],"fields":["WATER"],"countries":["MW"],
             "signatories":[{"name":"Yumiko Asakuma","office":"Director of JICA Yokohama"}],
             "effectiveFrom":"2017-04-27","effectiveTo":"2020-03-31","notes":"Four people each fiscal year"}""".formatted(newNumber()));
        assertThat(inForce(bureau, "2017-04-26")).isFalse();
        assertThat(inForce(bureau, "2017-04-27")).isTrue();
        assertThat(inForce(bureau, "2020-03-31")).isTrue();
        assertThat(inForce(bureau, "2020-04-01")).isFalse();
        readAsOf(bureau, "2020-04-01")
                .then()
                .body("standing", equalTo("EXPIRED"))
                .body("term", nullValue());
        as(Tokens.analyst())
                .queryParam("agreementNumber", bureau.<String>path("agreementNumber"))
                .get(AGREEMENTS + "?localGovernment=141003&state=EXPIRED")
                .then()
                .body("items.id", equalTo(List.of(bureau.<String>path("id"))));
    }

    @Test
    void twoPartiesOnOnePaperAreOneAgreementThatEachFinds() {
        Response both = entered("KNS", "2013-10-09", """
            {"agreementNumber":"%s","type":"MEMORANDUM","title":{"en":"Both","ja":"両者"},
             "leadOffice":"KNS","parties":[{"localGovernment":"280003"},{"localGovernment":"281000"}],"fields":["HEALTH"],
             "effectiveFrom":"2013-10-09"}""".formatted(newNumber()));
        for (String party : List.of("280003", "281000")) {
            as(Tokens.analyst())
                    .queryParam("agreementNumber", both.<String>path("agreementNumber"))
                    .get(AGREEMENTS + "?localGovernment=" + party)
                    .then()
                    .body("items.size()", equalTo(1));
        }
    }

    @Test
    void aCityThatHasSinceMergedIsFoundByItsOldNameAndPrefectureAndByItsOldCode() {
        Response shimizu = entered("CBU", "2000-04-01", """
            {"agreementNumber":"%s","type":"MEMORANDUM","title":{"en":"Port","ja":"港"},
             "leadOffice":"CBU","parties":[{"localGovernment":"221007","formerName":"清水市"}],"fields":["OTHER"],
             "effectiveFrom":"2000-04-01"}""".formatted(newNumber()));
        for (String found : List.of(
                "localGovernment=清水市&prefecture=220001",
                "localGovernment=清水市",
                "localGovernment=222046",
                "localGovernment=静岡市",
                "localGovernment=221007")) {
            as(Tokens.analyst())
                    .queryParam("agreementNumber", shimizu.<String>path("agreementNumber"))
                    .get(AGREEMENTS + "?" + found)
                    .then()
                    .statusCode(200)
                    .body("items.id", equalTo(List.of(shimizu.<String>path("id"))));
        }
        as(Tokens.analyst())
                .get(AGREEMENTS + "?limit=500&localGovernment=清水市&prefecture=010006")
                .then()
                .statusCode(not(equalTo(500)))
                .body("items.id", not(hasItem(shimizu.<String>path("id"))));
        as(Tokens.analyst())
                .get(AGREEMENTS + "?localGovernment=ありもしない市")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?localGovernment"));
    }

    @Test
    void anOldCodeInABodyIsAnsweredWithWhatTheCityHasBecome() {
        as(Tokens.recorder("CBU"))
                .body("""
            {"agreementNumber":"%s","type":"MEMORANDUM","title":{"en":"Port","ja":"港"},"leadOffice":"CBU",
             "parties":[{"localGovernment":"222046"}],"effectiveFrom":"2000-04-01"}""".formatted(newNumber()))
                .post(AGREEMENTS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/parties/0/localGovernment"))
                .body("errors[0].code", equalTo("former-local-government"))
                .body("errors[0].detail", containsString("221007"));
    }
}
