package jp.go.jica.partnerships.participants.imports;

import static jp.go.jica.partnerships.testing.ImportedFile.begun;
import static jp.go.jica.partnerships.testing.ImportedFile.counts;
import static jp.go.jica.partnerships.testing.ImportedFile.ended;
import static jp.go.jica.partnerships.testing.ImportedFile.get;
import static jp.go.jica.partnerships.testing.ImportedFile.json;
import static jp.go.jica.partnerships.testing.ImportedFile.send;
import static jp.go.jica.partnerships.testing.ImportedFile.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.bulk.ImportWorker;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.participants.Requests;
import jp.go.jica.partnerships.participants.TestClock;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(service = "participants")
class CohortImportTest {

    private static final String RECORDER = Tokens.recorder("SKK");
    private static final String ALL = "kind=participations";
    private static final String VALID = "kind=participations&mode=valid-rows-only";
    private static final String HEADER = "programCode,runCode,participantNumber,familyName,givenName,sex,birthDate,"
            + "nationality,organisationName,organisationType,occupation,sendingCountry,acceptedOn,arrivedOn,completedOn\r\n";

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Inject
    TestClock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    ImportWorker one;

    @Inject
    ImportWorker other;

    private String program = "";
    private PublishedPrograms programs;

    @BeforeEach
    void begin() {
        programs = new PublishedPrograms(publisher, database);
        program = "C-" + UUID.randomUUID();
    }

    private UUID run(String runCode, String limits) {
        return programs.adoptedRun(program + runCode, runCode, "SKK", limits);
    }

    // Everybody has a name and a birth date of their own, so that nobody is taken for somebody else.
    private String row(String runCode, String number, String rest) {
        int who = (program + number).hashCode();
        return "%s,%s,%s,%s,Q%s,F,%s,LA,Ministry,GOVERNMENT,ENGINEER,%s\r\n"
                .formatted(
                        program + runCode,
                        runCode,
                        program + number,
                        letters(who),
                        letters(who * 31),
                        LocalDate.of(1970, 1, 1).plusDays(Math.floorMod(who, 9_000)),
                        rest);
    }

    private static String letters(int number) {
        return Integer.toUnsignedString(number, 26)
                .chars()
                .mapToObj(c -> Character.toString('a' + c % 26))
                .collect(Collectors.joining());
    }

    private String row(String runCode, String number) {
        return row(runCode, number, "LA,2015-08-20,2015-10-05,2015-11-20");
    }

    private String rows(String runCode, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> row(runCode, "P-" + i)).collect(Collectors.joining());
    }

    @Test
    void cohortsOfManyRunsAreOneFile() throws SQLException {
        UUID first = run("1", "");
        UUID second = run("2", "");
        // The second person takes part in both.
        String file = HEADER + row("1", "A") + row("1", "B") + row("2", "B", "VN,2015-08-21,,") + row("2", "C");
        JsonNode dry = ended(ALL + "&dryRun=true", RECORDER, file);
        assertThat(counts(dry))
                .as(told(dry, RECORDER).toString())
                .isEqualTo("COMPLETED: created 4, changed 0, unchanged 0, failed 0, warnings 0");
        assertThat(database.number("select count(*) from participation where program_run_id in ('%s', '%s')"
                        .formatted(first, second)))
                .isZero();
        JsonNode job = ended(ALL, RECORDER, file);
        assertThat(counts(job)).isEqualTo("COMPLETED: created 4, changed 0, unchanged 0, failed 0, warnings 0");
        JsonNode roster =
                json(get("/v1/participations?programRunId=" + second, RECORDER)).path("items");
        assertThat(roster.at("/0/state").asText()).isEqualTo("ACCEPTED");
        assertThat(roster.at("/0/sendingCountry").asText()).isEqualTo("VN");
        assertThat(roster.at("/1/state").asText()).isEqualTo("COMPLETED");
        assertThat(roster.at("/1/nationality").asText()).isEqualTo("LA");
        assertThat(roster.at("/1/ageBand").asText()).isNotEmpty();
        String person = roster.at("/0/participantId").asText();
        JsonNode shown = json(get("/v1/participants/" + person, RECORDER, "Access-Purpose", "TRAINING_ADMINISTRATION"));
        assertThat(shown.path("participantNumber").asText()).isEqualTo(program + "B");
        assertThat(shown.at("/name/family").asText()).matches("[a-z]+");
        assertThat(json(get("/v1/participations?participantId=" + person, RECORDER))
                        .path("items"))
                .hasSize(2);
        // Each row is as one request: an event of each person and of each participation.
        assertThat(database.number("""
                select count(*) from domain_event where actor = 'recorder-1' and aggregate_id in (
                  select id from participation where program_run_id in ('%1$s', '%2$s')
                  union select participant_id from participation where program_run_id in ('%1$s', '%2$s'))""".formatted(first, second))).isEqualTo(3 + 4);
        assertThat(counts(ended(ALL, RECORDER, file)))
                .isEqualTo("COMPLETED: created 0, changed 0, unchanged 4, failed 0, warnings 0");
    }

    @Test
    void oneBadRowKeepsAllOthersOutAndIsToldByLineColumnAndSentence() throws SQLException {
        UUID run = run("1", "");
        long before = database.number("select count(*) from participant");
        programs.adoptedRun(program + "9", "9", "KNS", "");
        String file = HEADER
                + row("1", "A")
                + row("none", "B")
                + row("9", "C")
                + row("1", "D", "LA,2015-08-20,2015-10-04,2015-11-20")
                + row("1", "E", "XX,2015-08-20,,")
                + row("1", "A")
                + row("1", "F", "LA,,,").replace(",F,", ",female,");
        JsonNode job = ended(ALL, RECORDER, file);
        assertThat(counts(job)).isEqualTo("REFUSED: created 0, changed 0, unchanged 0, failed 6, warnings 0");
        assertThat(told(job, RECORDER).stream()
                        .map(each -> each.substring(0, each.indexOf(':')))
                        .sorted()
                        .toList())
                .containsExactly(
                        "3 runCode unknown-reference",
                        "4  forbidden",
                        "5 arrivedOn date-outside-run",
                        "6 sendingCountry unknown-country-code",
                        "7 programCode repeated-in-file",
                        "8 acceptedOn not-null",
                        "8 sex unreadable-value");
        assertThat(database.number("select count(*) from participation where program_run_id = '%s'".formatted(run)))
                .isZero();
        assertThat(database.number("select count(*) from participant")).isEqualTo(before);
    }

    @Test
    void goodRowsAreTakenBesideBadOnesAndPlacesAreGivenInTheOrderOfTheFile() {
        UUID run = run("1", ",\"capacity\":2");
        JsonNode job = ended(VALID, RECORDER, HEADER + rows("1", 0, 3) + row("1", "P-9", "LA,2015-08-20,2015-10-04,"));
        assertThat(counts(job)).isEqualTo("COMPLETED: created 2, changed 0, unchanged 0, failed 2, warnings 0");
        assertThat(told(job, RECORDER).stream().map(each -> each.substring(0, each.indexOf(':'))))
                .containsExactly("4  no-seat-left", "5 arrivedOn date-outside-run");
        assertThat(json(get("/v1/participations?programRunId=" + run, RECORDER)).path("items"))
                .hasSize(2);
        String exceeding = HEADER.strip() + ",seatsExceededReason\r\n"
                + row("1", "P-2", "LA,2015-08-20,2015-10-05,2015-11-20,RECORD_OF_THE_PAST");
        assertThat(counts(ended(ALL, RECORDER, exceeding))).startsWith("COMPLETED: created 1");
    }

    @Test
    void rowsThatSaySomethingElseThanWhatIsThereAreToldSoWithoutWhatIsPersonal() {
        run("1", "");
        run("2", "");
        ended(ALL, RECORDER, HEADER + row("1", "A"));
        JsonNode job = ended(
                VALID,
                RECORDER,
                HEADER + row("1", "A").replace(",Q", ",Other") + row("2", "A").replace("Ministry", "Company"));
        assertThat(told(job, RECORDER))
                .containsExactly(
                        "2 givenName differs: There is such a record already, and it has something else here",
                        "3 organisationName differs: There is such a record already, and it has something else here");
        JsonNode days = ended(VALID, RECORDER, HEADER + row("1", "A", "LA,2015-08-21,2015-10-05,2015-11-20"));
        assertThat(told(days, RECORDER))
                .containsExactly(
                        "2 acceptedOn differs: There is such a record already, and it has \"2015-08-20\" here");
    }

    @Test
    void whatHappenedSinceTheFileWasMadeIsNoContradiction() {
        run("1", "");
        String file = HEADER + row("1", "A", "LA,2015-08-20,,");
        ended(ALL, RECORDER, file);
        assertThat(counts(ended(ALL, RECORDER, HEADER + row("1", "A", "LA,2015-08-20,,"))))
                .isEqualTo("COMPLETED: created 0, changed 0, unchanged 1, failed 0, warnings 0");
        JsonNode later = ended(ALL, RECORDER, HEADER + row("1", "A"));
        assertThat(told(later, RECORDER)).hasSize(2).allMatch(each -> each.contains(" differs: "));
    }

    @Test
    void aPersonOfAnotherOfficeIsNotTakenForOneOfOnesOwn() {
        run("1", "");
        programs.adoptedRun(program + "9", "9", "KNS", "");
        String kansai = Tokens.recorder("KNS");
        assertThat(counts(ended(ALL, kansai, HEADER + row("9", "A")))).startsWith("COMPLETED: created 1");
        JsonNode job = ended(ALL, RECORDER, HEADER + row("1", "A"));
        assertThat(told(job, RECORDER)).singleElement().asString().startsWith("2 participantNumber duplicate:");
    }

    @Test
    void whoMayBeThereAlreadyIsFlaggedAndTakenAllTheSame() {
        run("1", "");
        ended(ALL, RECORDER, HEADER + row("1", "A"));
        String again = row("1", "A").replace(program + "A", program + "TWICE");
        JsonNode job = ended(ALL, RECORDER, HEADER + again + row("1", "Z"));
        assertThat(counts(job)).isEqualTo("COMPLETED: created 2, changed 0, unchanged 0, failed 0, warnings 1");
        assertThat(told(job, RECORDER))
                .singleElement()
                .asString()
                .startsWith("2 participantNumber possible-duplicate: May be the same person as the participant ");
        assertThat(get(job.path("errors").asText() + "?format=csv", RECORDER).body())
                .startsWith("line,column,code,detail,severity")
                .contains(",WARNING");
        // Two of one file are seen too.
        JsonNode both =
                ended(ALL, RECORDER, HEADER + row("1", "Y") + row("1", "Y").replace(program + "Y", program + "Y2"));
        assertThat(both.path("warningCount").asInt()).isEqualTo(2);
    }

    @Test
    void filesOfSpreadsheetsInJapanAreRead() {
        run("1", "");
        String file = HEADER + row("1", "A").replace("Ministry", "高松市役所");
        byte[] shiftJis = file.getBytes(Charset.forName("windows-31j"));
        JsonNode declared =
                ended(begun(send(ALL, RECORDER, "text/csv; charset=Shift_JIS", shiftJis, Map.of())), RECORDER);
        assertThat(counts(declared)).startsWith("COMPLETED: created 1");
        assertThat(counts(ended(ALL, RECORDER, "\uFEFF" + file))).contains("unchanged 1");
    }

    @Test
    void templateNamesColumnsAndCodes() {
        String template =
                get("/v1/imports/template?kind=participations", RECORDER).body();
        assertThat(template).startsWith("programCode,runCode,participantNumber,familyName,");
        assertThat(template).contains("LOCAL_GOVERNMENT", "HEALTH_WORKER", "NOT_STATED", "SHORT");
    }

    @Test
    void cellsThatASpreadsheetWouldComputeComeOutSafe() {
        run("1", "");
        JsonNode job = ended(ALL, RECORDER, HEADER + row("1", "A").replace(program + "1,", "\"=HYPERLINK(1)\","));
        assertThat(get(job.path("errors").asText() + "?format=csv", RECORDER).body())
                .doesNotContain(",=HYP", "\n=HYP");
    }

    @Test
    void killedInTheMiddleItGoesOnAndTakesEachRowOnce() throws SQLException {
        UUID run = run("1", "");
        scheduler.pause();
        try {
            await().until(() ->
                    database.number("select count(*) from import_job where state in ('WAITING', 'RUNNING')") == 0);
            String job = begun(send(VALID, RECORDER, HEADER + rows("1", 0, 3_500)));
            CompletableFuture<Boolean> killed =
                    CompletableFuture.supplyAsync(one::workOnce, work -> new Thread(work).start());
            String processed = "select processed from import_job order by recorded_at desc limit 1";
            await().until(() -> database.number(processed) >= 1_000 && isWriting());
            database.endConnections();
            killed.join();
            assertThat(database.number(processed)).isIn(1_000L, 2_000L, 3_000L);
            assertThat(database.number("select count(*) from participation where program_run_id = '%s'".formatted(run)))
                    .isEqualTo(database.number(processed));
            clock.later(
                    Duration.ofSeconds(61), () -> assertThat(other.workOnce()).isTrue());
            assertThat(counts(json(get(job, RECORDER))))
                    .startsWith("COMPLETED: created 3500, changed 0, unchanged 0, failed 0");
            assertThat(database.number(
                            "select count(distinct participant_id) from participation where program_run_id = '%s'"
                                    .formatted(run)))
                    .isEqualTo(3_500);
        } finally {
            scheduler.resume();
        }
    }

    @Test
    void fileErrorsAndJobHoldNothingPersonalInTheClear() throws SQLException {
        run("1", "");
        String marker = "Zzyzxmarker";
        String job = begun(send(
                VALID,
                RECORDER,
                HEADER
                        + row("1", "A").replace(",Q", "," + marker)
                        + row("none", "B").replace(",Q", "," + marker).replace("Ministry", marker)));
        ended(job, RECORDER);
        for (String table :
                List.of("import_job", "import_upload", "import_part", "import_error", "person", "domain_event")) {
            assertThat(database.number(
                            "select count(*) from %1$s where %1$s::text ilike '%%%2$s%%'".formatted(table, marker)))
                    .as(table)
                    .isZero();
        }
        assertThat(database.number("select count(*) from import_upload")).isZero();
    }

    @Test
    void onlyRecordersBringCohorts() {
        run("1", "");
        assertThat(send(ALL, Tokens.analyst(), HEADER + row("1", "A")).statusCode())
                .isEqualTo(403);
        assertThat(Requests.as(Tokens.privacyOfficer()).get("/v1/imports").statusCode())
                .isEqualTo(403);
    }

    private boolean isWriting() throws SQLException {
        return database.number(
                        "select count(*) from pg_locks where mode = 'RowExclusiveLock' and relation = 'person_key'::regclass")
                > 0;
    }
}
