package jp.go.jica.partnerships.reporting.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.Tokyo;
import jp.go.jica.partnerships.reporting.LiveTables;
import jp.go.jica.partnerships.reporting.PageTimes;
import jp.go.jica.partnerships.reporting.fold.GeneratedFacts;
import jp.go.jica.partnerships.reporting.report.Report;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./dev bench reports [participations] [requests]}: what the reports of countries and offices take over HTTP, with one caller and with
 * as many as keep the machine busy, against the very same statements prepared in pgbench, and against a GROUP BY over the documents
 * that the owners keep, as of an earlier day and an earlier position, and what the views of the page take; at a tenth of the participations and at all. Needs pgbench
 * and a browser. No test: its name keeps it out of the test run, and it judges nothing.
 */
@QuarkusTest
@WithRealServers(service = "reporting")
class ReportBenchmark {

    private static final int PARTICIPATIONS = Integer.getInteger("bench.participations", 4_000_000);
    private static final int WARM_UP = 30;
    // Of its time, before anything is measured; looked at after so many requests of each caller.
    private static final double STILL_COMPILING = 0.02;
    private static final int REQUESTS_BETWEEN = 50;
    private static final int REQUESTS = Integer.getInteger("bench.requests", 200);
    private static final int TURNS = 5;
    private static final int EARLIER = Math.max(REQUESTS / 10, 1);
    private static final int CALLERS = 4;
    private static final int PAGE_VIEWS = 5;
    private static final FiscalYear YEAR = FiscalYear.of(2020);
    private static final List<Report> REPORTS = List.of(Report.COUNTRIES, Report.OFFICES);

    // As participants-service keeps them, with the index that a GROUP BY of a year would want.
    private static final List<String> OWNERS_TABLE = List.of(
            """
            create table participation as
            select participation_id as id, version, jsonb_strip_nulls(jsonb_build_object(
                'id', participation_id, 'version', version, 'participantId', participant_id, 'programId', program_id,
                'programRunId', run_id, 'sendingCountry', country, 'nationality', nationality, 'sex', sex,
                'ageBand', age_band, 'organisationType', organisation_type, 'occupation', occupation, 'term', term,
                'hostLocalGovernments', local_governments, 'state', state, 'acceptedOn', accepted_on,
                'cancelledOn', cancelled_on, 'arrivedOn', arrived_on, 'completedOn', completed_on,
                'withdrawnOn', withdrawn_on, 'plannedStart', planned_start, 'plannedEnd', planned_end)) as doc
            from participation_fact where known_to_seq = 9223372036854775807""",
            "create index on participation ((doc ->> 'plannedStart'))",
            "vacuum (analyze) participation",
            "grant select on participation to reporting");
    private static final String OWNERS_GROUP_BY = """
            select doc ->> 'sendingCountry',
                   count(*) filter (where coalesce(doc ->> 'cancelledOn', doc ->> 'noShowOn') is null),
                   count(doc ->> 'completedOn'), count(doc ->> 'withdrawnOn'),
                   sum(coalesce(doc ->> 'completedOn', doc ->> 'withdrawnOn')::date - (doc ->> 'arrivedOn')::date + 1),
                   count(distinct doc ->> 'participantId')
            from participation
            where doc ->> 'plannedStart' between '%s' and '%s' group by 1""".formatted(YEAR.start(), YEAR.end());

    @FromServers
    ServiceDatabase database;

    @Inject
    Clock clock;

    @TempDir
    Path directory;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = Tokens.analyst();
    private final PrintStream out = System.out;
    private final Map<String, Double> ofATenth = new HashMap<>();

    /** Milliseconds in order of size. */
    private record Times(List<Double> sorted) {

        static Times of(List<Double> millis) {
            return new Times(millis.stream().sorted().toList());
        }

        static Times together(List<Times> times) {
            return of(times.stream().flatMap(each -> each.sorted.stream()).toList());
        }

        double percentile(int percent) {
            return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
        }
    }

    @Test
    void reportsOfCountriesAndOffices() throws Exception {
        LiveTables.inReach(database);
        filled(0, PARTICIPATIONS / 10);
        measured(PARTICIPATIONS / 10);
        filled(PARTICIPATIONS / 10, PARTICIPATIONS);
        measured(PARTICIPATIONS);
    }

    /** What is measured first would pay for what the compilers do, which have one of two cores for thousands of requests. */
    private void compiled() throws Exception {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        int requests = 0;
        double share;
        do {
            long before = compilers.getTotalCompilationTime();
            long began = System.nanoTime();
            for (Report report : REPORTS) {
                overHttp(report, "", CALLERS, REQUESTS_BETWEEN);
            }
            requests += REPORTS.size() * CALLERS * REQUESTS_BETWEEN;
            share = (compilers.getTotalCompilationTime() - before) * 1e6 / (System.nanoTime() - began);
        } while (share > STILL_COMPILING);
        out.printf("compiled after %,d requests%n", requests);
    }

    private void filled(int from, int to) throws SQLException {
        long began = System.nanoTime();
        try (Connection connection = database.asService()) {
            new GeneratedFacts(connection, Tokyo.today(clock)).write(from, to);
        }
        asSuperuser(List.of("vacuum (analyze)", "checkpoint"));
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(
                "%,d participations written by the fold's SQL, %,.0f a second; facts %s, %,d cells; load average %.1f%n",
                to,
                (to - from) / seconds,
                database.texts("select pg_size_pretty(pg_total_relation_size('participation_fact'))"),
                database.number("select count(*) from cell"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void measured(int participations) throws Exception {
        compiled();
        out.printf(
                "%-44s %8s %8s %8s %10s%n",
                "%,d participations, ms".formatted(participations), "p50", "p95", "p99", "10x: p50");
        for (Report report : REPORTS) {
            Path script = script(report);
            for (int callers : List.of(1, CALLERS)) {
                // By turns: the machine is a third faster in one half minute than in the next.
                List<Times> requests = new ArrayList<>();
                List<Times> transactions = new ArrayList<>();
                for (int turn = 0; turn < TURNS; turn++) {
                    requests.add(overHttp(report, "", callers, REQUESTS / TURNS));
                    transactions.add(byPgbench(script, callers, WARM_UP, REQUESTS / TURNS));
                }
                Times overHttp = Times.together(requests);
                Times bySql = Times.together(transactions);
                String who = "%s, %d at a time".formatted(report.wireName(), callers);
                say(who + ", HTTP", overHttp);
                say(who + ", the same SQL", bySql);
                double allowed = callers == 1 ? bySql.percentile(99) + 10 : bySql.percentile(99) * 2;
                out.printf(
                        "%-44s %26.1f  %s%n",
                        "  p99 of HTTP at most", allowed, overHttp.percentile(99) <= allowed ? "met" : "missed");
            }
        }
        // When half of the year was known.
        long position = database.number("""
                select percentile_disc(0.5) within group (order by known_from_seq) from participation_fact
                where start_on between '%s' and '%s'""".formatted(YEAR.start(), YEAR.end()));
        for (Report report : REPORTS) {
            say(report.wireName() + ", as of the year's end", overHttp(report, "&asOf=" + YEAR.end(), 1, EARLIER));
            say(
                    report.wireName() + ", at half of the year",
                    overHttp(report, "&asOf=" + YEAR.start().plusMonths(6), 1, EARLIER));
            say(report.wireName() + ", when half was known", overHttp(report, "&position=" + position, 1, EARLIER));
        }
        for (PageTimes.View view : PageTimes.of(service(), YEAR, PAGE_VIEWS)) {
            out.printf("page, %-38s %8.0f, of which its endpoints %.0f%n", view.name(), view.whole(), view.endpoints());
        }
        asSuperuser(OWNERS_TABLE);
        say("countries, GROUP BY over the owner's documents", byPgbench(groupBy(), 1, 0, 3));
        asSuperuser(List.of("drop table participation"));
    }

    private void say(String what, Times times) {
        Double before = ofATenth.put(what, times.percentile(50));
        out.printf(
                "%-44s %8.1f %8.1f %8.1f %10s%n",
                what,
                times.percentile(50),
                times.percentile(95),
                times.percentile(99),
                before == null ? "" : "%.2f".formatted(times.percentile(50) / before));
    }

    // ---- over HTTP

    private Times overHttp(Report report, String more, int callers, int requests) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            List<Callable<List<Double>>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(() -> asked(report, more, requests));
            }
            List<Double> millis = new ArrayList<>();
            for (Future<List<Double>> each : pool.invokeAll(all)) {
                millis.addAll(each.get());
            }
            return Times.of(millis);
        } finally {
            pool.shutdown();
        }
    }

    private List<Double> asked(Report report, String more, int requests) throws IOException, InterruptedException {
        URI question =
                URI.create("%s/v1/reports/%s?fiscalYear=%s%s".formatted(service(), report.wireName(), YEAR, more));
        List<Double> millis = new ArrayList<>();
        for (int i = -Math.min(WARM_UP, requests / 2); i < requests; i++) {
            long began = System.nanoTime();
            var answer = http.send(
                    HttpRequest.newBuilder(question)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());
            double took = (System.nanoTime() - began) / 1e6;
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            if (i >= 0) {
                millis.add(took);
            }
        }
        return millis;
    }

    private static String service() {
        return ConfigProvider.getConfig().getValue("test.url", String.class);
    }

    // ---- by pgbench

    /** The statements of the report's answer, as the service executes them. */
    private Path script(Report report) throws SQLException, IOException {
        LocalDate today = Tokyo.today(clock);
        try (Connection connection = database.asService()) {
            connection.setAutoCommit(false);
            RecordedStatements recorded = new RecordedStatements(connection);
            Statistics answer = SnapshotOn.snapshot(recorded.connection(), clock)
                    .answer(new StatisticsQuery(
                            report.measures(),
                            List.of(report.dimension()),
                            Period.of(YEAR),
                            Filters.NONE,
                            today,
                            StatisticsQuery.WITHIN,
                            Basis.RECORDED,
                            Knowledge.NEWEST));
            assertThat(answer.rows()).isNotEmpty();
            return Files.writeString(directory.resolve(report.wireName() + ".sql"), recorded.script());
        }
    }

    private Path groupBy() throws IOException {
        return Files.writeString(directory.resolve("group-by.sql"), OWNERS_GROUP_BY.replace('\n', ' ') + ";\n");
    }

    private void asSuperuser(List<String> statements) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Times byPgbench(Path script, int clients, int warmUp, int times) throws IOException, InterruptedException {
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        Path logs = Files.createTempDirectory(directory, "pgbench");
        ProcessBuilder pgbench = new ProcessBuilder(
                "pgbench",
                "--no-vacuum",
                "--host=" + server.getHost(),
                "--port=" + server.getPort(),
                "--username=" + database.serviceRole(),
                "--client=" + clients,
                "--jobs=" + Math.min(clients, 2),
                "--transactions=" + (warmUp + times),
                "--define=new=1",
                "--file=" + script,
                "--log",
                "--log-prefix=" + logs.resolve("log"),
                server.getPath().substring(1));
        pgbench.environment()
                .put("PGPASSWORD", ConfigProvider.getConfig().getValue("quarkus.datasource.password", String.class));
        Path said = logs.resolve("said");
        Process process =
                pgbench.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        List<Double> millis = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log : files.filter(file -> !file.equals(said)).toList()) {
                for (String line : Files.readAllLines(log)) {
                    // client, number of the transaction, microseconds, …
                    String[] columns = line.split(" ", -1);
                    if (Integer.parseInt(columns[1]) > warmUp) {
                        millis.add(Integer.parseInt(columns[2]) / 1e3);
                    }
                }
            }
        }
        assertThat(millis).hasSize(clients * times);
        return Times.of(millis);
    }
}
