package jp.go.jica.partnerships.programs.program;

import static jp.go.jica.partnerships.programs.program.ProgramRequests.PROGRAMS;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.approver;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.proposal;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.recorder;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.step;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs are found by what stands in their titles, in either language, and listed in the order that is asked for. */
@QuarkusTest
@WithRealServers(service = "programs")
class ProgramSearchTest {

    private static Response titled(String en, String ja) {
        return succeeded(recorder()
                .body(proposal("").replace("Uchiwa fans", en).replace("うちわ", ja))
                .post(PROGRAMS));
    }

    private static List<String> found(String q, String code) {
        return succeeded(recorder()
                        .queryParam("q", q)
                        .queryParam("programCode", code)
                        .get(PROGRAMS))
                .path("items.id");
    }

    @ParameterizedTest
    @CsvSource({
        "水道, 1",
        "道, 1",
        "上水道, 0",
        "waterworks, 1",
        "WaterWorks, 1",
        "ATERWOR, 1",
        "ＷＡＴＥＲ, 1",
        "wa, 1",
        "works in hue, 1",
        "hue 水道, 1",
        "hue 下水, 0",
        "ﾌｴ市, 1",
        "フエ市, 1",
        "waterworkz, 0",
        "100%_, 1",
        "waterworks; drop, 0"
    })
    void wordsOfTheTitlesAreFoundWhateverTheirCaseAndWidth(String q, int times) {
        Response program = titled("Waterworks in Huế, Hue: 100%_", "フエ市の水道事業");
        assertThat(found(q, program.path("programCode"))).hasSize(times);
    }

    @Test
    void severalTextsFindWhatHasAnyOfThem() {
        String mark = UUID.randomUUID().toString();
        titled("Sewerage " + mark, "下水道");
        titled("Waterworks " + mark, "水道");
        titled("Fans " + mark, "うちわ");
        recorder()
                .queryParam("q", "sewerage " + mark, "waterworks " + mark)
                .get(PROGRAMS)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2));
    }

    @ParameterizedTest
    @CsvSource({
        "proposedOn",
        "-proposedOn",
        "plannedStart",
        "-plannedStart",
        "adoptedOn",
        "-adoptedOn",
        "recordedAt",
        "-recordedAt"
    })
    void aListIsPagedWithoutLossOrRepetitionInEachOrder(String sort) {
        String mark = "M" + UUID.randomUUID();
        List<String> made = new ArrayList<>();
        for (String day : List.of("2015-03-31", "2015-04-01", "2014-12-01", "2015-04-01", "2015-01-01")) {
            Response program = succeeded(recorder()
                    .body(proposal("")
                            .replace("Uchiwa fans", mark)
                            .replace("2015-06-01", day)
                            .replace("2015-10-01", day))
                    .post(PROGRAMS));
            if (made.size() < 3) {
                program = step(approver(), program, "adoption", "{\"adoptedOn\":\"%s\"}".formatted(day));
            }
            made.add(program.path("id"));
        }
        List<String> seen = new ArrayList<>();
        List<String> days = new ArrayList<>();
        String cursor = null;
        do {
            Response page = page(mark, sort, cursor);
            seen.addAll(page.<List<String>>path("items.id"));
            for (String day : page.<List<@Nullable String>>path("items." + sort.replace("-", ""))) {
                days.add(day == null ? "9999" : day);
            }
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
        if (sort.startsWith("-")) {
            Collections.reverse(days);
        }
        assertThat(days).isSorted();
    }

    private static Response page(String mark, String sort, @Nullable String cursor) {
        var request = recorder().queryParam("q", mark).queryParam("sort", sort).queryParam("limit", 2);
        return succeeded((cursor == null ? request : request.queryParam("cursor", cursor)).get(PROGRAMS));
    }

    @ParameterizedTest
    @CsvSource({
        "sort=title, ?sort",
        "annulled=yes, ?annulled",
        "activeOn=2015, ?activeOn",
        "activeOn=2015-02-29, ?activeOn",
        "runningIn=FY2015, ?runningIn",
        "relatedTo=x, ?relatedTo",
        "kind=SHORT, ?kind"
    })
    void aFilterThatCannotBeReadIsRefusedByItsName(String query, String pointer) {
        recorder().get(PROGRAMS + "?" + query).then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
    }
}
