package jp.go.jica.partnerships.agreements.calendar;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.AGREEMENTS;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.junit.jupiter.api.Test;

/** An office's calendar, as a calendar program follows it: by a link, without a bearer token. */
@QuarkusTest
@WithRealServers(service = "agreements")
class CalendarTest {

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Tokyo"));

    private static Response link(String... offices) {
        return as(Tokens.recorder("TIC"))
                .body(Map.of("leadOffices", offices))
                .post(AGREEMENTS + "/calendar-links")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static Response opened(Response link) {
        return given().get(link.<String>path("href"));
    }

    private static String signed(String office, String dates) {
        String number = "C-" + UUID.randomUUID();
        Response draft = as(Tokens.recorder(office))
                .body("""
            {"agreementNumber":"%s","type":"MEMORANDUM","title":{"en":"Comma, semicolon; and 改行","ja":"覚書"},
             "leadOffice":"%s","parties":[{"localGovernment":"131016"}],%s}""".formatted(number, office, dates))
                .post(AGREEMENTS);
        draft.then().statusCode(201);
        as(Tokens.approver(office))
                .header("If-Match", draft.header("ETag"))
                .body("{\"signedOn\":\"2015-03-20\"}")
                .post(AGREEMENTS + "/" + draft.path("id") + "/activation")
                .then()
                .statusCode(200);
        return number;
    }

    /** Summaries by day, of one agreement. */
    private static List<String> days(Response calendar, String number) {
        try {
            return new CalendarBuilder()
                    .build(new StringReader(calendar.asString())).getComponents(Component.VEVENT).stream()
                            .filter(event -> text(event, Property.SUMMARY).contains(number))
                            .map(event -> text(event, Property.DTSTART) + " "
                                    + text(event, Property.SUMMARY)
                                            .replace(number, "…")
                                            .replaceAll(" /.*", ""))
                            .collect(Collectors.toList());
        } catch (IOException | ParserException e) {
            throw new AssertionError(calendar.asString(), e);
        }
    }

    private static String text(Component event, String name) {
        return event.getProperty(name).orElseThrow().getValue();
    }

    private static String basic(LocalDate day) {
        return day.toString().replace("-", "");
    }

    @Test
    void endsAndDeadlinesOfNoticeStandInTheCalendarOfTheOffice() {
        LocalDate end = today.plusDays(100);
        String ending = signed("TIC", "\"effectiveFrom\":\"2015-04-01\",\"effectiveTo\":\"%s\"".formatted(end));
        String renewing = signed(
                "TIC",
                "\"effectiveFrom\":\"2015-04-01\",\"effectiveTo\":\"%s\",\"automaticRenewal\":{\"months\":24,\"noticeDays\":30}"
                        .formatted(end));
        String elsewhere = signed("YOK", "\"effectiveFrom\":\"2015-04-01\",\"effectiveTo\":\"%s\"".formatted(end));
        Response calendar = opened(link("TIC"));
        calendar.then().statusCode(200).contentType("text/calendar").header("ETag", notNullValue());
        assertThat(days(calendar, ending)).containsExactly(basic(end) + " Agreement … ends");
        assertThat(days(calendar, renewing))
                .startsWith(basic(end.minusDays(30)) + " Last day of notice for agreement …")
                .hasSize(3);
        assertThat(days(calendar, elsewhere)).isEmpty();
    }

    @Test
    void theSameCalendarIsNotSentTwice() {
        Response link = link("TIC");
        given().header("If-None-Match", opened(link).header("ETag"))
                .get(link.<String>path("href"))
                .then()
                .statusCode(304);
    }

    @Test
    void aRevokedLinkOpensNothingAndNobodyElseRevokesIt() {
        Response link = link("TIC");
        String id = link.path("id");
        as(Tokens.with("recorder").offices("TIC").subject("somebody").token())
                .delete(AGREEMENTS + "/calendar-links/" + id)
                .then()
                .statusCode(404);
        opened(link).then().statusCode(200);
        as(Tokens.recorder("TIC"))
                .get(AGREEMENTS + "/calendar-links?limit=500")
                .then()
                .body("items.id", hasItem(id))
                .body("items.token", not(hasItem(notNullValue())));
        for (int i = 0; i < 2; i++) {
            as(Tokens.recorder("TIC"))
                    .delete(AGREEMENTS + "/calendar-links/" + id)
                    .then()
                    .statusCode(204);
        }
        opened(link).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void aLinkOpensItsOwnOfficesAndNothingElse() {
        Response link = link("TIC", "KNS");
        given().get(link.<String>path("href") + "&leadOffice=KNS").then().statusCode(200);
        given().get(link.<String>path("href") + "&leadOffice=YOK").then().statusCode(404);
        given().get(link.<String>path("href") + "&leadOffice=XXX").then().statusCode(400);
        given().get(AGREEMENTS + "/calendar.ics").then().statusCode(404);
        given().get(AGREEMENTS + "/calendar.ics?token=guessed").then().statusCode(404);
        String token = link.<String>path("href").replaceFirst(".*token=", "");
        as(token).get(AGREEMENTS).then().statusCode(401);
        as(Tokens.recorder("TIC"))
                .body("{\"leadOffices\":[]}")
                .post(AGREEMENTS + "/calendar-links")
                .then()
                .statusCode(400);
        given().body("{\"leadOffices\":[\"TIC\"]}")
                .contentType("application/json")
                .post(AGREEMENTS + "/calendar-links")
                .then()
                .statusCode(equalTo(401));
    }
}
