package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.reporting.Asked.get;
import static jp.go.jica.partnerships.reporting.Asked.ownYear;
import static jp.go.jica.partnerships.reporting.Asked.seen;
import static jp.go.jica.partnerships.reporting.Asked.total;
import static jp.go.jica.partnerships.reporting.Asked.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithRealServers(service = "reporting")
class ReportsTest {

    @FromServers
    EventPublisher publisher;

    @Test
    void programInTwoCountriesIsOneInEachRowAndOneInTheTotal() {
        int year = ownYear();
        State program = adopted(year).with("countries", Published.shares("LA", "VN"));
        publisher.publishInTransaction(program.at(1));

        JsonPath report = seen("/v1/reports/countries?fiscalYear=" + year, program.eventVersion(1));

        assertThat(value(report, "country", "LA", "programsAdopted")).isEqualTo(1);
        assertThat(value(report, "country", "VN", "programsAdopted")).isEqualTo(1);
        assertThat(total(report, "programsAdopted")).isEqualTo(1);
        assertThat(report.getBoolean("measures.find { it.name == 'programsAdopted' }.additive"))
                .isFalse();
        assertThat(report.getBoolean("measures.find { it.name == 'participationsAccepted' }.additive"))
                .isTrue();
        assertThat(report.getInt("sumOfRows.programsAdopted")).isEqualTo(2);
        assertThat(report.getString("rows.find { it.key.country == 'LA' }.label.ja"))
                .isEqualTo("ラオス");
        assertThat(report.getInt("period.fiscalYear")).isEqualTo(year);
        assertThat(report.getString("period.start")).isEqualTo(year + "-04-01");
        assertThat(report.getString("period.end")).isEqualTo((year + 1) + "-03-31");
        assertThat(report.getList("owners.owner")).containsExactly("agreements", "participants", "programs");
        assertThat(report.getLong("position")).isPositive();
    }

    @Test
    void programOfMarugameStandsInTheRowsOfLaosShikokuAndKagawa() {
        int year = ownYear();
        State program = adopted(year)
                .with("scheme", "JPP-LG")
                .with("countries", Published.shares("LA"))
                .with("partners", Published.localGovernments("372021"));
        publisher.publishInTransaction(program.at(1));
        seen("/v1/reports/countries?fiscalYear=" + year, program.eventVersion(1));

        JsonPath statistics = get("/v1/statistics?measure=programsAdopted&groupBy=prefecture&groupBy=localGovernment"
                        + "&groupBy=leadOffice&country=LA&fiscalYear=" + year)
                .jsonPath();

        assertThat(statistics.getList("rows")).hasSize(1);
        assertThat(statistics.getMap("rows[0].key"))
                .isEqualTo(Map.of("prefecture", "37", "localGovernment", "372021", "leadOffice", "SKK"));
        assertThat(statistics.getInt("rows[0].values.programsAdopted")).isEqualTo(1);
    }

    @Test
    void lastOfMarchAndFirstOfAprilFallIntoTwoFiscalYears() {
        int year = ownYear();
        State program = adopted(year);
        State march = accepted(program, (year + 1) + "-03-31");
        State april = accepted(program, (year + 1) + "-04-01");
        publisher.publishInTransaction(program.at(1), march.at(1), april.at(1));

        JsonPath before = seen("/v1/reports/offices?fiscalYear=" + year, march.eventVersion(1), april.eventVersion(1));
        JsonPath after = get("/v1/reports/offices?fiscalYear=" + (year + 1)).jsonPath();
        JsonPath both = get("/v1/reports/offices?from=%d&to=%d".formatted(year, year + 1))
                .jsonPath();

        assertThat(value(before, "office", "SKK", "participationsAccepted")).isEqualTo(1);
        assertThat(value(after, "office", "SKK", "participationsAccepted")).isEqualTo(1);
        assertThat(value(both, "office", "SKK", "participationsAccepted")).isEqualTo(2);
    }

    @Test
    void personInTwoCoursesOfOneYearCountsOnceAsPersonAndTwiceAsParticipation() {
        int year = ownYear();
        String person = UUID.randomUUID().toString();
        State program = adopted(year).with("facility", "DRLC");
        State first = accepted(program, year + "-05-01").with("participantId", person);
        State second =
                accepted(program, year + "-09-01").with("participantId", person).with("sendingCountry", "VN");
        publisher.publishInTransaction(program.at(1), first.at(1), second.at(1));

        JsonPath report =
                seen("/v1/reports/facilities?fiscalYear=" + year, first.eventVersion(1), second.eventVersion(1));

        assertThat(value(report, "facility", "DRLC", "participationsAccepted")).isEqualTo(2);
        assertThat(value(report, "facility", "DRLC", "persons")).isEqualTo(1);
        assertThat(value(report, "facility", "DRLC", "countries")).isEqualTo(2);
        JsonPath byCountry = get("/v1/reports/countries?fiscalYear=" + year).jsonPath();
        assertThat(total(byCountry, "persons")).isEqualTo(1);
        assertThat(byCountry.getInt("sumOfRows.persons")).isEqualTo(2);
    }

    @Test
    void twoRecordsThatWereMergedCountAsOnePersonUntilTheMergeIsUndone() {
        int year = ownYear();
        State survivor = Published.participant(UUID.randomUUID());
        State merged = Published.participant(UUID.randomUUID());
        State program = adopted(year).with("facility", "DRLC");
        State first = accepted(program, year + "-05-01")
                .with("participantId", survivor.id().toString());
        State second = accepted(program, year + "-09-01")
                .with("participantId", merged.id().toString());
        publisher.publishInTransaction(program.at(1), survivor.at(1), merged.at(1), first.at(1), second.at(1));
        String path = "/v1/reports/facilities?fiscalYear=" + year;
        assertThat(value(seen(path, first.eventVersion(1), second.eventVersion(1)), "facility", "DRLC", "persons"))
                .isEqualTo(2);

        State merge =
                merged.with("state", "MERGED").with("mergedInto", survivor.id().toString());
        PublishedEvent twice = merge.at(2);
        publisher.publish(twice);
        publisher.publish(twice);
        JsonPath one = seen(path, merged.eventVersion(2));
        assertThat(value(one, "facility", "DRLC", "persons")).isEqualTo(1);
        assertThat(value(one, "facility", "DRLC", "participationsAccepted")).isEqualTo(2);

        publisher.publish(merge.with("state", "ERASED").at(3));
        assertThat(value(seen(path, merged.eventVersion(3)), "facility", "DRLC", "persons"))
                .isEqualTo(1);

        publisher.publish(merged.at(4));
        assertThat(value(seen(path, merged.eventVersion(4)), "facility", "DRLC", "persons"))
                .isEqualTo(2);
    }

    @Test
    void aMergeThatArrivesBeforeTheParticipationsCountsAsOnePersonToo() {
        int year = ownYear();
        UUID survivor = UUID.randomUUID();
        State merged = Published.participant(UUID.randomUUID())
                .with("state", "MERGED")
                .with("mergedInto", survivor.toString());
        publisher.publish(merged.at(1));
        State program = adopted(year).with("facility", "DRLC");
        State first = accepted(program, year + "-05-01").with("participantId", survivor.toString());
        State second = accepted(program, year + "-09-01")
                .with("participantId", merged.id().toString());
        publisher.publishInTransaction(program.at(1), first.at(1), second.at(1));

        JsonPath report = seen(
                "/v1/reports/facilities?fiscalYear=" + year,
                merged.eventVersion(1),
                first.eventVersion(1),
                second.eventVersion(1));
        assertThat(value(report, "facility", "DRLC", "persons")).isEqualTo(1);
    }

    @Test
    void participationFollowsItsRunUntilArrivalAndStaysWhereItBegan() {
        int year = ownYear();
        UUID run = UUID.randomUUID();
        State program =
                adopted(year).with("runs", List.of(Published.run(run, (year + 1) + "-03-20", (year + 1) + "-04-20")));
        State participation = accepted(program, (year + 1) + "-03-20").with("programRunId", run.toString());
        publisher.publishInTransaction(program.at(1), participation.at(1));
        assertThat(acceptedIn(year, participation, 1)).isEqualTo(1);

        State postponed =
                program.with("runs", List.of(Published.run(run, (year + 1) + "-04-02", (year + 1) + "-05-02")));
        publisher.publishInTransaction(postponed.at(2));
        seen("/v1/reports/schemes", program.eventVersion(2));
        assertThat(acceptedIn(year, participation, 1)).isZero();
        assertThat(acceptedIn(year + 1, participation, 1)).isEqualTo(1);

        State arrived = participation.with("arrivedOn", (year + 1) + "-03-31");
        publisher.publishInTransaction(arrived.at(2));
        assertThat(acceptedIn(year, participation, 2)).isEqualTo(1);
        assertThat(acceptedIn(year + 1, participation, 2)).isZero();
    }

    @Test
    void whoCancelledDidNotComeWasTurnedDownOrWasEnteredInErrorIsNotCounted() {
        int year = ownYear();
        State program = adopted(year).with("leadOffice", "TKB");
        String start = year + "-10-01";
        State cancelled =
                accepted(program, start).with("cancelledOn", year + "-09-30").with("state", "CANCELLED");
        State missing = accepted(program, start).with("noShowOn", start).with("state", "NO_SHOW");
        State rejected = Published.participation(UUID.randomUUID(), program.id())
                .with("rejectedOn", year + "-09-01")
                .with("state", "REJECTED");
        State completed = accepted(program, start).with("arrivedOn", start).with("completedOn", year + "-10-31");
        State withdrawn = accepted(program, start).with("arrivedOn", start).with("withdrawnOn", start);
        publisher.publishInTransaction(
                program.at(1),
                accepted(program, start).at(1),
                cancelled.with("cancelledOn", null).at(1),
                missing.with("noShowOn", null).at(1),
                rejected.at(1),
                completed.at(1),
                withdrawn.at(1));
        String report = "/v1/reports/schemes?leadOffice=TKB&fiscalYear=" + year;
        JsonPath before = seen(report, completed.eventVersion(1), withdrawn.eventVersion(1), missing.eventVersion(1));
        assertThat(total(before, "participationsAccepted")).isEqualTo(5);
        assertThat(total(before, "persons")).isEqualTo(5);
        assertThat(total(before, "participationsCompleted")).isEqualTo(1);
        assertThat(total(before, "participationsWithdrawn")).isEqualTo(1);

        PublishedEvent annulled =
                completed.with("annulledOn", (year + 1) + "-01-01").at(2);
        publisher.publishInTransaction(cancelled.at(2), missing.at(2), annulled);
        publisher.publishInTransaction(annulled);
        JsonPath after = seen(report, cancelled.eventVersion(2), missing.eventVersion(2), completed.eventVersion(2));

        assertThat(total(after, "participationsAccepted")).isEqualTo(2);
        assertThat(total(after, "persons")).isEqualTo(2);
        assertThat(total(after, "participationsCompleted")).isZero();
        assertThat(total(after, "participationsWithdrawn")).isEqualTo(1);
        // On the days before they were still expected; what was entered in error never was.
        assertThat(acceptedAsOf(report, year + "-09-29")).isEqualTo(4);
        assertThat(acceptedAsOf(report, year + "-09-30")).isEqualTo(3);
        assertThat(acceptedAsOf(report, start)).isEqualTo(2);
        assertThat(total(get(report + "&position=" + before.getLong("position")).jsonPath(), "participationsAccepted"))
                .isEqualTo(5);
        JsonPath byFacts =
                get("/v1/statistics?measure=participationsAccepted&groupBy=localGovernment&leadOffice=TKB&fiscalYear="
                                + year)
                        .jsonPath();
        assertThat(total(byFacts, "participationsAccepted")).isEqualTo(2);
    }

    private static long acceptedAsOf(String report, String day) {
        return total(get(report + "&asOf=" + day).jsonPath(), "participationsAccepted");
    }

    @Test
    void participationOfOneLeapDayCountsInItsYearOnce() {
        State program = adopted(2023).with("leadOffice", "CGK");
        State participation =
                accepted(program, "2024-02-29").with("arrivedOn", "2024-02-29").with("completedOn", "2024-02-29");
        publisher.publishInTransaction(program.at(1), participation.at(1));
        JsonPath report = seen(
                "/v1/reports/schemes?leadOffice=CGK&fiscalYear=2023",
                program.eventVersion(1),
                participation.eventVersion(1));
        assertThat(total(report, "participationsAccepted")).isEqualTo(1);
        assertThat(total(report, "participationsCompleted")).isEqualTo(1);
        assertThat(acceptedAsOf("/v1/reports/schemes?leadOffice=CGK&fiscalYear=2023", "2024-02-29"))
                .isEqualTo(1);
    }

    @Test
    void factsDatedAfterAsOfAreIgnored() {
        int year = ownYear();
        State program = adopted(year);
        State participation = accepted(program, year + "-10-01").with("acceptedOn", year + "-08-01");
        publisher.publishInTransaction(program.at(1), participation.at(1));
        seen("/v1/reports/schemes", participation.eventVersion(1), program.eventVersion(1));

        String report = "/v1/reports/countries?fiscalYear=%d&asOf=%d-%s";
        assertThat(total(get(report.formatted(year, year, "07-31")).jsonPath(), "participationsAccepted"))
                .isZero();
        assertThat(total(get(report.formatted(year, year, "08-01")).jsonPath(), "participationsAccepted"))
                .isEqualTo(1);
    }

    @Test
    void factDatedAfterTodayCountsOnlyFromThatDayOn() {
        State program = adopted(2024);
        String future = "2120-10-01";
        State participation = accepted(program, "2120-10-01").with("acceptedOn", future);
        publisher.publishInTransaction(program.at(1), participation.at(1));

        JsonPath today = seen("/v1/reports/countries?fiscalYear=2120", participation.eventVersion(1));
        JsonPath then =
                get("/v1/reports/countries?fiscalYear=2120&asOf=2120-10-01").jsonPath();

        assertThat(total(today, "participationsAccepted")).isZero();
        assertThat(total(then, "participationsAccepted")).isEqualTo(1);
    }

    @Test
    void answerCanBeHadAgainByItsPositionAndByItsInstant() {
        int year = ownYear();
        State program = adopted(year);
        publisher.publishInTransaction(program.at(1));
        JsonPath before = seen("/v1/reports/offices?fiscalYear=" + year, program.eventVersion(1));
        publisher.publishInTransaction(program.with("leadOffice", "KNS").at(2));
        JsonPath after = seen("/v1/reports/offices?fiscalYear=" + year, program.eventVersion(2));

        assertThat(value(after, "office", "KNS", "programsAdopted")).isEqualTo(1);
        for (String then :
                List.of("position=" + before.getLong("position"), "knownAt=" + before.getString("knownAt"))) {
            JsonPath again = get("/v1/reports/offices?fiscalYear=%d&%s".formatted(year, then))
                    .jsonPath();
            assertThat(again.getList("rows")).isEqualTo(before.getList("rows"));
            assertThat(again.getLong("position")).isEqualTo(before.getLong("position"));
        }
    }

    @Test
    void transferMovesNothingBeforeItsDayAndACorrectionMovesEverything() {
        int year = ownYear();
        State program = adopted(year)
                .with("adoptedOn", year + "-05-01")
                .with("startedOn", (year + 1) + "-04-01")
                .with("completedOn", (year + 1) + "-06-30");
        State before = accepted(program, (year + 1) + "-04-30");
        State from = accepted(program, (year + 1) + "-05-01");
        State transferred = program.with("leadOffice", "KNS")
                .with(
                        "leadOffices",
                        List.of(Map.of("office", "SKK"), Map.of("office", "KNS", "from", (year + 1) + "-05-01")));
        publisher.publishInTransaction(program.at(1), before.at(1), from.at(1));
        publisher.publishInTransaction(transferred.at(2));

        JsonPath adoption =
                seen("/v1/reports/offices?fiscalYear=" + year, program.eventVersion(2), from.eventVersion(1));
        JsonPath report = get("/v1/reports/offices?fiscalYear=" + (year + 1)).jsonPath();
        JsonPath byFacts =
                get("/v1/statistics?measure=programsCompleted&measure=participationsAccepted&measure=programsActive"
                                + "&groupBy=leadOffice&groupBy=sector&fiscalYear=" + (year + 1))
                        .jsonPath();

        assertThat(value(adoption, "office", "SKK", "programsAdopted")).isEqualTo(1);
        for (JsonPath each : List.of(report, byFacts)) {
            String key = each == report ? "office" : "leadOffice";
            assertThat(value(each, key, "SKK", "participationsAccepted")).isEqualTo(1);
            assertThat(value(each, key, "KNS", "participationsAccepted")).isEqualTo(1);
            assertThat(value(each, key, "KNS", "programsCompleted")).isEqualTo(1);
            assertThat(value(each, key, "KNS", "programsActive")).isEqualTo(1);
        }
        assertThat(value(report, "office", "SKK", "programsStarted")).isEqualTo(1);

        publisher.publishInTransaction(transferred
                .with("leadOffices", List.of(Map.of("office", "KNS")))
                .at(3));
        JsonPath corrected = seen("/v1/reports/offices?fiscalYear=" + year, program.eventVersion(3));
        assertThat(value(corrected, "office", "KNS", "programsAdopted")).isEqualTo(1);
        assertThat(value(
                        get("/v1/reports/offices?fiscalYear=" + (year + 1)).jsonPath(),
                        "office",
                        "KNS",
                        "participationsAccepted"))
                .isEqualTo(2);
    }

    @Test
    void programIsActiveInEachYearUntilItsEndUnderWhoLedAtTheEndOfTheYearAsWasKnownAndHadHappened() {
        int year = ownYear();
        State program = adopted(year).with("countries", Published.shares("KI")).with("startedOn", year + "-05-01");
        publisher.publishInTransaction(program.at(1));
        String second = "/v1/reports/offices?country=KI&fiscalYear=" + (year + 1);
        JsonPath underWay = seen(second, program.eventVersion(1));
        publisher.publishInTransaction(program.with("leadOffice", "KNS")
                .with(
                        "leadOffices",
                        List.of(Map.of("office", "SKK"), Map.of("office", "KNS", "from", (year + 1) + "-10-01")))
                .with("completedOn", (year + 1) + "-12-31")
                .at(2));

        JsonPath ended = seen(second, program.eventVersion(2));
        JsonPath asItWasKnown =
                get(second + "&position=" + underWay.getLong("position")).jsonPath();
        JsonPath asOfTheSummer = get(second + "&asOf=" + (year + 1) + "-06-01").jsonPath();

        assertThat(value(underWay, "office", "SKK", "programsActive")).isEqualTo(1);
        assertThat(value(ended, "office", "KNS", "programsActive")).isEqualTo(1);
        assertThat(value(asItWasKnown, "office", "SKK", "programsActive")).isEqualTo(1);
        assertThat(value(asOfTheSummer, "office", "SKK", "programsActive")).isEqualTo(1);
        Map<Integer, Long> active = Map.of(year - 1, 0L, year, 1L, year + 1, 1L, year + 2, 0L);
        active.forEach((each, number) -> assertThat(total(
                        get("/v1/reports/offices?country=KI&fiscalYear=" + each).jsonPath(), "programsActive"))
                .as("FY%d", each)
                .isEqualTo(number));
    }

    @Test
    void programThatWasRejectedWithdrawnOrCancelledCountsByThatDayAndIsActiveNoLonger() {
        int year = ownYear();
        State rejected =
                Published.program(UUID.randomUUID()).with("leadOffice", "KGN").with("rejectedOn", year + "-05-01");
        State withdrawn =
                Published.program(UUID.randomUUID()).with("leadOffice", "KGN").with("withdrawnOn", year + "-05-01");
        State cancelled = adopted(year)
                .with("leadOffice", "KGN")
                .with("startedOn", year + "-04-01")
                .with("cancelledOn", year + "-05-01");
        publisher.publishInTransaction(rejected.at(1), withdrawn.at(1), cancelled.at(1));

        JsonPath report = seen(
                "/v1/reports/schemes?leadOffice=KGN&fiscalYear=" + year,
                rejected.eventVersion(1),
                withdrawn.eventVersion(1),
                cancelled.eventVersion(1));

        for (String measure : List.of("programsRejected", "programsWithdrawn", "programsCancelled", "programsActive")) {
            assertThat(total(report, measure)).as(measure).isEqualTo(1);
        }
        assertThat(total(
                        get("/v1/reports/schemes?leadOffice=KGN&fiscalYear=" + (year + 1))
                                .jsonPath(),
                        "programsActive"))
                .isZero();
    }

    @Test
    void programThatWasEnteredInErrorCountsInNothingFromThenOnButDidBefore() {
        int year = ownYear();
        State program = adopted(year)
                .with("leadOffice", "NHM")
                .with("startedOn", year + "-04-01")
                .with("completedOn", year + "-05-01");
        publisher.publishInTransaction(program.at(1));
        JsonPath before = seen("/v1/reports/schemes?leadOffice=NHM&fiscalYear=" + year, program.eventVersion(1));
        PublishedEvent annulled =
                program.with("annulledOn", (year + 1) + "-01-01").at(2);
        publisher.publishInTransaction(annulled);
        publisher.publishInTransaction(annulled);

        JsonPath after = seen("/v1/reports/schemes?leadOffice=NHM&fiscalYear=" + year, program.eventVersion(2));
        JsonPath then = get("/v1/reports/schemes?leadOffice=NHM&fiscalYear=%d&position=%d"
                        .formatted(year, before.getLong("position")))
                .jsonPath();

        for (String measure : List.of("programsAdopted", "programsStarted", "programsCompleted", "programsActive")) {
            assertThat(total(before, measure)).as(measure).isEqualTo(1);
            assertThat(total(after, measure)).as(measure).isZero();
            assertThat(total(then, measure)).as(measure).isEqualTo(1);
        }
    }

    @Test
    void aStayOverThreeFiscalYearsContinuesInTheSecondAndThirdAndItsDaysAreSplitByOffice() {
        int year = ownYear();
        State program = adopted(year)
                .with("leadOffice", "TKB")
                .with(
                        "leadOffices",
                        List.of(Map.of("office", "HRK"), Map.of("office", "TKB", "from", (year + 1) + "-05-01")));
        State participation = accepted(program, year + "-03-30")
                .with("arrivedOn", year + "-03-30")
                .with("completedOn", (year + 1) + "-05-10");
        publisher.publishInTransaction(program.at(1), participation.at(1));
        String question = "/v1/statistics?measure=participationsAccepted&measure=participationsContinuing"
                + "&measure=participationsActive&measure=personDays&leadOffice=HRK&leadOffice=TKB&from=%d&to=%d"
                        .formatted(year - 1, year + 1);

        JsonPath years = seen(question + "&groupBy=fiscalYear", program.eventVersion(1), participation.eventVersion(1));
        JsonPath offices = get(question + "&groupBy=leadOffice").jsonPath();
        JsonPath months = get(question + "&groupBy=month").jsonPath();

        assertThat(value(years, "fiscalYear", year - 1, "personDays")).isEqualTo(2);
        assertThat(value(years, "fiscalYear", year - 1, "participationsContinuing"))
                .isZero();
        assertThat(value(years, "fiscalYear", year, "personDays")).isEqualTo(daysOf(year));
        for (int later : List.of(year, year + 1)) {
            assertThat(value(years, "fiscalYear", later, "participationsAccepted"))
                    .isZero();
            assertThat(value(years, "fiscalYear", later, "participationsContinuing"))
                    .isEqualTo(1);
            assertThat(value(years, "fiscalYear", later, "participationsActive"))
                    .isEqualTo(1);
        }
        assertThat(value(offices, "leadOffice", "TKB", "personDays")).isEqualTo(10);
        assertThat(value(offices, "leadOffice", "HRK", "personDays")).isEqualTo(2 + daysOf(year) + 30);
        assertThat(value(months, "month", year + "-03", "personDays")).isEqualTo(2);
        assertThat(total(years, "personDays")).isEqualTo(2 + daysOf(year) + 40);
        assertThat(total(years, "participationsContinuing")).isZero();
    }

    private static int daysOf(int fiscalYear) {
        return LocalDate.of(fiscalYear + 1, 3, 31).getDayOfYear() + 275;
    }

    @Test
    void agreementsAreRenewedAndExpireByRuleAndNotByWhatIsTold() {
        int year = ownYear();
        String from = year + "-04-01";
        State expiring = Published.agreement(UUID.randomUUID())
                .with("leadOffice", "OKN")
                .with("parties", Published.localGovernments("472018"))
                .with("signedOn", from)
                .with("effectiveFrom", from)
                .with("effectiveTo", (year + 1) + "-03-31");
        State renewed =
                expiring(UUID.randomUUID(), expiring).with("automaticRenewal", Map.of("months", 12, "noticeDays", 30));
        State prevented = expiring(UUID.randomUUID(), renewed)
                .with("terminatedOn", (year + 1) + "-04-01")
                .with("state", "TERMINATED");
        State told = expiring.with("expiredOn", (year + 1) + "-03-31").with("renewedOn", (year + 1) + "-04-01");
        publisher.publishInTransaction(expiring.at(1), told.at(2), renewed.at(1), prevented.at(1));

        String both = "/v1/statistics?measure=agreementsRenewed&measure=agreementsExpired&measure=agreementsExpiring"
                + "&measure=agreementsInForce&measure=agreementsTerminated&leadOffice=OKN&fiscalYear=";
        JsonPath first = seen(both + year, told.eventVersion(2), renewed.eventVersion(1), prevented.eventVersion(1));
        JsonPath second = get(both + (year + 1)).jsonPath();
        JsonPath before =
                get(both + year + "&asOf=" + (year + 1) + "-01-01&within=P89D").jsonPath();
        JsonPath within =
                get(both + year + "&asOf=" + (year + 1) + "-01-01&within=P90D").jsonPath();

        assertThat(total(first, "agreementsExpired")).isEqualTo(1);
        assertThat(total(first, "agreementsRenewed")).isZero();
        assertThat(total(first, "agreementsExpiring")).isEqualTo(1);
        assertThat(total(second, "agreementsRenewed")).isEqualTo(1);
        assertThat(total(second, "agreementsTerminated")).isEqualTo(1);
        assertThat(total(second, "agreementsInForce")).isEqualTo(1);
        boolean leap = LocalDate.of(year + 1, 1, 1).isLeapYear();
        assertThat(total(before, "agreementsExpiring")).isEqualTo(leap ? 0 : 1);
        assertThat(total(within, "agreementsExpiring")).isEqualTo(1);
    }

    private static State expiring(UUID id, State like) {
        State other = Published.agreement(id);
        for (Map.Entry<String, Object> field : like.fields().entrySet()) {
            other = field.getKey().equals("id") ? other : other.with(field.getKey(), field.getValue());
        }
        return other;
    }

    @Test
    void figuresByAttributesOfPersonsAreForStatisticiansOnly() {
        for (String question : List.of(
                "/v1/statistics?measure=persons&groupBy=sex",
                "/v1/statistics?measure=participationsAccepted&ageBand=20-29",
                "/v1/statistics?measure=personDays&groupBy=country&nationality=LA",
                "/v1/reports/offices?occupation=ENGINEER",
                "/v1/reports/countries/LA?countryBasis=nationality")) {
            get(question).then().statusCode(403).body("errors[0].code", equalTo("disclosure"));
            given().auth().oauth2(Tokens.statistician()).get(question).then().statusCode(200);
        }
    }

    @Test
    void aCountryThatBecameOneOtherFoldsOnRequestAndOneThatSplitStays() {
        int year = ownYear();
        State program = adopted(year).with("leadOffice", "KGN");
        State zaire = accepted(program, year + "-06-01").with("sendingCountry", "ZRCD");
        State congo = accepted(program, year + "-06-01").with("sendingCountry", "CD");
        State sovietUnion = accepted(program, year + "-06-01").with("sendingCountry", "SUHH");
        publisher.publishInTransaction(program.at(1), zaire.at(1), congo.at(1), sovietUnion.at(1));
        String report = "/v1/reports/countries?leadOffice=KGN&fiscalYear=" + year;

        JsonPath recorded = seen(report, zaire.eventVersion(1), congo.eventVersion(1), sovietUnion.eventVersion(1));
        JsonPath folded = get(report + "&formerCountries=successor").jsonPath();

        assertThat(value(recorded, "country", "ZRCD", "participationsAccepted")).isEqualTo(1);
        assertThat(value(folded, "country", "CD", "participationsAccepted")).isEqualTo(2);
        assertThat(value(folded, "country", "SUHH", "participationsAccepted")).isEqualTo(1);
        assertThat(folded.getString("rows.find { it.key.country == 'CD' }.status.participationsAccepted"))
                .isEqualTo("break");
        assertThat(folded.getString("rows.find { it.key.country == 'SUHH' }.status.participationsAccepted"))
                .isNotEqualTo("break");
    }

    @Test
    void whatIsMissingInRecordsIsCountedFlawByFlaw() {
        String before = get("/v1/reports/quality").jsonPath().getString(flaw("program-country-missing"));
        State program = adopted(ownYear()).with("countries", List.of());
        publisher.publishInTransaction(program.at(1));
        JsonPath after = seen("/v1/reports/quality", program.eventVersion(1));

        assertThat(after.getLong(flaw("program-country-missing"))).isEqualTo(Long.parseLong(before) + 1);
        assertThat(after.getLong("total.programs")).isPositive();
        get("/v1/reports/quality?format=csv").then().statusCode(200).contentType(startsWith("text/csv"));
    }

    private static String flaw(String name) {
        return "rows.find { it.flaw == '%s' }.records".formatted(name);
    }

    @Test
    void measuresAndDimensionsDefineThemselves() {
        JsonPath measures = get("/v1/measures").jsonPath();
        JsonPath dimensions = get("/v1/dimensions").jsonPath();

        assertThat(measures.getList("items.name"))
                .contains("personDays", "agreementsExpiring", "prefecturesInForceShare");
        assertThat(measures.getList("items.find { it.name == 'programsAdopted' }.additiveOver"))
                .contains("leadOffice")
                .doesNotContain("country");
        assertThat(dimensions.getBoolean("items.find { it.name == 'sex' }.personal"))
                .isTrue();
        assertThat(dimensions.getString("items.find { it.name == 'country' }.codelist"))
                .isEqualTo("/v1/codelists/countries");
        assertThat(dimensions.getList("items.find { it.name == 'ageBand' }.codes.code"))
                .contains("60_AND_OVER");
    }

    @Test
    void mergedOfficeStaysItselfUnlessItsSuccessorIsAskedFor() {
        int year = ownYear();
        State hyogo = adopted(year).with("leadOffice", "HYG");
        State kansai = adopted(year).with("leadOffice", "KNS");
        publisher.publishInTransaction(hyogo.at(1), kansai.at(1));

        JsonPath recorded =
                seen("/v1/reports/offices?fiscalYear=" + year, hyogo.eventVersion(1), kansai.eventVersion(1));
        JsonPath successor = get("/v1/reports/offices?officeBasis=successor&fiscalYear=" + year)
                .jsonPath();

        assertThat(value(recorded, "office", "HYG", "programsAdopted")).isEqualTo(1);
        assertThat(value(recorded, "office", "KNS", "programsAdopted")).isEqualTo(1);
        assertThat(value(successor, "office", "KNS", "programsAdopted")).isEqualTo(2);
        assertThat(successor.getString("rows.find { it.key.office == 'KNS' }.status.programsAdopted"))
                .isEqualTo("break");
        assertThat(successor.getList("rows.key.office")).doesNotContain("HYG");
    }

    @Test
    void agreementsAreSignedByOfficeAndInForceByLocalGovernment() {
        int year = ownYear();
        State both = Published.agreement(UUID.randomUUID())
                .with("leadOffice", "KNS")
                .with("parties", Published.localGovernments("280003", "281000"))
                .with("signedOn", year + "-10-09")
                .with("effectiveFrom", year + "-10-09");
        State ended = Published.agreement(UUID.randomUUID())
                .with("leadOffice", "KNS")
                .with("parties", Published.localGovernments("141003"))
                .with("signedOn", year + "-10-09")
                .with("effectiveFrom", year + "-10-09")
                .with("terminatedOn", (year + 1) + "-03-30")
                .with("state", "TERMINATED");
        publisher.publishInTransaction(both.at(1), ended.at(1));

        JsonPath report = seen(
                "/v1/reports/offices?leadOffice=KNS&fiscalYear=" + year, both.eventVersion(1), ended.eventVersion(1));

        assertThat(value(report, "office", "KNS", "agreementsSigned")).isEqualTo(2);
        assertThat(value(report, "office", "KNS", "agreementsTerminated")).isEqualTo(1);
        JsonPath ofYear = get("/v1/statistics?measure=agreementsInForce&measure=localGovernmentsInForce&leadOffice=KNS"
                        + "&localGovernment=280003&fiscalYear=" + year)
                .jsonPath();
        assertThat(total(ofYear, "agreementsInForce")).isPositive();
        JsonPath lastDay =
                get("/v1/statistics?measure=agreementsInForce&localGovernment=141003&fiscalYear=%d&asOf=%d-03-30"
                                .formatted(year, year + 1))
                        .jsonPath();
        JsonPath dayAfter =
                get("/v1/statistics?measure=agreementsInForce&localGovernment=141003&fiscalYear=%d&asOf=%d-03-31"
                                .formatted(year, year + 1))
                        .jsonPath();
        assertThat(total(lastDay, "agreementsInForce")).isEqualTo(1);
        assertThat(total(dayAfter, "agreementsInForce")).isZero();
    }

    @Test
    void countryByFiscalYearEqualsTheCountriesReportOfEachYear() {
        int year = ownYear();
        State program = adopted(year).with("countries", Published.shares("MN"));
        State participation = accepted(program, year + "-06-01").with("sendingCountry", "MN");
        publisher.publishInTransaction(program.at(1), participation.at(1));

        JsonPath country = seen("/v1/reports/countries/MN", participation.eventVersion(1), program.eventVersion(1));

        assertThat(country.getString("about.label.en")).isEqualTo("Mongolia");
        assertThat(value(country, "fiscalYear", year, "participationsAccepted")).isEqualTo(1);
        assertThat(value(country, "fiscalYear", year, "programsAdopted")).isEqualTo(1);
        JsonPath office = get("/v1/reports/offices/SKK").jsonPath();
        assertThat(value(office, "fiscalYear", year, "participationsAccepted")).isEqualTo(1);
        assertThat(total(office, "participationsAccepted"))
                .isEqualTo(office.getList("rows.values.participationsAccepted", Integer.class).stream()
                        .mapToLong(Integer::longValue)
                        .sum());
    }

    @Test
    void csvHoldsTheSameFiguresAsJson() {
        int year = ownYear();
        State program = adopted(year).with("countries", Published.shares("LA", "VN"));
        State participation = accepted(program, year + "-06-01");
        publisher.publishInTransaction(program.at(1), participation.at(1));
        String path = "/v1/reports/countries?fiscalYear=" + year;
        JsonPath json = seen(path, participation.eventVersion(1), program.eventVersion(1));

        Response csv =
                given().auth().oauth2(Tokens.analyst()).accept("text/csv").get(path);

        csv.then().statusCode(200).contentType(startsWith("text/csv"));
        assertThat(csv.asString())
                .contains("\r\n")
                .isEqualTo(get(path + "&format=csv").asString());
        List<NamedCsvRecord> lines =
                CsvReader.builder().ofNamedCsvRecord(csv.asString()).stream().toList();
        assertThat(lines)
                .hasSize((json.getList("rows").size() + 1)
                        * json.getList("measures").size());
        for (NamedCsvRecord line : lines) {
            String country = line.getField("country");
            String place = country.equals("_T")
                    ? "total.values."
                    : "rows.find { it.key.country == '%s' }.values.".formatted(country);
            assertThat(new BigDecimal(line.getField("value")))
                    .isEqualByComparingTo(json.getString(place + line.getField("measure")));
            assertThat(line.getField("position")).isEqualTo(json.getString("position"));
        }
        assertThat(lines).anyMatch(line -> line.getField("labelJa").equals("ベトナム"));
    }

    @Test
    void unchangedAnswerIsNotSentAgain() {
        String path = "/v1/reports/schemes?fiscalYear=2001";
        Response first = get(path);
        String tag = first.header("ETag");

        first.then()
                .statusCode(200)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", notNullValue());
        given().auth()
                .oauth2(Tokens.analyst())
                .header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag);
        given().auth()
                .oauth2(Tokens.analyst())
                .header("If-None-Match", tag)
                .get(path + "&format=csv")
                .then()
                .statusCode(200);

        State program = adopted(ownYear());
        publisher.publishInTransaction(program.at(1));
        seen(path, program.eventVersion(1));
        given().auth()
                .oauth2(Tokens.analyst())
                .header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(200);
    }

    @Test
    void everyAnnualFigureEqualsItsSource() {
        State marugame = adopted(2015)
                .with("scheme", "JPP-LG")
                .with("countries", Published.shares("LA"))
                .with("partners", Published.localGovernments("372021"));
        State course = adopted(2015).with("facility", "DRLC").with("leadOffice", "KNS");
        State fromLaos = accepted(course, "2015-06-01");
        State fromSingapore = accepted(course, "2014-06-01").with("sendingCountry", "SG");
        State yokohama = Published.agreement(UUID.randomUUID())
                .with("parties", Published.localGovernments("141003"))
                .with("signedOn", "2011-10-25")
                .with("effectiveFrom", "2011-10-25");
        publisher.publishInTransaction(
                marugame.at(1), course.at(1), fromLaos.at(1), fromSingapore.at(1), yokohama.at(1));

        JsonPath annual = seen(
                "/v1/reports/annual?fiscalYear=2015",
                marugame.eventVersion(1),
                course.eventVersion(1),
                fromLaos.eventVersion(1),
                fromSingapore.eventVersion(1),
                yokohama.eventVersion(1));

        List<Map<String, Object>> figures = annual.getList("figures");
        assertThat(figures)
                .extracting(figure -> figure.get("id"))
                .containsExactlyInAnyOrder(
                        "jpp-lg-adopted",
                        "kccp-participations",
                        "kccp-countries",
                        "drlc-participations",
                        "drlc-countries",
                        "domestic-offices",
                        "first-comprehensive-agreement",
                        "comprehensive-agreements-signed",
                        "kansai-history",
                        "uchiwa-program");
        for (Map<String, Object> figure : figures) {
            String source = String.valueOf(figure.get("source"));
            JsonPath answer = get(source).then().statusCode(200).extract().jsonPath();
            Object value = source.startsWith("/v1/statistics")
                    ? answer.getMap("total.values").values().iterator().next()
                    : source.contains("countedOn") ? answer.get("count") : answer.get("items[0].history.established");
            assertThat(value).as(source).isEqualTo(figure.get("value"));
        }
        assertThat(figure(annual, "jpp-lg-adopted")).isEqualTo(1);
        assertThat(figure(annual, "uchiwa-program")).isEqualTo(1);
        assertThat(figure(annual, "drlc-participations")).isEqualTo(2);
        assertThat(figure(annual, "drlc-countries")).isEqualTo(1);
        assertThat(figure(annual, "domestic-offices")).isEqualTo(14);
        assertThat(figure(annual, "kansai-history")).isEqualTo(2002);
        assertThat(annual.getString(
                        "figures.find { it.id == 'first-comprehensive-agreement' }.details[0].localGovernment"))
                .isNotNull();
        assertThat(annual.getInt("figures.find { it.id == 'drlc-participations' }.from"))
                .isEqualTo(2007);
        assertThat(annual.getInt("figures.find { it.id == 'kccp-participations' }.rounded"))
                .isZero();
        get("/v1/reports/annual?fiscalYear=1990").then().statusCode(200);
        get("/v1/reports/annual?fiscalYear=2015&format=csv")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"));
    }

    @Test
    void codelistsNameWhatReportsAreKeyedBy() {
        for (String list : List.of("countries", "offices", "local-governments", "sectors", "schemes", "facilities")) {
            get("/v1/codelists/" + list).then().statusCode(200).body("codelist", equalTo(list));
        }
        get("/v1/codelists/offices?countedOn=2016-03-31")
                .then()
                .body("count", equalTo(14))
                .body("items.code", hasItem("KNS"));
        get("/v1/codelists/offices?code=KNS")
                .then()
                .body("items[0].history.predecessors.code", hasItem("HYG"))
                .body("items[0].name.en", equalTo("JICA Kansai"))
                .body("items[0].jurisdictions.prefecture", hasItem("280003"));
        get("/v1/codelists/offices?code=HKD-O")
                .then()
                .body("items[0].jurisdictions[0].unverified", hasItem("prefecture"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/reports/countries?fiscalyear=2015",
                "/v1/reports/countries?fiscalYear=15",
                "/v1/reports/countries?fiscalYear=2015&fiscalYear=2016",
                "/v1/reports/countries?fiscalYear=2015&from=2014&to=2016",
                "/v1/reports/countries?from=2014",
                "/v1/reports/countries?from=2016&to=2014",
                "/v1/reports/countries?country=QQ",
                "/v1/reports/countries?scheme=KCPP",
                "/v1/reports/countries?leadOffice=KANSAI",
                "/v1/reports/countries?localGovernment=37202",
                "/v1/reports/countries?prefecture=48",
                "/v1/reports/countries?sector=99999",
                "/v1/reports/countries?developing=yes",
                "/v1/reports/countries?asOf=2015-02-29",
                "/v1/reports/countries?asOf=%2B999999999-01-01",
                "/v1/reports/countries?knownAt=yesterday",
                "/v1/reports/countries?knownAt=2120-01-01T00:00:00Z",
                "/v1/reports/countries?position=999999999",
                "/v1/reports/countries?position=99999999999999999999",
                "/v1/reports/countries?position=1&knownAt=2026-01-01T00:00:00Z",
                "/v1/reports/countries?officeBasis=old",
                "/v1/reports/countries?format=xml",
                "/v1/reports/countries?sees=programs/1/1",
                "/v1/reports/countries?maxStaleness=5",
                "/v1/reports/countries?maxStaleness=-PT5S",
                "/v1/reports/countries/LA?country=VN",
                "/v1/reports/annual",
                "/v1/reports/annual?fiscalYear=2015&scheme=KCCP",
                "/v1/statistics?fiscalYear=2015",
                "/v1/statistics?measure=people",
                "/v1/statistics?measure=persons&groupBy=hairColour",
                "/v1/statistics?measure=agreementsSigned&groupBy=scheme",
                "/v1/statistics?measure=agreementsSigned&scheme=KCCP",
                "/v1/reports/agreements?scheme=KCCP",
                "/v1/reports/schemes?agreementType=MEMORANDUM",
                "/v1/reports/countries?region=999",
                "/v1/reports/countries?within=P3M",
                "/v1/reports/countries?formerCountries=old",
                "/v1/reports/countries?countryBasis=passport",
                "/v1/reports/countries?month=2015-04",
                "/v1/reports/quality?fiscalYear=2015",
                "/v1/statistics?measure=persons&groupBy=country&groupBy=scheme&groupBy=kind&groupBy=facility",
                "/v1/freshness?now=true",
                "/v1/codelists/offices?code=XXX",
                "/v1/codelists/offices?countedOn=today",
                "/v1/codelists/countries?q=x"
            })
    void badQuestionIsRefusedAndNamed(String path) {
        given().auth()
                .oauth2(Tokens.analyst())
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("errors[0].pointer", startsWith("?"))
                .body("errors[0].code", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/reports/countries/QQ, 404",
        "GET, /v1/reports/offices/XXX, 404",
        "GET, /v1/reports/nothing, 404",
        "GET, /v1/codelists/colours, 404",
        "POST, /v1/reports/countries, 405",
        "DELETE, /v1/freshness, 405"
    })
    void whatIsNotThereIsAProblemToo(String method, String path, int status) {
        given().auth()
                .oauth2(Tokens.analyst())
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"));
    }

    @Test
    void callersWithoutTheRightAreTurnedAway() {
        given().get("/v1/reports/countries").then().statusCode(401).contentType(startsWith("application/problem+json"));
        for (Tokens.Refinement bad : List.of(
                Tokens.with("analyst").expired(),
                Tokens.with("analyst").forged(),
                Tokens.with("analyst").audience("another"))) {
            given().auth()
                    .oauth2(bad.token())
                    .get("/v1/reports/countries")
                    .then()
                    .statusCode(401);
        }
        for (String role : List.of("privacy-officer", "stranger")) {
            given().auth()
                    .oauth2(Tokens.with(role).token())
                    .get("/v1/statistics?measure=persons")
                    .then()
                    .statusCode(403)
                    .contentType(startsWith("application/problem+json"));
        }
        for (String role : List.of("analyst", "statistician", "recorder", "approver", "auditor", "administrator")) {
            given().auth()
                    .oauth2(Tokens.with(role).token())
                    .get("/v1/freshness")
                    .then()
                    .statusCode(200);
        }
        given().auth()
                .oauth2(Tokens.analyst())
                .accept("text/html")
                .get("/v1/reports/countries")
                .then()
                .statusCode(406);
        given().auth()
                .oauth2(Tokens.analyst())
                .get("/v1/reports/countries?countryBasis=nationality")
                .then()
                .statusCode(403);
    }

    @Test
    void changeThatDoesNotArriveIsAskedForAgainLater() {
        get("/v1/reports/countries?sees=programs/%s/1".formatted(UUID.randomUUID()))
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue());
    }

    @Test
    void staleFiguresAreRefusedWhenFreshOnesAreAskedFor() {
        get("/v1/reports/countries?maxStaleness=PT0S").then().statusCode(503).header("Retry-After", notNullValue());
        // Longer than can be counted in milliseconds.
        get("/v1/reports/countries?maxStaleness=P100000000000000D").then().statusCode(anyOf(is(200), is(503)));
    }

    @Test
    void heartbeatTellsUpToWhenAnOwnerIsComplete() {
        State program = adopted(ownYear());
        publisher.publishInTransaction(program.at(1));
        Instant beat = Instant.parse("2026-04-01T00:00:00.123456Z");
        publisher.heartbeat("programs", beat);
        publisher.heartbeat("programs", beat.plusSeconds(1));

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> get("/v1/freshness")
                        .then()
                        .statusCode(200)
                        .body(
                                "owners.find { it.owner == 'programs' }.completeUntil",
                                equalTo("2026-04-01T00:00:01.123456Z")));
        get("/v1/reports/schemes?sees=" + program.eventVersion(1)).then().statusCode(200);
        get("/v1/reports/schemes?maxStaleness=PT1S").then().statusCode(503);
    }

    @Test
    void operatorsFindHealthMetricsAndTheDescription() {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        given().get("/q/health/live").then().statusCode(200);
        assertThat(given().get("/q/metrics").asString())
                .contains("reporting_events_folded_total", "reporting_events_quarantined_total");
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3.1"))
                .body("paths.'/v1/reports/countries'.get.parameters.name", hasItem("fiscalYear"))
                .body("paths.'/v1/statistics'.get.parameters.name", hasItem("groupBy"));
    }

    private static int figure(JsonPath annual, String id) {
        return annual.getInt("figures.find { it.id == '" + id + "' }.value");
    }

    private static long acceptedIn(int year, State participation, int version) {
        return total(
                seen("/v1/reports/countries?fiscalYear=" + year, participation.eventVersion(version)),
                "participationsAccepted");
    }

    private static State adopted(int year) {
        LocalDate day = FiscalYear.of(year).start().plusMonths(5);
        return Published.program(UUID.randomUUID())
                .with("proposedOn", day.minusMonths(3).toString())
                .with("adoptedOn", day.toString())
                .with("state", "ADOPTED");
    }

    private static State accepted(State program, String plannedStart) {
        return Published.participation(UUID.randomUUID(), program.id())
                .with("acceptedOn", LocalDate.parse(plannedStart).minusDays(20).toString())
                .with("plannedStart", plannedStart);
    }
}
