package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.reporting.Asked.get;
import static jp.go.jica.partnerships.reporting.Asked.ownEarlyYears;
import static jp.go.jica.partnerships.reporting.Asked.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every figure names its records and their events, and says of another record why it is not among them. */
@QuarkusTest
@WithRealServers(service = "reporting")
class ExplainTest {

    private int year;
    private State program;

    @FromServers
    EventPublisher publisher;

    @BeforeEach
    void takeAYear() {
        year = ownEarlyYears(2);
        program = Published.program(UUID.randomUUID())
                .with("adoptedOn", year + "-04-01")
                .with("countries", Published.shares("LA"));
    }

    @Test
    void figureNamesItsRecordsTheirDatesAndTheEventsBehindThem() {
        State one = accepted(year + "-05-01").with("arrivedOn", year + "-05-02");
        State other = accepted(year + "-06-01");
        publisher.publishInTransaction(program.at(1), one.at(1), one.at(2), other.at(1));
        seen("/v1/reports/schemes", one.eventVersion(2), other.eventVersion(1));

        JsonPath explained = get("/v1/explain?measure=participationsAccepted&country=LA&leadOffice=SKK&fiscalYear="
                        + year)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(explained.getInt("value")).isEqualTo(2);
        assertThat(explained.getInt("records")).isEqualTo(2);
        assertThat(explained.getList("items.record"))
                .containsExactlyInAnyOrder(one.id().toString(), other.id().toString());
        String item = "items.find { it.record == '%s' }.".formatted(one.id());
        assertThat(explained.getString(item + "program")).isEqualTo(program.id().toString());
        assertThat(explained.getString(item + "programRun")).isEqualTo(one.field("programRunId"));
        assertThat(explained.getString(item + "office")).isEqualTo("SKK");
        assertThat(explained.getString(item + "days[0].first")).isEqualTo(year + "-05-02");
        assertThat(explained.getString(item + "dates.acceptedOn")).isEqualTo(one.field("acceptedOn"));
        assertThat(explained.getList(item + "events.findAll { it.aggregateType == 'participation' }.version"))
                .containsExactly(1, 2);
        assertThat(explained.getList(item + "events.findAll { it.aggregateType == 'program' }.aggregateId"))
                .containsExactly(program.id().toString());
        assertThat(explained.getLong(item + "events[0].position")).isPositive();
        assertThat(explained.getString(item + "events[0].knownAt")).isNotBlank();
        // Who cannot see persons sees nothing else of a participation.
        assertThat(explained.getMap(item.substring(0, item.length() - 1)).keySet())
                .containsExactlyInAnyOrder(
                        "record", "type", "program", "programRun", "office", "adds", "days", "dates", "events");
        Map<String, Object> whole = explain("participationsAccepted", "", Tokens.statistician())
                .jsonPath()
                .getMap(item + "attributes");
        assertThat(whole).containsEntry("country", "LA").containsKeys("personId", "sex", "ageBand");
    }

    @Test
    void personDaysNameTheDaysOfEachRecordAndDifferentValuesTheRecordsBehindEach() {
        State stay =
                accepted(year + "-05-01").with("arrivedOn", year + "-05-02").with("completedOn", year + "-05-11");
        State same = accepted(year + "-07-01").with("participantId", stay.field("participantId"));
        publisher.publishInTransaction(program.at(1), stay.at(1), same.at(1));
        seen("/v1/reports/schemes", stay.eventVersion(1), same.eventVersion(1));

        JsonPath days =
                explain("personDays", "&record=" + stay.id(), Tokens.analyst()).jsonPath();
        assertThat(days.getList("items")).hasSize(1);
        assertThat(days.getInt("items[0].adds")).isEqualTo(10);
        assertThat(days.getMap("items[0].days[0]"))
                .isEqualTo(Map.of("first", year + "-05-02", "last", year + "-05-11"));

        JsonPath persons = explain("persons", "", Tokens.statistician()).jsonPath();
        assertThat(persons.getInt("value")).isEqualTo(1);
        assertThat(persons.getInt("records")).isEqualTo(2);
        assertThat(persons.getList("items.value")).containsOnly(stay.field("participantId"));
        JsonPath hidden = explain("persons", "", Tokens.analyst()).jsonPath();
        assertThat(hidden.getInt("value")).isEqualTo(1);
        assertThat(hidden.getList("items.record")).hasSize(2);
        assertThat(hidden.getString("")).doesNotContain(String.valueOf(stay.field("participantId")));

        JsonPath countries = explain("countries", "", Tokens.analyst()).jsonPath();
        assertThat(countries.getInt("value")).isEqualTo(1);
        assertThat(countries.getList("items.value")).containsExactly("LA", "LA");
        JsonPath july = explain("participationsAccepted", "&month=%d-07".formatted(year), Tokens.analyst())
                .jsonPath();
        assertThat(july.getInt("value")).isEqualTo(1);
        assertThat(july.getList("items.record")).containsExactly(same.id().toString());
    }

    @Test
    void recordThatIsNotCountedIsToldWhichRulesKeepItOut() {
        State late = accepted((year + 1) + "-04-02");
        State cancelled = accepted(year + "-05-01").with("cancelledOn", year + "-04-20");
        State counted = accepted(year + "-05-01");
        State annulled = accepted(year + "-05-01").with("annulledOn", year + "-04-21");
        publisher.publishInTransaction(program.at(1), late.at(1), cancelled.at(1), counted.at(1), annulled.at(1));
        seen("/v1/reports/schemes", late.eventVersion(1), cancelled.eventVersion(1), counted.eventVersion(1));
        seen("/v1/reports/schemes", annulled.eventVersion(1));

        assertThat(reasons("&fiscalYear=" + year, late))
                .containsExactly("It starts on %d-04-02, which is outside FY%d (%d-04-01 to %d-03-31)"
                        .formatted(year + 1, year, year, year + 1));
        assertThat(reasons("&fiscalYear=" + year, cancelled))
                .containsExactly("It was cancelled on %d-04-20".formatted(year));
        assertThat(reasons("&leadOffice=KNS&fiscalYear=" + year, counted))
                .containsExactly("Lead office on %d-05-01 was SKK".formatted(year));
        assertThat(reasons("&sector=14020&country=VN&fiscalYear=" + year, counted))
                .containsExactlyInAnyOrder("Country was LA", "Sector was NONE");
        assertThat(reasons("&fiscalYear=" + year, program))
                .containsExactly("It is one of the programs, which this measure does not count");
        assertThat(reasons("&fiscalYear=" + year, annulled)).contains("It was not accepted");

        JsonPath is =
                why("&fiscalYear=" + year, counted.id(), Tokens.statistician()).jsonPath();
        assertThat(is.getBoolean("verdict.counted")).isTrue();
        assertThat(is.getList("verdict.reasons")).isEmpty();
        assertThat(is.getList("verdict.rules[0].holds")).containsOnly(true);
        assertThat(is.getList("items.record")).containsExactly(counted.id().toString());
    }

    @Test
    void whoMayNotReadARecordIsNotToldWhyItIsNotCounted() {
        State late = accepted((year + 1) + "-04-02");
        publisher.publishInTransaction(program.at(1), late.at(1));
        seen("/v1/reports/schemes", late.eventVersion(1));
        String of = "&fiscalYear=" + year;

        assertThat(why(of, late.id(), Tokens.analyst()).statusCode()).isEqualTo(404);
        assertThat(why(of, late.id(), Tokens.recorder("YOK")).statusCode()).isEqualTo(404);
        assertThat(why(of, UUID.randomUUID(), Tokens.statistician()).statusCode())
                .isEqualTo(404);
        assertThat(why(of, late.id(), Tokens.recorder("SKK")).statusCode()).isEqualTo(200);
        assertThat(why("&fiscalYear=" + (year + 1), late.id(), Tokens.analyst())
                        .jsonPath()
                        .getBoolean("verdict.counted"))
                .isTrue();
        assertThat(get("/v1/explain?measure=programsAdopted&record=%s&fiscalYear=%d".formatted(program.id(), year + 1))
                        .jsonPath()
                        .getList("verdict.reasons"))
                .hasSize(1);
    }

    @Test
    void attributesOfPersonsAreExplainedToStatisticiansOnly() {
        for (String personal : List.of("&sex=F", "&countryBasis=nationality", "&nationality=LA")) {
            explain("persons", personal, Tokens.analyst())
                    .then()
                    .statusCode(403)
                    .body("errors.code", contains("withheld"));
            assertThat(explain("persons", personal, Tokens.statistician()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void pagesStandAtThePositionOfTheFirst() {
        List<State> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(accepted(year + "-05-0" + (i + 1)));
        }
        publisher.publishInTransaction(program.at(1));
        all.forEach(each -> publisher.publish(each.at(1)));
        seen("/v1/reports/schemes", all.get(4).eventVersion(1), all.get(0).eventVersion(1));
        all.forEach(each -> seen("/v1/reports/schemes", each.eventVersion(1)));

        JsonPath page = explain("participationsAccepted", "&limit=2&total=true", Tokens.analyst())
                .jsonPath();
        assertThat(page.getInt("total")).isEqualTo(5);
        long position = page.getLong("position");
        List<String> records = new ArrayList<>(page.getList("items.record"));
        State more = accepted(year + "-06-01");
        publisher.publish(more.at(1));
        seen("/v1/reports/schemes", more.eventVersion(1));
        while (page.getString("nextCursor") != null) {
            page = explain(
                            "participationsAccepted",
                            "&limit=2&total=true&cursor=" + page.getString("nextCursor"),
                            Tokens.analyst())
                    .jsonPath();
            assertThat(page.getLong("position")).isEqualTo(position);
            records.addAll(page.getList("items.record"));
        }
        assertThat(records)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(each -> each.id().toString()).toList());
    }

    @Test
    void figuresOfTheAnnualReportNameTheRequestThatListsTheirRecords() {
        State adopted = program.with("scheme", "JPP-LG");
        publisher.publishInTransaction(adopted.at(1));
        seen("/v1/reports/schemes", adopted.eventVersion(1));

        JsonPath annual = get("/v1/reports/annual?fiscalYear=" + year).jsonPath();
        List<Map<String, Object>> figures = annual.getList("figures");
        for (Map<String, Object> figure : figures) {
            JsonPath explained = get(String.valueOf(figure.get("explain")))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (String.valueOf(figure.get("explain")).startsWith("/v1/explain")) {
                assertThat(explained.<Object>get("value")).isEqualTo(figure.get("value"));
            }
        }
        assertThat(get(annual.getString("figures.find { it.id == 'jpp-lg-adopted' }.explain"))
                        .jsonPath()
                        .getList("items.record"))
                .containsExactly(adopted.id().toString());
    }

    @Test
    void oneFigureIsExplainedAtATime() {
        for (String wrong : List.of(
                "measure=persons&measure=countries",
                "fiscalYear=2015",
                "measure=persons&groupBy=country",
                "measure=persons&month=2015-13",
                "measure=persons&month=2014-05&fiscalYear=2015",
                "measure=persons&record=7",
                "measure=persons&format=csv")) {
            assertThat(get("/v1/explain?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    private State accepted(String plannedStart) {
        return Published.participation(UUID.randomUUID(), program.id())
                .with("acceptedOn", year + "-04-01")
                .with("plannedStart", plannedStart);
    }

    private Response explain(String measure, String more, String token) {
        return given().auth()
                .oauth2(token)
                .get("/v1/explain?measure=%s&fiscalYear=%d%s".formatted(measure, year, more));
    }

    private static List<String> reasons(String cell, State record) {
        JsonPath verdict = why(cell, record.id(), Tokens.statistician())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(verdict.getBoolean("verdict.counted")).isFalse();
        assertThat(verdict.getList("items")).isEmpty();
        return verdict.getList("verdict.reasons");
    }

    private static Response why(String cell, UUID record, String token) {
        return given().auth()
                .oauth2(token)
                .get("/v1/explain?measure=participationsAccepted&record=%s%s".formatted(record, cell));
    }
}
