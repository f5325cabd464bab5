package jp.go.jica.partnerships.agreements.agreement;

import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.anotherRecorder;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.approver;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.drafted;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.patched;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.path;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.read;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.recorder;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.tried;
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
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requests on an agreement: each change is one journal row that tells what is then answered, versions have no hole, and the
 * journal alone gives the row of the agreement. A failure names its seed; it then belongs into the list.
 */
@QuarkusTest
@WithRealServers(service = "agreements")
class AgreementJournalTest {

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
        Response agreement = drafted(
                "\"effectiveFrom\":\"2015-04-01\",\"effectiveTo\":\"2016-03-31\",\"automaticRenewal\":{\"months\":12,\"noticeDays\":30}");
        List<JsonNode> answered =
                new ArrayList<>(List.of(JSON.readTree(read(agreement).asString())));
        for (int i = 0; i < REQUESTS; i++) {
            Response changed = request(read(agreement), random);
            assertThat(changed.statusCode())
                    .as("seed %d: %s", seed, changed.asString())
                    .isLessThan(500);
            if (changed.statusCode() < 300) {
                answered.add(JSON.readTree(read(agreement).asString()));
            }
        }
        JournalReplay.assertTells(database, "agreement", agreement.path("id"), answered, "seed " + seed);
    }

    private static Response request(Response agreement, Random random) {
        LocalDate day = LocalDate.of(2015, 3, 1).plusDays(random.nextInt(500));
        String reason = ",\"reason\":\"because\"}";
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> tried(approver(), agreement, "activation", on("signedOn", day) + "}");
            case 3 -> tried(recorder(), agreement, "suspension", on("suspendedOn", day) + reason);
            case 4, 5 -> tried(recorder(), agreement, "resumption", on("resumedOn", day) + "}");
            case 6 ->
                tried(recorder(), agreement, "renewals", on("agreedOn", day) + ",\"effectiveTo\":\"2019-03-31\"}");
            case 7 -> tried(recorder(), agreement, "notice", on("noticeGivenOn", day) + reason);
            case 8, 9 ->
                tried(
                        recorder(),
                        agreement,
                        "amendments",
                        on("amendedOn", day)
                                + ",\"effectiveFrom\":\"%s\",\"summary\":\"x\",\"countries\":[\"%s\"]}"
                                        .formatted(day, random.nextBoolean() ? "MW" : "VN"));
            case 10 -> patched(agreement, "{\"notes\":\"%s\"}".formatted(day));
            case 11 ->
                recorder()
                        .body("{\"kind\":\"OTHER\",\"title\":{\"en\":\"Book\",\"ja\":\"本\"},\"date\":\"%s\"}"
                                .formatted(day))
                        .post(path(agreement) + "/activities");
            case 12 -> tried(recorder(), agreement, "corrections", on("signedOn", day) + reason);
            default ->
                random.nextInt(6) == 0
                        ? tried(anotherRecorder(), agreement, "annulment", "{" + reason.substring(1))
                        : tried(recorder(), agreement, "corrections", on("notes", day) + reason);
        };
    }

    private static String on(String field, LocalDate day) {
        return "{\"%s\":\"%s\"".formatted(field, day);
    }
}
