package jp.go.jica.partnerships.programs.program;

import static jp.go.jica.partnerships.programs.program.ProgramRequests.PROGRAMS;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.approver;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.path;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.proposed;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.recorder;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.step;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program of Marugame's Uchiwa fans in Laos, as it was: adopted once, and running in four fiscal years. */
@QuarkusTest
@WithRealServers(service = "programs")
class UchiwaTest {

    @Test
    void theUchiwaProgramIsEnteredAsItWas() {
        Response firstPhase = proposed();
        Response program = succeeded(recorder()
                .body("""
            {"programCode":"%s","title":{"en":"Uchiwa fan making and rural women in Laos, phase 2","ja":"ラオスにおけるうちわ製作 第2フェーズ"},
             "scheme":"JPP-LG","leadOffice":"SKK","countries":[{"code":"LA","percentage":100}],"sectors":[{"code":"32140"}],
             "partners":[{"localGovernment":"370002","role":"PROPOSER"},
                         {"organisation":{"name":"Committee for Uchiwa of Marugame City","type":"24"},"role":"IMPLEMENTING"},
                         {"localGovernment":"372021","role":"IMPLEMENTING"}],
             "relatedPrograms":[{"programId":"%s","relation":"PHASE_OF"}],"delivery":"IN_COUNTRY","sdgGoals":[1,5,8],
             "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""".formatted(ProgramRequests.newCode(), firstPhase.<String>path("id")))
                .post(PROGRAMS));
        program = step(approver(), program, "adoption", "{\"adoptedOn\":\"2015-09-01\"}");
        program = step(program, "contract", "{\"contractedOn\":\"2015-09-20\"}");
        program = step(program, "start", "{\"startedOn\":\"2015-10-01\"}");
        assertThat(yearsThatFind("runningIn", program)).containsExactly(2015, 2016, 2017, 2018, 2019, 2020);
        program = step(program, "completion", "{\"completedOn\":\"2018-09-30\"}");
        program.then()
                .body("partners.role", equalTo(List.of("PROPOSER", "IMPLEMENTING", "IMPLEMENTING")))
                .body("relatedPrograms[0].relation", equalTo("PHASE_OF"));

        assertThat(yearsThatFind("fiscalYear", program)).containsExactly(2015);
        assertThat(yearsThatFind("runningIn", program)).containsExactly(2015, 2016, 2017, 2018);
        for (String filter :
                List.of("localGovernment=370002", "localGovernment=372021", "country=LA", "leadOffice=SKK")) {
            assertThat(found(filter, program)).as(filter).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Tokyo, 2015-03-31, 2014",
        "Asia/Tokyo, 2015-04-01, 2015",
        "Asia/Tokyo, 2016-03-31, 2015",
        "Asia/Tokyo, 2016-04-01, 2016",
        "Pacific/Kiritimati, 2015-03-31, 2014",
        "Pacific/Kiritimati, 2015-04-01, 2015",
        "Pacific/Kiritimati, 2016-03-31, 2015",
        "Pacific/Kiritimati, 2016-04-01, 2016",
        "America/Los_Angeles, 2015-03-31, 2014",
        "America/Los_Angeles, 2015-04-01, 2015",
        "America/Los_Angeles, 2016-03-31, 2015",
        "America/Los_Angeles, 2016-04-01, 2016"
    })
    void aDecisionOnTheBoundaryOfAFiscalYearBelongsToTheYearOfItsDay(String zone, String day, int fiscalYear) {
        TimeZone before = TimeZone.getDefault();
        try {
            // The service runs in this very process.
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            decidedOn(day, fiscalYear);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static void decidedOn(String day, int fiscalYear) {
        Response program = succeeded(recorder()
                .body(ProgramRequests.proposal("").replace("2015-06-01", "2015-01-05"))
                .post(PROGRAMS));
        program = step(approver(), program, "adoption", "{\"adoptedOn\":\"%s\"}".formatted(day));
        program = step(program, "contract", "{\"contractedOn\":\"%s\"}".formatted(day));
        program = step(program, "start", "{\"startedOn\":\"%s\"}".formatted(day));
        program = step(program, "completion", "{\"completedOn\":\"%s\"}".formatted(day));
        program.then().body("adoptedOn", equalTo(day));
        assertThat(yearsThatFind("fiscalYear", program)).containsExactly(fiscalYear);
        assertThat(yearsThatFind("runningIn", program)).containsExactly(fiscalYear);
        assertThat(found("activeOn=" + day, program)).isTrue();
        assertThat(found("activeOn=2015-03-30", program)).isFalse();
        assertThat(found("activeOn=2016-04-02", program)).isFalse();
    }

    private static List<Integer> yearsThatFind(String filter, Response program) {
        return IntStream.rangeClosed(2012, 2020)
                .filter(year -> found(filter + "=" + year, program))
                .boxed()
                .toList();
    }

    private static boolean found(String filter, Response program) {
        List<String> ids = recorder()
                .queryParam("programCode", program.<String>path("programCode"))
                .get(PROGRAMS + "?" + filter)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
        return path(program).endsWith(ids.isEmpty() ? "-" : ids.get(0));
    }
}
