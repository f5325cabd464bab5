package jp.go.jica.partnerships.programs.imports;

import static jp.go.jica.partnerships.testing.ImportedFile.get;
import static jp.go.jica.partnerships.testing.ImportedFile.json;
import static jp.go.jica.partnerships.testing.ImportedFile.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.bulk.ImportWorker;
import jp.go.jica.partnerships.programs.TestClock;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ImportedFile;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Imports whose worker dies, hangs or is not alone. The workers are the test's own; that of the service pauses. */
@QuarkusTest
@WithRealServers(service = "programs")
class InterruptedImportTest {

    private static final String RECORDER = Tokens.recorder("SKK");
    private static final String HEADER =
            "programCode,titleEn,titleJa,scheme,leadOffice,proposedOn,plannedStart,plannedEnd\n";
    private static final String VALID = "kind=programs&mode=valid-rows-only";
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(61);
    // The common pool, which JDK 25 takes on two cores too, has one thread there: the second worker would never begin.
    private static final Executor THREADS = work -> new Thread(work).start();

    @FromServers
    ServiceDatabase database;

    @Inject
    TestClock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    ImportWorker one;

    @Inject
    ImportWorker other;

    @BeforeEach
    void begin() {
        scheduler.pause();
        await().until(() ->
                database.number("select count(*) from import_job where state in ('WAITING', 'RUNNING')") == 0);
        database.empty("program", "domain_event", "import_job", "import_upload", "import_part", "import_error");
    }

    @AfterEach
    void end() {
        scheduler.resume();
    }

    private static String rows(int count, String scheme) {
        return IntStream.range(0, count)
                .mapToObj(i -> "L-%d,Water,水,%s,SKK,2015-06-01,2015-10-01,2018-09-30\n".formatted(i, scheme))
                .collect(Collectors.joining());
    }

    private static String begun(String query, int count) {
        return ImportedFile.begun(send(query, RECORDER, HEADER + rows(count, "KCCP")));
    }

    @Test
    void killedInTheMiddleItGoesOnBehindTheLastCommittedRows() throws SQLException {
        String job = begun(VALID, 3_500);
        CompletableFuture<Boolean> killed = CompletableFuture.supplyAsync(one::workOnce, THREADS);
        await().until(() -> database.number("select processed from import_job") >= 1_000);
        database.endConnections();
        killed.join();
        long committed = database.number("select processed from import_job");
        assertThat(committed).isIn(1_000L, 2_000L, 3_000L);
        assertThat(database.number("select count(*) from program")).isEqualTo(committed);
        clock.later(LEASE_IS_OVER, () -> assertThat(other.workOnce()).isTrue());
        assertCompleted(job, 3_500);
    }

    @Test
    void serverThatCrashesInTheMiddleLosesNoRowAndDoublesNone() throws SQLException {
        String job = begun(VALID, 3_500);
        CompletableFuture<Boolean> killed = CompletableFuture.supplyAsync(one::workOnce, THREADS);
        await().until(() -> database.number("select processed from import_job") >= 1_000);
        database.crashAndRestart();
        killed.join();
        await().ignoreExceptions().until(() -> get(job, RECORDER).statusCode() == 200);
        clock.later(LEASE_IS_OVER, () -> assertThat(other.workOnce()).isTrue());
        assertCompleted(job, 3_500);
    }

    @Test
    void allOrNothingThatIsKilledHasTakenNothingAndBeginsAnew() throws SQLException {
        String job = begun("kind=programs", 3_500);
        CompletableFuture<Boolean> killed = CompletableFuture.supplyAsync(one::workOnce, THREADS);
        await().until(() -> database.number(
                        "select count(*) from pg_locks where mode = 'RowExclusiveLock' and relation = 'domain_event'::regclass")
                > 0);
        database.endConnections();
        killed.join();
        assertThat(database.number("select count(*) from program")).isZero();
        clock.later(LEASE_IS_OVER, () -> assertThat(other.workOnce()).isTrue());
        assertCompleted(job, 3_500);
    }

    @Test
    void jobOfAnInstanceThatIsNotHeardOfAnyMoreIsTakenUpWhenItsLeaseIsOver() throws SQLException {
        String job = begun(VALID, 10);
        execute(
                "update import_job set state = 'RUNNING', leased_to = gen_random_uuid(), leased_until = now() + '60 s'");
        assertThat(one.workOnce()).isFalse();
        clock.later(LEASE_IS_OVER, () -> assertThat(one.workOnce()).isTrue());
        assertCompleted(job, 10);
    }

    @Test
    void workerThatWakesUpAfterItsLeaseChangesNothingMore() throws SQLException {
        String job = begun(VALID, 2_500);
        CompletableFuture<Boolean> asleep;
        try (Connection lock = database.asSuperuser();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table domain_event in exclusive mode");
            asleep = CompletableFuture.supplyAsync(one::workOnce, THREADS);
            await().until(() -> database.number(
                            "select count(*) from pg_locks where not granted and relation = 'domain_event'::regclass")
                    > 0);
            clock.later(LEASE_IS_OVER, () -> {
                CompletableFuture<Boolean> awake = CompletableFuture.supplyAsync(other::workOnce, THREADS);
                await().until(() ->
                        database.number("select count(distinct leased_to) from import_job where attempts = 2") > 0);
                rollback(lock);
                assertThat(awake.join()).isTrue();
            });
        }
        asleep.join();
        assertCompleted(job, 2_500);
    }

    @Test
    void twoWorkersNeverDoTheSameJob() throws SQLException {
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String rows = rows(50, "KCCP").replace("L-", "J" + i + "-");
            jobs.add(ImportedFile.begun(send(VALID, RECORDER, HEADER + rows)));
        }
        List<CompletableFuture<Integer>> workers = List.of(one, other).stream()
                .map(worker -> CompletableFuture.supplyAsync(
                        () -> {
                            int done = 0;
                            while (worker.workOnce()) {
                                done++;
                            }
                            return done;
                        },
                        THREADS))
                .toList();
        assertThat(workers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(6);
        for (String job : jobs) {
            assertThat(json(get(job, RECORDER)).path("created").asInt()).isEqualTo(50);
        }
        assertThat(database.number("select count(*) from domain_event")).isEqualTo(300);
    }

    @Test
    void refusalsInSeveralChunksAreToldOnceEach() throws SQLException {
        // Without a local government a JPP-LG is refused by the aggregate, behind the reading of the row.
        String bad = rows(1, "JPP-LG").replace("L-", "B-");
        String job =
                ImportedFile.begun(send(VALID, RECORDER, HEADER + bad + rows(1_500, "KCCP") + bad.replace("B-", "C-")));
        assertThat(one.workOnce()).isTrue();
        JsonNode told = json(get(job, RECORDER));
        assertThat(told.path("created").asInt()).isEqualTo(1_500);
        assertThat(told.path("failed").asInt()).isEqualTo(2);
        assertThat(json(get(job + "/errors", RECORDER)).path("items"))
                .extracting(error ->
                        error.path("line").asInt() + error.path("column").asText())
                .containsExactly("2partners", "1503partners");
        assertThat(database.number("select count(*) from domain_event")).isEqualTo(1_500);
    }

    @Test
    void jobThatNeverGetsOnIsGivenUp() throws SQLException {
        String job = begun(VALID, 10);
        execute("update import_job set kind = 'forgotten'");
        for (int attempt = 0; attempt <= 5; attempt++) {
            clock.later(
                    Duration.ofMinutes(attempt),
                    () -> assertThat(one.workOnce()).isTrue());
        }
        JsonNode told = json(get(job, RECORDER));
        assertThat(told.path("state").asText()).isEqualTo("FAILED");
        assertThat(one.workOnce()).isFalse();
        assertThat(database.number("select count(*) from import_upload")).isZero();
    }

    private void assertCompleted(String job, int rows) throws SQLException {
        JsonNode told = json(get(job, RECORDER));
        assertThat(told.path("state").asText()).as(told.toString()).isEqualTo("COMPLETED");
        assertThat(told.path("processed").asInt()).isEqualTo(rows);
        assertThat(told.path("created").asInt()).isEqualTo(rows);
        assertThat(told.path("failed").asInt() + told.path("unchanged").asInt()).isZero();
        assertThat(database.number("select count(distinct program_code) from program"))
                .isEqualTo(rows);
        assertThat(database.number("select count(*) from domain_event")).isEqualTo(rows);
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
