package jp.go.jica.partnerships.participants.participation;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.anotherRecorder;
import static jp.go.jica.partnerships.participants.Requests.nominated;
import static jp.go.jica.partnerships.participants.Requests.patched;
import static jp.go.jica.partnerships.participants.Requests.read;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static jp.go.jica.partnerships.participants.Requests.step;
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
import java.util.UUID;
import java.util.stream.LongStream;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.JournalReplay;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requests on a participation: each change is one journal row that tells what is then answered, and the journal alone
 * gives the row of the participation. A failure names its seed; it then belongs into the list.
 */
@QuarkusTest
@WithRealServers(service = "participants")
class ParticipationJournalTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long[] FAILED_ONCE = {};
    private static final int REQUESTS = 25;

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(FAILED_ONCE), new Random().longs(8));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theJournalTellsWhatIsAnsweredAndGivesTheRow(long seed) throws SQLException, JsonProcessingException {
        Random random = new Random(seed);
        UUID run = new PublishedPrograms(publisher, database).runOf("ADOPTED", ",\"capacity\":1");
        Response participation = nominated(run);
        List<JsonNode> answered =
                new ArrayList<>(List.of(JSON.readTree(read(participation).asString())));
        for (int i = 0; i < REQUESTS; i++) {
            Response changed = request(read(participation), random);
            assertThat(changed.statusCode())
                    .as("seed %d: %s", seed, changed.asString())
                    .isLessThan(500);
            if (changed.statusCode() < 300) {
                answered.add(JSON.readTree(read(participation).asString()));
            }
        }
        JournalReplay.assertTells(database, "participation", participation.path("id"), answered, "seed " + seed);
    }

    private static Response request(Response participation, Random random) {
        LocalDate day = LocalDate.of(2015, 10, 5).plusDays(random.nextInt(47));
        String because = ",\"reason\":\"OTHER\"}";
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> step(participation, "acceptance", "{\"acceptedOn\":\"2015-08-20\"}");
            case 3, 4 -> step(participation, "arrival", on("arrivedOn", day) + "}");
            case 5 -> step(participation, "completion", on("completedOn", day) + "}");
            case 6 -> step(participation, "withdrawal", on("withdrawnOn", day) + because);
            case 7 ->
                random.nextInt(3) == 0
                        ? step(participation, "cancellation", on("cancelledOn", day) + because)
                        : patched(participation, "{\"term\":\"LONG\"}");
            case 8 ->
                random.nextInt(3) == 0
                        ? step(participation, "no-show", on("noShowOn", day) + because)
                        : patched(participation, "{\"hostLocalGovernments\":[\"372021\"]}");
            case 9 ->
                random.nextInt(5) == 0
                        ? step(participation, "rejection", on("rejectedOn", day) + because)
                        : step(participation, "corrections", on("arrivedOn", day) + because);
            case 10 -> step(participation, "corrections", "{\"occupation\":\"ENGINEER\"" + because);
            case 11 ->
                step(participation, "corrections", "{\"hostLocalGovernments\":[],\"sendingCountry\":\"VN\"" + because);
            case 12 -> step(participation, "replacement", "{\"participantId\":\"%s\"}".formatted(registered()));
            default ->
                random.nextInt(4) == 0
                        ? anotherRecorder()
                                .header("If-Match", participation.header("ETag"))
                                .body("{" + because.substring(1))
                                .post(PARTICIPATIONS + "/" + participation.path("id") + "/annulment")
                        : step(participation, "corrections", on("completedOn", day) + because);
        };
    }

    private static String on(String field, LocalDate day) {
        return "{\"%s\":\"%s\"".formatted(field, day);
    }
}
