package jp.go.jica.partnerships.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.LocalState;
import jp.go.jica.partnerships.systemtests.client.Tokens;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * {@code ./dev bench cohorts [participations]}: one file of participations, half of it before and half of it after the
 * service is killed with SIGKILL; then the very rows that it wrote by {@code COPY} into tables with the same columns, keys
 * and indexes. Wants a system without any data ({@code ./dev up --fresh}).
 */
public final class CohortBenchmark {

    private static final String OFFICE = "NHM";
    private static final int OF_ONE_RUN = 1_000;
    private static final int RUNS_OF_ONE_PROGRAM = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    // In the order in which an import writes them.
    private static final List<String> TABLES =
            List.of("participant", "person_key", "person", "participation", "domain_event");

    private final Addresses addresses;
    private final Client client;
    private final HttpClient http = HttpClient.newHttpClient();
    private final PrintStream console;

    private CohortBenchmark(Addresses addresses, PrintStream console) {
        this.addresses = addresses;
        this.client = new Client(addresses, Duration.ofMinutes(2), change -> {}, Clock.systemUTC());
        this.console = console;
    }

    public static void main(String[] arguments) throws Exception {
        int participations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        new CohortBenchmark(Addresses.ofLocalSystem(), new PrintStream(System.out, true, StandardCharsets.UTF_8))
                .run(participations);
    }

    private void run(int participations) throws Exception {
        try (Connection database = database()) {
            if (number(database, "select count(*) from participant") > 0) {
                throw new IllegalStateException("There is data already; start the system with ./dev up --fresh");
            }
            Path file = written(participations);
            console.printf(
                    Locale.ROOT, "%,d participations in a file of %d MB%n", participations, Files.size(file) >> 20);
            long uploaded = System.nanoTime();
            URI job = sent(file);
            console.printf(Locale.ROOT, "uploaded in %.1f s%n", seconds(uploaded));
            double rate = followed(job, participations);
            console.println(count(database));
            compared(database, participations, rate);
            Files.delete(file);
        }
    }

    private Path written(int participations) throws Exception {
        Path file = Files.createTempFile("cohorts", ".csv");
        BenchmarkRuns runs = new BenchmarkRuns(addresses, client);
        int programs = (participations + OF_ONE_RUN * RUNS_OF_ONE_PROGRAM - 1) / (OF_ONE_RUN * RUNS_OF_ONE_PROGRAM);
        for (int i = 0; i < programs; i++) {
            runs.make("COHORT-" + i, OFFICE, RUNS_OF_ONE_PROGRAM, null);
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(
                    "programCode,runCode,participantNumber,familyName,givenName,sex,birthDate,nationality,organisationName,"
                            + "organisationType,occupation,sendingCountry,acceptedOn,arrivedOn,completedOn\r\n");
            for (int i = 0; i < participations; i++) {
                SyntheticPerson person = SyntheticPerson.of("P-" + i);
                int run = i / OF_ONE_RUN;
                out.write(
                        "COHORT-%d,2019-%d,P-%d,%s,%s,F,%s,VN,Synthetic organisation %d,GOVERNMENT,ENGINEER,VN,%s,%s,%s\r\n"
                                .formatted(
                                        run / RUNS_OF_ONE_PROGRAM,
                                        run % RUNS_OF_ONE_PROGRAM + 1,
                                        i,
                                        person.family(),
                                        person.given(),
                                        person.birthDate(),
                                        i % 5_000,
                                        BenchmarkRuns.START.minusDays(30),
                                        BenchmarkRuns.START,
                                        BenchmarkRuns.END));
            }
        }
        return file;
    }

    private URI sent(Path file) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(addresses
                                .participants()
                                .resolve("/v1/imports?kind=participations&mode=valid-rows-only"))
                        .header("Content-Type", "text/csv")
                        .header(
                                "Authorization",
                                "Bearer "
                                        + new Tokens(http, addresses.issuer(), Clock.systemUTC())
                                                .of(BenchmarkRuns.RECORDER))
                        .POST(BodyPublishers.ofFile(file))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return addresses
                .participants()
                .resolve(URI.create(answer.headers().firstValue("Location").orElseThrow())
                        .getPath());
    }

    /** Rows a second while it got on: the time in which nobody knew yet that the service was dead does not count. */
    private double followed(URI job, int participations) throws Exception {
        long began = System.nanoTime();
        long last = began;
        int processed = 0;
        double working = 0;
        boolean killed = false;
        List<Long> resident = new ArrayList<>();
        JsonNode told = told(job);
        while (!told.hasNonNull("endedAt")) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            told = told(job);
            resident.add(residentMegabytes());
            if (told.path("processed").asInt() > processed) {
                double step = seconds(last);
                // A thousand rows never take as long as a lease.
                working += step < 20 ? step : 0;
                last = System.nanoTime();
                processed = told.path("processed").asInt();
            }
            if (!killed && processed >= participations / 2) {
                console.printf(
                        Locale.ROOT,
                        "%,d rows after %.0f s: %.0f a second; memory %d MB, at a tenth %d MB; SIGKILL%n",
                        processed,
                        seconds(began),
                        processed / working,
                        resident.get(resident.size() - 1),
                        resident.get(resident.size() / 10));
                ProcessHandle service = ProcessHandle.of(Long.parseLong(pid())).orElseThrow();
                service.destroyForcibly();
                service.onExit().get();
                killed = true;
            }
        }
        console.printf(
                Locale.ROOT,
                "%s: created %,d, unchanged %,d, failed %,d, warnings %,d after %.0f s, %.0f rows a second while at work; memory %d MB%n",
                told.path("state").asText(),
                told.path("created").asInt(),
                told.path("unchanged").asInt(),
                told.path("failed").asInt(),
                told.path("warningCount").asInt(),
                seconds(began),
                participations / working,
                resident.get(resident.size() - 1));
        return participations / working;
    }

    private JsonNode told(URI job) throws InterruptedException {
        return client.get(BenchmarkRuns.RECORDER, job).expectSuccess().json();
    }

    private static String count(Connection database) throws SQLException {
        return "persons %,d, participations %,d of %,d different, events %,d of %,d different"
                .formatted(
                        number(database, "select count(*) from person where sealed is not null"),
                        number(database, "select count(*) from participation"),
                        number(database, "select count(distinct (participant_id, program_run_id)) from participation"),
                        number(database, "select count(*) from domain_event"),
                        number(database, "select count(distinct (aggregate_id, aggregate_version)) from domain_event"));
    }

    private void compared(Connection database, int participations, double rate) throws Exception {
        double taken = 0;
        try (Statement statement = database.createStatement()) {
            for (String table : TABLES) {
                statement.execute("drop table if exists copied_%s".formatted(table));
                statement.execute("create table copied_%1$s (like %1$s including all)".formatted(table));
            }
            CopyManager copy = database.unwrap(PGConnection.class).getCopyAPI();
            for (String table : TABLES) {
                String columns = columns(statement, table);
                Path rows = Files.createTempFile(table, ".copy");
                try (OutputStream out = Files.newOutputStream(rows)) {
                    copy.copyOut("copy (select %s from %s) to stdout".formatted(columns, table), out);
                }
                long began = System.nanoTime();
                try (var in = Files.newInputStream(rows)) {
                    copy.copyIn("copy copied_%s (%s) from stdin".formatted(table, columns), in);
                }
                console.printf(Locale.ROOT, "COPY of %s: %.1f s%n", table, seconds(began));
                taken += seconds(began);
                Files.delete(rows);
            }
            for (String table : TABLES) {
                statement.execute("drop table copied_%s".formatted(table));
            }
        }
        console.printf(
                Locale.ROOT,
                "COPY of all of it: %.0f participations a second; import / COPY = %.2f%n",
                participations / taken,
                rate * taken / participations);
    }

    // What is generated or counted by the database cannot be copied in.
    private static String columns(Statement statement, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select attname from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity <> 'a'
                order by attnum""".formatted(table))) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return String.join(", ", columns);
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/participants"
                        .formatted(LocalState.properties("run", "ports.properties")
                                .getOrDefault("PARTNERSHIPS_POSTGRESQL_PORT", "15432")),
                "participants_owner",
                LocalState.properties("data", "passwords.properties").get("participants_owner"));
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (ResultSet row = database.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String pid() throws IOException {
        return Files.readString(LocalState.folder().resolve("run").resolve("participants.pid"))
                .split("\\s+", -1)[0];
    }

    private static long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", pid(), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
