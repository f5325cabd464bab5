package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.Json;
import jp.go.jica.partnerships.systemtests.client.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which instance is asked, and whether one has died in between, makes no difference to a caller. */
@WithLocalSystem
class SecondInstanceIT {

    private static final int AT_ONCE = 50;

    private final LocalSystem system;
    private final Client client;

    SecondInstanceIT(LocalSystem system) {
        this.system = system;
        this.client = new Client(system.addresses(), Duration.ofSeconds(30), change -> {}, Clock.systemUTC());
    }

    @Test
    void whatOneInstanceWasAskedTheOtherKnowsAndSoDoesItsSuccessor() throws Exception {
        URI first = system.addresses().programs();
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Fact.programBody("OKN", "TV");
        Answer created;
        String cursor;
        try (Instance second = Instance.start(system, "programs", Map.of())) {
            created = propose(second.address(), key, body).expectSuccess();
            assertReplayed(created, propose(first, key, body));
            assertThat(propose(first, key, Fact.programBody("OKN", "TV")).status())
                    .isEqualTo(422);
            client.post(Fact.RECORDER, first.resolve("/v1/programs"), Fact.programBody("OKN", "TV"))
                    .expectSuccess();
            cursor = page(second.address(), null).path("nextCursor").asText();
            second.kill();
        }
        try (Instance successor = Instance.start(system, "programs", Map.of())) {
            assertReplayed(created, propose(successor.address(), key, body));
            assertThat(page(successor.address(), cursor)).isEqualTo(page(first, cursor));
            ofTwoChangesAtTwoInstancesOneWins(first, successor.address(), created);
            fiftyRequestsUnderOneKeyAtTwoInstancesMakeOneRecord(first, successor.address());
        }
    }

    @Test
    void instanceThatDoesNotFoldAnswersWithWhatTheOtherHasFoldedAndNeedsNoKafka() throws Exception {
        Map<String, String> answering = Map.of(
                "PARTNERSHIPS_FOLD_ENABLED", "false",
                "PARTNERSHIPS_RECONCILIATION_EVERY", "off",
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        try (Instance query = Instance.start(system, "reporting", answering)) {
            String change = client.post(
                            Fact.RECORDER,
                            system.addresses().programs().resolve("/v1/programs"),
                            Fact.programBody("OKN", "TV"))
                    .expectSuccess()
                    .header("Event-Version")
                    .orElseThrow();
            Answer report = client.get(
                    Fact.ANALYST,
                    query.address()
                            .resolve("/v1/reports/schemes?fiscalYear=2018&sees="
                                    + URLEncoder.encode(change, StandardCharsets.UTF_8)));
            assertThat(report.expectSuccess().json().path("position").asLong()).isPositive();
            assertThat(client.get(Fact.ANALYST, query.address().resolve("/q/health/live"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void migrationIsDoneWithTheOwnersPasswordAndEnds() throws Exception {
        assertThat(migrate("migration.log")).isZero();
        assertThat(Path.of("target", "migration.log")).content().contains("up to date");
    }

    /** What is rolled back meets a schema that knows more: a migration newer than all, and one of a library between them. */
    @Test
    void migrationsOfAnEarlierVersionLeaveANewerSchemaAlone() throws Exception {
        try (Connection database = system.connect("programs");
                Statement statement = database.createStatement()) {
            statement.execute("create table made_later (id int)");
            statement.execute("""
                    insert into flyway_schema_history
                        (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                    select (select max(installed_rank) from flyway_schema_history) + n, version, 'made later', 'SQL',
                        'V' || version || '__made_later.sql', n, 'programs_owner', 1, true
                    from (values (1, '0999'), (2, '9999')) later (n, version)""");
            try {
                List<String> before = schema(database);

                int exit = migrate("earlier-migration.log");

                assertThat(exit).as("see target/earlier-migration.log").isZero();
                assertThat(Path.of("target", "earlier-migration.log"))
                        .content()
                        .contains("newer than the latest available migration", "up to date");
                assertThat(schema(database)).isEqualTo(before);
            } finally {
                statement.execute("delete from flyway_schema_history where description = 'made later'");
                statement.execute("drop table made_later");
            }
        }
    }

    private static List<String> schema(Connection database) throws SQLException {
        List<String> found = new ArrayList<>(Places.rows(database, """
                select concat_ws(' ', table_name, column_name, data_type) from information_schema.columns
                where table_schema = 'public' order by 1"""));
        found.addAll(Places.rows(database, "select h::text from flyway_schema_history h order by installed_rank"));
        return found;
    }

    /** As a cluster does it: apart from the service, without its password, its bus or its issuer. */
    private int migrate(String log) throws Exception {
        Map<String, String> known = system.environmentOf("programs");
        ProcessBuilder migration = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        system.checkout()
                                .resolve("programs-service/target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", log).toFile());
        Map<String, String> environment = migration.environment();
        List.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "QUARKUS_DATASOURCE_USERNAME",
                        "QUARKUS_FLYWAY_USERNAME",
                        "QUARKUS_FLYWAY_PASSWORD",
                        "PARTNERSHIPS_SECRET")
                .forEach(name -> environment.put(name, known.get(name)));
        environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "true");
        environment.put("QUARKUS_INIT_AND_EXIT", "true");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(LocalSystem.freePort()));
        Process process = migration.start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private void ofTwoChangesAtTwoInstancesOneWins(URI first, URI second, Answer program) throws Exception {
        List<Answer> answers = atOnce(List.of(
                () -> adopt(first, program, "approver-of-the-first"),
                () -> adopt(second, program, "approver-of-the-second")));
        assertThat(answers).extracting(Answer::status).containsAnyOf(409, 412).contains(200);
    }

    private void fiftyRequestsUnderOneKeyAtTwoInstancesMakeOneRecord(URI first, URI second) throws Exception {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Fact.programBody("OKN", "TV");
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            URI instance = i % 2 == 0 ? first : second;
            // The client asks again when it is told that the first one is being answered.
            requests.add(() -> propose(instance, key, body));
        }
        List<Answer> answers = atOnce(requests);
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(Fact::id).containsOnly(Fact.id(answers.get(0)));
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
    }

    private static void assertReplayed(Answer first, Answer again) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
    }

    private Answer propose(URI instance, String key, Map<String, Object> body) throws InterruptedException {
        return client.send(
                Fact.RECORDER,
                HttpRequest.newBuilder(instance.resolve("/v1/programs"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(Json.write(body))));
    }

    private Answer adopt(URI instance, Answer program, String approver) throws InterruptedException {
        return client.post(
                Subject.of(approver, "approver", "*"),
                instance.resolve("/v1/programs/" + Fact.id(program) + "/adoption"),
                Map.of("adoptedOn", "2018-04-16"),
                program.etag());
    }

    private JsonNode page(URI instance, @Nullable String cursor) throws InterruptedException {
        String query = "/v1/programs?leadOffice=OKN&limit=1" + (cursor == null ? "" : "&cursor=" + cursor);
        return client.get(Fact.RECORDER, instance.resolve(query))
                .expectSuccess()
                .json();
    }

    private static List<Answer> atOnce(List<Callable<Answer>> requests) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(requests.size());
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : callers.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }
}
