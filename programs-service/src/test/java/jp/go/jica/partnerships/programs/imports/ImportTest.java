package jp.go.jica.partnerships.programs.imports;

import static jp.go.jica.partnerships.testing.ImportedFile.begun;
import static jp.go.jica.partnerships.testing.ImportedFile.ended;
import static jp.go.jica.partnerships.testing.ImportedFile.get;
import static jp.go.jica.partnerships.testing.ImportedFile.json;
import static jp.go.jica.partnerships.testing.ImportedFile.send;
import static jp.go.jica.partnerships.testing.ImportedFile.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.bulk.Imports;
import jp.go.jica.partnerships.programs.TestClock;
import jp.go.jica.partnerships.programs.program.ProgramFilter;
import jp.go.jica.partnerships.programs.program.ProgramOrder;
import jp.go.jica.partnerships.programs.program.Programs;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(service = "programs")
class ImportTest {

    private static final String RECORDER = Tokens.recorder("SKK");
    private static final String HEADER = "programCode,titleEn,titleJa,scheme,leadOffice,countries,sectors,partners,"
            + "proposedOn,plannedStart,plannedEnd,adoptedOn\r\n";
    private static final String ALL = "kind=programs";
    private static final String VALID = "kind=programs&mode=valid-rows-only";

    @FromServers
    ServiceDatabase database;

    @Inject
    TestClock clock;

    @Inject
    Imports imports;

    @Inject
    Programs programs;

    @Inject
    ObjectMapper mapper;

    @BeforeEach
    void empty() {
        database.empty("program", "domain_event", "import_job", "import_upload", "import_part", "import_error");
    }

    private static String row(String code) {
        return row(code, "Clean water", "SKK", "2015-09-01");
    }

    private static String row(String code, String title, String office, String adoptedOn) {
        return code + "," + title + ",きれいな水,JPP-LG," + office
                + ",LA:60;VN:40,14021,IMPLEMENTING:372021;HOST:80:Kagawa University,2015-06-01,2015-10-01,2018-09-30,"
                + adoptedOn + "\r\n";
    }

    private static String rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> row("L-" + i)).collect(Collectors.joining());
    }

    @Test
    void listOfPrograms() throws SQLException {
        HttpResponse<String> answer = send(ALL, RECORDER, HEADER + rows(0, 3));
        assertThat(json(answer).path("state").asText()).isEqualTo("WAITING");
        JsonNode job = ended(begun(answer), RECORDER);
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("COMPLETED");
        assertThat(counts(job)).isEqualTo("total 3, processed 3: created 3, changed 0, unchanged 0, failed 0");
        JsonNode program = json(get("/v1/programs?programCode=L-1", RECORDER)).at("/items/0");
        assertThat(program.path("state").asText()).isEqualTo("PROPOSED");
        assertThat(program.at("/title/ja").asText()).isEqualTo("きれいな水");
        assertThat(program.path("countries").toString())
                .isEqualTo("[{\"code\":\"LA\",\"percentage\":60},{\"code\":\"VN\",\"percentage\":40}]");
        assertThat(program.at("/partners/1/organisation/name").asText()).isEqualTo("Kagawa University");
        // In the name of who brought the file, and as a part of that request's trace.
        JsonNode history = json(get("/v1/programs/" + program.path("id").asText() + "/history", RECORDER));
        assertThat(history.at("/items/0/actor").asText()).isEqualTo("recorder-1");
        assertThat(answer.headers().firstValue("traceresponse").orElseThrow())
                .contains(history.at("/items/0/traceId").asText());
        assertThat(database.number("select count(*) from domain_event")).isEqualTo(3);
    }

    @Test
    void dryRunTellsWhatWouldBeAndChangesNothing() throws SQLException {
        for (String mode : List.of(ALL, VALID)) {
            JsonNode job = ended(mode + "&dryRun=true", RECORDER, HEADER + rows(0, 3));
            assertThat(job.path("state").asText()).isEqualTo("COMPLETED");
            assertThat(counts(job)).isEqualTo("total 3, processed 3: created 3, changed 0, unchanged 0, failed 0");
            JsonNode bad = ended(mode + "&dryRun=true", RECORDER, HEADER + row("L-1") + row("L-2", "", "SKK", ""));
            assertThat(bad.path("failed").asInt()).isEqualTo(1);
        }
        assertThat(database.number("select count(*) from program")
                        + database.number("select count(*) from domain_event"))
                .isZero();
    }

    @Test
    void placesGoalsAndSharesAreReadAsNumbers() {
        JsonNode job = ended(ALL, RECORDER, """
            programCode,titleEn,titleJa,scheme,leadOffice,countries,sdgGoals,capacity,seats,proposedOn,plannedStart,plannedEnd
            L-1,x,x,KCCP,SKK,LA:33.5;VN:66.5,6;13,20,LA:3,2015-06-01,2015-10-01,2018-09-30
            """);
        assertThat(counts(job))
                .as(String.join("\n", told(job, RECORDER)))
                .isEqualTo("total 1, processed 1: created 1, changed 0, unchanged 0, failed 0");
        JsonNode program = json(get("/v1/programs?programCode=L-1", RECORDER)).at("/items/0");
        assertThat(program.path("capacity").asInt()).isEqualTo(20);
        assertThat(program.at("/sdgGoals/1").asInt()).isEqualTo(13);
        assertThat(program.at("/seats/0/seats").asInt()).isEqualTo(3);
        String export = get("/v1/programs?programCode=L-1", RECORDER, "Accept", "text/csv")
                .body();
        assertThat(ended(ALL, RECORDER, export).path("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void exportIsTheListAsItWasAtOneMoment() {
        ended(ALL, RECORDER, HEADER + rows(0, 700));
        List<String> titles = new ArrayList<>();
        programs.each(everything(), ProgramOrder.Directed.parse(null), program -> {
            if (titles.isEmpty()) {
                changeAllTitles();
            }
            titles.add(program.details().title().en());
        });
        assertThat(titles).hasSize(700).containsOnly("Clean water");
    }

    private void changeAllTitles() {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("update program set doc = jsonb_set(doc, '{title,en}', '\"changed\"')");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private ProgramFilter everything() {
        return mapper.convertValue(
                Arrays.stream(ProgramFilter.class.getRecordComponents())
                        .collect(Collectors.toMap(
                                RecordComponent::getName,
                                field -> field.getType() == boolean.class ? (Object) false : List.of())),
                ProgramFilter.class);
    }

    @Test
    void oneBadRowKeepsAllOthersOut() throws SQLException {
        JsonNode job =
                ended(ALL, RECORDER, HEADER + rows(0, 5) + row("L-9", "x", "KNS", "") + row("L-10", "x", "SKX", ""));
        assertThat(job.path("state").asText()).isEqualTo("REFUSED");
        assertThat(counts(job)).isEqualTo("total 7, processed 7: created 0, changed 0, unchanged 0, failed 2");
        assertThat(told(job, RECORDER))
                .containsExactly(
                        "7 leadOffice foreign-office: The caller does not act for the office KNS",
                        "8 leadOffice unknown-office-code: \"SKX\" is not an office code. Did you mean SKK (JICA Shikoku)?");
        assertThat(database.number("select count(*) from program")
                        + database.number("select count(*) from domain_event"))
                .isZero();
    }

    @Test
    void goodRowsAreTakenBesideBadOnes() throws SQLException {
        JsonNode job = ended(
                VALID,
                RECORDER,
                HEADER + row("L-1") + row("L-2", "x", "KNS", "") + row("L-3") + row("L-1", "again", "SKK", "")
                        + "L-4,x\r\n"
                        + row("L-5", "x", "SKK", "soon").replace("2015-06-01", "June")
                        + row("L-6"));
        assertThat(job.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(counts(job)).isEqualTo("total 7, processed 7: created 3, changed 0, unchanged 0, failed 4");
        assertThat(told(job, RECORDER))
                .containsExactly(
                        "3 leadOffice foreign-office: The caller does not act for the office KNS",
                        "5 programCode repeated-in-file: Line 2 has the same programCode",
                        "6  wrong-number-of-cells: The row has 2 cells, the header has 12",
                        "7 proposedOn unreadable-value: A date such as 2015-04-01 is wanted");
        assertThat(database.number("select count(*) from program")).isEqualTo(3);
        assertThat(database.number("select count(*) from domain_event")).isEqualTo(3);
    }

    @Test
    void sameFileAgainChangesNothingAndAnotherOneIsToldWhereItDiffers() throws SQLException {
        ended(ALL, RECORDER, HEADER + rows(0, 3));
        JsonNode again = ended(ALL, RECORDER, HEADER + rows(0, 3));
        assertThat(counts(again)).isEqualTo("total 3, processed 3: created 0, changed 0, unchanged 3, failed 0");
        JsonNode other = ended(VALID, RECORDER, HEADER + row("L-1", "Dirty water", "SKK", "") + row("L-7"));
        assertThat(counts(other)).isEqualTo("total 2, processed 2: created 1, changed 0, unchanged 0, failed 1");
        assertThat(told(other, RECORDER))
                .containsExactly("2 titleEn differs: There is such a record already, and it has \"Clean water\" here");
        assertThat(database.number("select count(*) from domain_event")).isEqualTo(4);
    }

    @Test
    void approverAdoptsWithTheFileThatTheRecorderImported() {
        String file = HEADER + rows(0, 3);
        ended(ALL, RECORDER, file);
        String approver = Tokens.approver("SKK");
        assertThat(send("kind=program-adoptions", RECORDER, file).statusCode()).isEqualTo(403);
        assertThat(send(ALL, approver, file).statusCode()).isEqualTo(403);
        JsonNode job = ended("kind=program-adoptions", approver, file);
        assertThat(counts(job)).isEqualTo("total 3, processed 3: created 0, changed 3, unchanged 0, failed 0");
        JsonNode program = json(get("/v1/programs?programCode=L-1", RECORDER)).at("/items/0");
        assertThat(program.path("adoptedOn").asText()).isEqualTo("2015-09-01");
        assertThat(ended("kind=program-adoptions", approver, file)
                        .path("unchanged")
                        .asInt())
                .isEqualTo(3);
        assertThat(ended(ALL, RECORDER, file).path("unchanged").asInt()).isEqualTo(3);
        JsonNode unknown =
                ended("kind=program-adoptions", approver, "programCode,adoptedOn\nL-2,2016-01-01\nX-1,2016-01-01\n");
        assertThat(told(unknown, approver))
                .containsExactly(
                        "2 adoptedOn differs: There is such a record already, and it has \"2015-09-01\" here",
                        "3 programCode unknown-program: There is no program with this code to be adopted");
    }

    @Test
    void nobodyAdoptsWhatTheyHaveProposed() {
        String both =
                Tokens.with("recorder", "approver").offices("*").subject("both").token();
        ended(ALL, both, HEADER + rows(0, 2));
        JsonNode job = ended("kind=program-adoptions", both, HEADER + rows(0, 2));
        assertThat(job.path("state").asText()).isEqualTo("REFUSED");
        assertThat(told(job, both)).hasSize(2).allMatch(error -> error.contains(" four-eyes: "));
    }

    @Test
    void whatWasExportedCanBeImportedAndChangesNothing() {
        String formula = "\"=cmd|' /C calc'!A0\"";
        ended(
                ALL,
                RECORDER,
                HEADER + rows(0, 3) + row("L-7", formula, "SKK", "") + row("-8", "\"a;b\"\"c\nd\"", "SKK", ""));
        ended("kind=program-adoptions", Tokens.approver("SKK"), "programCode,adoptedOn\nL-1,2015-09-01\n");
        HttpResponse<String> export = get("/v1/programs?leadOffice=SKK&format=csv", RECORDER);
        assertThat(export.headers().firstValue("Content-Type")).contains("text/csv; charset=UTF-8; header=present");
        assertThat(export.body()).contains("'=cmd").contains("\r\n'-8,").doesNotContain(",=cmd");
        assertThat(get("/v1/programs?programCode=L-1", RECORDER, "Accept", "text/csv")
                        .body()
                        .lines())
                .hasSize(2);
        JsonNode job = ended(ALL, RECORDER, export.body());
        assertThat(counts(job))
                .as(String.join("\n", told(job, RECORDER)))
                .isEqualTo("total 5, processed 5: created 0, changed 0, unchanged 5, failed 0");
        assertThat(json(get("/v1/programs?programCode=L-7", RECORDER))
                        .at("/items/0/title/en")
                        .asText())
                .isEqualTo("=cmd|' /C calc'!A0");
    }

    @Test
    void fileOfASpreadsheetInJapanIsRead() {
        byte[] shiftJis = (HEADER + row("L-1")).getBytes(Charset.forName("windows-31j"));
        JsonNode declared =
                ended(begun(send(ALL, RECORDER, "text/csv; charset=Shift_JIS", shiftJis, Map.of())), RECORDER);
        assertThat(declared.path("created").asInt()).isEqualTo(1);
        assertThat(json(get("/v1/programs?programCode=L-1", RECORDER))
                        .at("/items/0/title/ja")
                        .asText())
                .isEqualTo("きれいな水");
        assertThat(ended(ALL, RECORDER, "\uFEFF" + HEADER + row("L-2"))
                        .path("created")
                        .asInt())
                .isEqualTo(1);
        HttpResponse<String> undeclared = send(ALL, RECORDER, "text/csv", shiftJis, Map.of());
        assertThat(undeclared.statusCode()).isEqualTo(400);
        assertThat(undeclared.body()).contains("wrong-encoding");
        assertThat(send(ALL, RECORDER, "text/csv; charset=utf-7", shiftJis, Map.of())
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void wrongHeaderIsRefusedAtOnce() throws SQLException {
        for (String header :
                List.of("", "\n", "programCode\n", HEADER.replace("titleJa", "titleEn"), "colour," + HEADER, "\"")) {
            HttpResponse<String> answer = send(ALL, RECORDER, header + row("L-1"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
        JsonNode problem = json(send(ALL, RECORDER, HEADER.replace("titleJa", "titleEn")));
        assertThat(problem.path("errors").toString())
                .contains("doubled-column", "missing-column", "/titleJa", "\"/titleEn\"");
        assertThat(database.number("select count(*) from import_job")
                        + database.number("select count(*) from import_upload"))
                .isZero();
    }

    @Test
    void fileThatIsSpoiltSomewhereIsRefusedAndNothingOfItTaken() throws SQLException {
        for (String spoilt : List.of(HEADER + row("L-1") + "\"L-2,x", HEADER + row("L-1") + "\"L-2\"x,y\r\n")) {
            JsonNode job = ended(VALID, RECORDER, spoilt);
            assertThat(job.path("state").asText()).isEqualTo("REFUSED");
            assertThat(told(job, RECORDER)).singleElement().asString().startsWith("2  ");
        }
        assertThat(database.number("select count(*) from program")).isZero();
    }

    @Test
    void bytesThatAreNoTextFarBehindTheHeaderSpoilTheFileToo() throws SQLException {
        byte[] good = (HEADER + rows(0, 500)).getBytes(StandardCharsets.UTF_8);
        byte[] file = Arrays.copyOf(good, good.length + 1);
        file[good.length] = (byte) 0xff;
        JsonNode job = ended(begun(send(VALID, RECORDER, "text/csv", file, Map.of())), RECORDER);
        assertThat(job.path("state").asText()).isEqualTo("REFUSED");
        assertThat(told(job, RECORDER)).singleElement().asString().contains(" wrong-encoding: ");
        assertThat(database.number("select count(*) from program")).isZero();
    }

    @Test
    void cellsThatCannotBeStoredAreErrorsOfTheirRows() {
        JsonNode job = ended(
                VALID,
                RECORDER,
                HEADER
                        + row("L-1", "a\u0000b", "SKK", "")
                        + row("L-2", "x".repeat(200_000), "SKK", "")
                        + row("L-3", "x".repeat(501), "SKK", "")
                        + row("x".repeat(61))
                        + row("L-4"));
        assertThat(job.path("created").asInt()).isEqualTo(1);
        assertThat(told(job, RECORDER).stream().map(error -> error.substring(0, error.indexOf(':'))))
                .containsExactly(
                        "2 titleEn unstorable-text", "3 titleEn cell-too-long", "4 titleEn size", "5 programCode size");
    }

    @Test
    void errorsAreGivenPageByPageAndAsCsv() {
        String file = HEADER
                + IntStream.range(0, 30)
                        .mapToObj(i -> row("L-" + i, "=x", "SK" + (char) ('A' + i % 7), ""))
                        .collect(Collectors.joining());
        String job = begun(send(ALL, RECORDER, file));
        ended(job, RECORDER);
        List<Long> lines = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(get(job + "/errors?limit=7&total=true" + cursor, RECORDER));
            page.path("items").forEach(error -> lines.add(error.path("line").asLong()));
            assertThat(page.path("total").asInt()).isEqualTo(30);
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(lines).hasSize(30).isSorted().doesNotHaveDuplicates();
        HttpResponse<String> csv = get(job + "/errors", RECORDER, "Accept", "text/csv");
        assertThat(csv.body().lines().findFirst()).contains("line,column,code,detail,severity");
        assertThat(csv.body().lines()).hasSize(31);
        assertThat(csv.body()).contains("\"\"SKA\"\" is not an office code");
        assertThat(get(job + "/errors?format=csv", RECORDER).body()).isEqualTo(csv.body());
    }

    @Test
    void templateTellsColumnsAndCodesAndCanBeFilledInAsItIs() {
        String template = get("/v1/imports/template?kind=programs", RECORDER).body();
        assertThat(template.lines().findFirst().orElseThrow()).startsWith("programCode,titleEn,titleJa,scheme,");
        assertThat(template).contains("JPP-LG", "KCCP", "IN_JAPAN", "SKK", "DRLC");
        JsonNode job = ended(ALL, RECORDER, template);
        assertThat(job.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(job.path("total").asInt()).isZero();
    }

    @Test
    void nobodyElseSeesAnImportNorDoesItsOwnerWithoutTheOffice() {
        String own = Tokens.with("recorder").offices("SKK").subject("own").token();
        String job = begun(send(ALL, own, HEADER + row("L-1")));
        ended(job, own);
        for (String other : List.of(
                RECORDER,
                Tokens.recorder("*"),
                Tokens.with("recorder").offices("KNS").subject("own").token())) {
            for (String path : List.of(job, job + "/errors", job + "/errors?format=csv")) {
                assertThat(get(path, other).statusCode()).isEqualTo(404);
            }
            assertThat(json(get("/v1/imports", other)).path("items")).isEmpty();
        }
        assertThat(json(get("/v1/imports?kind=programs&state=COMPLETED&total=true", own))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(get(
                                job,
                                Tokens.with("recorder")
                                        .offices("SKK", "KNS")
                                        .subject("own")
                                        .token())
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(job, Tokens.analyst()).statusCode()).isEqualTo(403);
    }

    @Test
    void fileOverTheLimitIsRefusedAndNotKept() throws SQLException {
        HttpResponse<String> answer = send(ALL, RECORDER, HEADER + "x".repeat(5_000_000));
        assertThat(answer.statusCode()).isEqualTo(413);
        // In HTTP/2 there is no such header, and a newer client takes an answer that has it for malformed.
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.headers().firstValue("connection")).isEmpty();
        assertThat(database.number("select count(*) from import_upload")).isZero();
    }

    @Test
    void repetitionUnderItsKeyIsTheSameImport() throws SQLException {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        byte[] file = (HEADER + rows(0, 2000)).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> first = send(ALL, RECORDER, "text/csv", file, key);
        HttpResponse<String> again = send(ALL, RECORDER, "text/csv", file, key);
        assertThat(begun(again)).isEqualTo(begun(first));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(send(ALL, RECORDER, "text/csv", (HEADER + row("L-1")).getBytes(StandardCharsets.UTF_8), key)
                        .statusCode())
                .isEqualTo(422);
        assertThat(database.number("select count(*) from import_upload where id not in (select id from import_job)"))
                .isZero();
        ended(begun(first), RECORDER);
        assertThat(database.number("select count(*) from import_job")).isEqualTo(1);
    }

    @Test
    void fileIsNeverReadableInTheDatabaseAndGoesWithTheEndOfItsJob() throws SQLException {
        String job;
        try (Connection held = database.asOwner();
                Statement lock = held.createStatement()) {
            held.setAutoCommit(false);
            // Until the file has been looked at, nothing comes of it.
            lock.execute("lock table program in share mode");
            job = begun(send(VALID, RECORDER, HEADER + row("Keomany") + row("Keomany", "x", "KNS", "Keomany")));
            assertThat(database.texts("select string_agg(encode(sealed, 'escape'), '') from import_part"))
                    .singleElement(STRING)
                    .isNotEmpty()
                    .doesNotContain("Keomany");
            held.rollback();
        }
        ended(job, RECORDER);
        assertThat(database.texts("select string_agg(encode(sealed, 'escape'), '') from import_error")
                        .get(0))
                .doesNotContain("Keomany", "programCode");
        assertThat(database.number("select count(*) from import_upload")
                        + database.number("select count(*) from import_part"))
                .isZero();
        clock.later(Duration.ofHours(24).minusMinutes(1), () -> {
            imports.forgetExpired();
            assertThat(get(job, RECORDER).statusCode()).isEqualTo(200);
        });
        clock.later(
                Duration.ofHours(25), () -> assertThat(imports.forgetExpired()).isEqualTo(1));
        assertThat(get(job, RECORDER).statusCode()).isEqualTo(404);
        assertThat(database.number("select count(*) from import_error")).isZero();
    }

    @Test
    void fiveThousandRows() throws SQLException {
        JsonNode job = ended(ALL, RECORDER, HEADER + rows(0, 5_000));
        assertThat(counts(job)).isEqualTo("total 5000, processed 5000: created 5000, changed 0, unchanged 0, failed 0");
        assertThat(database.number("select count(*) from domain_event")).isEqualTo(5_000);
        assertThat(get("/v1/programs?format=csv", RECORDER).body().lines()).hasSize(5_001);
    }

    private static String counts(JsonNode job) {
        return "total %d, processed %d: created %d, changed %d, unchanged %d, failed %d"
                .formatted(
                        job.path("total").asInt(),
                        job.path("processed").asInt(),
                        job.path("created").asInt(),
                        job.path("changed").asInt(),
                        job.path("unchanged").asInt(),
                        job.path("failed").asInt());
    }
}
