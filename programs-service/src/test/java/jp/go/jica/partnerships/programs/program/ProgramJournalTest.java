package jp.go.jica.partnerships.programs.program;

import static jp.go.jica.partnerships.programs.program.ProgramRequests.anotherRecorder;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.approver;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.as;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.patched;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.path;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.proposed;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.read;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.recorder;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.tried;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.JournalReplay;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requests on a program: each change is one journal row that tells what is then answered, and the journal alone gives
 * the row of the program. A failure names its seed; it then belongs into the list.
 */
@QuarkusTest
@WithRealServers(service = "programs")
class ProgramJournalTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long[] FAILED_ONCE = {};
    private static final int REQUESTS = 25;

    @FromServers
    ServiceDatabase database;

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(FAILED_ONCE), new Random().longs(6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theJournalTellsWhatIsAnsweredAndGivesTheRow(long seed) throws SQLException, JsonProcessingException {
        Random random = new Random(seed);
        Response program = proposed();
        List<JsonNode> answered =
                new ArrayList<>(List.of(JSON.readTree(read(program).asString())));
        for (int i = 0; i < REQUESTS; i++) {
            Response changed = request(read(program), random);
            assertThat(changed.statusCode())
                    .as("seed %d: %s", seed, changed.asString())
                    .isLessThan(500);
            if (changed.statusCode() < 300) {
                answered.add(JSON.readTree(read(program).asString()));
            }
        }
        JournalReplay.assertTells(database, "program", program.path("id"), answered, "seed " + seed);
    }

    private static Response request(Response program, Random random) {
        LocalDate day = LocalDate.of(2015, 6, 1).plusDays(random.nextInt(700));
        String reason = ",\"reason\":\"because\"}";
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> tried(approver(), program, "adoption", on("adoptedOn", day) + "}");
            case 3, 4 -> tried(recorder(), program, "contract", on("contractedOn", day) + "}");
            case 5, 6 -> tried(recorder(), program, "start", on("startedOn", day) + "}");
            case 7 -> tried(recorder(), program, "suspension", on("suspendedOn", day) + reason);
            case 8 -> tried(recorder(), program, "resumption", on("resumedOn", day) + "}");
            case 9 ->
                random.nextInt(4) == 0
                        ? tried(recorder(), program, "cancellation", on("cancelledOn", day) + reason)
                        : tried(recorder(), program, "completion", on("completedOn", day) + "}");
            case 10 ->
                tried(
                        as(Tokens.with("recorder")
                                .offices("*")
                                .subject("recorder-1")
                                .token()),
                        program,
                        "transfer",
                        on("effectiveOn", day)
                                + ",\"leadOffice\":\"%s\"}".formatted(random.nextBoolean() ? "SKK" : "KNS"));
            case 11 -> patched(program, "{\"notes\":\"%s\"}".formatted(day));
            case 12 ->
                recorder()
                        .body("{\"runCode\":\"%s\",\"plannedStart\":\"2016-01-10\",\"plannedEnd\":\"2016-02-10\"}"
                                .formatted(day))
                        .post(path(program) + "/runs");
            case 13 ->
                recorder()
                        .body("{\"type\":\"9\",\"title\":{\"en\":\"Book\",\"ja\":\"本\"},\"date\":\"%s\"}"
                                .formatted(day))
                        .post(path(program) + "/outcomes");
            case 14 -> tried(recorder(), program, "corrections", on("adoptedOn", day) + reason);
            default ->
                random.nextInt(6) == 0
                        ? tried(anotherRecorder(), program, "annulment", "{" + reason.substring(1))
                        : tried(
                                recorder(),
                                program,
                                "corrections",
                                on("notes", day) + ",\"leadOffice\":\"SKK\"" + reason);
        };
    }

    private static String on(String field, LocalDate day) {
        return "{\"%s\":\"%s\"".formatted(field, day);
    }
}
