package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.reporting.Asked.get;
import static jp.go.jica.partnerships.reporting.Asked.ownEarlyYears;
import static jp.go.jica.partnerships.reporting.Asked.seen;
import static jp.go.jica.partnerships.reporting.Asked.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(service = "reporting")
class DisclosureTest {

    @FromServers
    EventPublisher publisher;

    @Test
    void attributesOfPersonsAreOpenInTheTablesOfPublishedYearsWithSmallCountsWithheld() {
        int year = ownEarlyYears(2);
        String table = "/v1/statistics?measure=participationsAccepted&measure=persons&groupBy=country&groupBy=sex"
                + "&fiscalYear=" + year;
        List<PublishedEvent> events = new ArrayList<>();
        State program = Published.program(UUID.randomUUID()).with("state", "ADOPTED");
        events.add(program.at(1));
        accepted(events, program, year, "LA", "F", 40);
        accepted(events, program, year, "LA", "M", 50);
        accepted(events, program, year, "VN", "F", 3);
        accepted(events, program, year, "VN", "M", 30);
        accepted(events, program, year, "KE", "F", 20);
        accepted(events, program, year, "KE", "M", 25);
        publisher.publishInTransaction(events.toArray(PublishedEvent[]::new));
        await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> get("/v1/reports/countries?fiscalYear=" + year).jsonPath(),
                        answer -> total(answer, "persons") == 168);
        refused(table);

        long position = published(year);
        State late = accepted(new ArrayList<>(), program, year, "VN", "F", 1);
        publisher.publishInTransaction(late.at(1));
        seen("/v1/reports/countries?fiscalYear=" + year, late.eventVersion(1));
        JsonPath open = get(table).jsonPath();
        JsonPath everything = given().auth()
                .oauth2(Tokens.statistician())
                .get(table + "&position=" + position)
                .jsonPath();

        assertThat(open.getLong("position")).isEqualTo(position);
        assertThat(total(open, "persons")).isEqualTo(168);
        assertThat(everything.getInt(row("VN", "F") + "values.persons")).isEqualTo(3);
        assertThat(open.getMap(row("VN", "F") + "values")).isEmpty();
        assertThat(open.getMap(row("VN", "F") + "status"))
                .isEqualTo(Map.of("participationsAccepted", "withheld", "persons", "withheld"));
        // Else it were the difference to the country.
        assertThat(open.getMap(row("VN", "M") + "values")).isEmpty();
        // Else it were the difference to the year.
        assertThat(open.getList("rows.findAll { it.key.sex == 'F' && it.status.persons == 'withheld' }"))
                .hasSizeGreaterThan(1);
        assertThat(open.getList("rows.findAll { it.status.persons != 'withheld' }"))
                .hasSize(2);
        assertThat(open.<Object>get("sumOfRows")).isNull();
        assertThat(get(table + "&format=csv").asString()).contains(",VN,F,").containsPattern("persons,,withheld");
        assertThat(get(table.replace("groupBy=country&", "")).jsonPath().getInt(row("F") + "values.persons"))
                .isEqualTo(63);
        assertThat(get("/v1/dimensions").jsonPath().getList("openTables.fiscalYears"))
                .contains(year);
        assertThat(get("/v1/dimensions").jsonPath().getList("openTables.tables"))
                .hasSize(25)
                .contains(List.of("sex"), List.of("facility", "nationality"));

        String tag = get(table).header("ETag");
        given().auth()
                .oauth2(Tokens.statistician())
                .header("If-None-Match", tag)
                .get(table + "&position=" + position)
                .then()
                .statusCode(200);
        for (String other : List.of(
                table + "&scheme=KCCP",
                table + "&developing=true",
                table + "&officeBasis=successor",
                table + "&countryBasis=nationality",
                table + "&groupBy=ageBand",
                table + "&measure=personDays",
                table + "&position=" + (position - 1),
                table + "&asOf=2000-01-01",
                table + "&knownAt=2020-01-01T00:00:00Z",
                table.replace("country", "month"),
                table.replace("country", "leadOffice&sex=F"),
                table.replace("fiscalYear=" + year, "from=%d&to=%d".formatted(year, year + 1)),
                table.replace("fiscalYear=" + year, "fiscalYear=" + (year + 1)))) {
            refused(other);
        }
    }

    /** At which position. */
    private static long published(int year) {
        JsonPath draft = given().auth()
                .oauth2(Tokens.statistician())
                .contentType("application/json")
                .body(Map.of("fiscalYear", year))
                .post("/v1/publications")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        given().auth()
                .oauth2(Tokens.with("statistician").subject("another").token())
                .post("/v1/publications/" + draft.getString("id") + "/release")
                .then()
                .statusCode(200);
        return draft.getLong("position");
    }

    private static void refused(String question) {
        get(question).then().statusCode(403).body("errors[0].code", equalTo("disclosure"));
    }

    private static State accepted(
            List<PublishedEvent> events, State program, int year, String country, String sex, int howMany) {
        State last = program;
        for (int i = 0; i < howMany; i++) {
            last = Published.participation(UUID.randomUUID(), program.id())
                    .with("acceptedOn", year + "-05-01")
                    .with("plannedStart", year + "-06-01")
                    .with("sendingCountry", country)
                    .with("sex", sex);
            events.add(last.at(1));
        }
        return last;
    }

    private static String row(String country, String sex) {
        return "rows.find { it.key.country == '%s' && it.key.sex == '%s' }.".formatted(country, sex);
    }

    private static String row(String sex) {
        return "rows.find { it.key.sex == '%s' }.".formatted(sex);
    }
}
