package jp.go.jica.partnerships.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(service = "programs")
class RealServersTest {

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @FromServers
    RunningServers servers;

    @BeforeEach
    void emptyTable() {
        database.empty("note");
    }

    @Test
    void serviceWritesToTheDatabaseThatTheOwnerMigrated() throws SQLException {
        as(Tokens.recorder("SKK")).body("hello").post("/notes/1").then().statusCode(204);

        as(Tokens.recorder("SKK")).get("/notes/count").then().statusCode(200);
        assertThat(ask(database.asService(), "select text from note")).isEqualTo("hello");
        assertThat(ask(database.asOwner(), "show server_version_num")).startsWith("18");
        assertThat(ask(database.asOwner(), "show wal_level")).isEqualTo("logical");
    }

    @Test
    void serviceRoleMayNotDefineTables() {
        assertThatThrownBy(() -> run(database.asService(), "create table mine (id int)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> run(database.asService(), "alter table note add more text"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> run(database.asService(), "truncate note")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> run(database.asRelay(), "select * from note"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void tableThatRefusesToBeEmptiedIsEmptiedForTheNextTest() throws SQLException {
        as(Tokens.recorder("SKK")).body("hello").post("/notes/1").then().statusCode(204);
        assertThatThrownBy(() -> run(database.asSuperuser(), "truncate note")).hasMessageContaining("notes stay");

        database.empty("note");

        assertThat(ask(database.asService(), "select count(*) from note")).isEqualTo("0");
    }

    @Test
    void tokenTellsTheServiceWhoCallsForWhichOffices() {
        as(Tokens.with("recorder").offices("SKK", "KNS").subject("u-17").token())
                .get("/notes/caller")
                .then()
                .statusCode(200)
                .body(equalTo("u-17 of [\"SKK\",\"KNS\"]"));
    }

    @Test
    void tokensThatAreMissingForgedExpiredOrMeantForOthersAreRefused() {
        given().get("/notes/count").then().statusCode(401);
        for (Tokens.Refinement bad : List.of(
                Tokens.with("recorder").forged(),
                Tokens.with("recorder").expired(),
                Tokens.with("recorder").issuer("http://127.0.0.1:8085/another"),
                Tokens.with("recorder").audience("another-system"))) {
            as(bad.token()).get("/notes/count").then().statusCode(401);
        }
        as(Tokens.analyst()).get("/notes/count").then().statusCode(403);
    }

    @Test
    void serviceWorksAgainAfterTheDatabaseWasAway() {
        database.whileAway(() -> assertThat(count().statusCode()).isEqualTo(503));

        await().untilAsserted(() -> assertThat(count().statusCode()).isEqualTo(200));
    }

    @Test
    void serviceWorksAgainAfterItsConnectionsWereEnded() {
        count();
        database.endConnections();
        await().untilAsserted(() -> assertThat(count().statusCode()).isEqualTo(200));
    }

    @Test
    void serviceWhosePasswordWasChangedSaysThatItCannotAnswerAndNotThatItIsBroken() throws SQLException {
        count();
        asSuperuser("alter role programs password 'changed'");
        try {
            database.endConnections();
            assertThat(count().statusCode()).isEqualTo(503);
        } finally {
            asSuperuser("alter role programs password 'programs-secret'");
        }
        await().untilAsserted(() -> assertThat(count().statusCode()).isEqualTo(200));
    }

    private void asSuperuser(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void acknowledgedRowsSurviveACrashOfTheServer() throws SQLException {
        as(Tokens.recorder("SKK")).body("kept").post("/notes/7").then().statusCode(204);

        database.crashAndRestart();

        assertThat(ask(database.asService(), "select text from note where id = 7"))
                .isEqualTo("kept");
        await().untilAsserted(() -> assertThat(count().statusCode()).isEqualTo(200));
    }

    @Test
    void frozenServerAnswersNobodyUntilItIsThawed() throws SQLException {
        Properties impatient = new Properties();
        impatient.put("user", "programs");
        impatient.put("password", "programs-secret");
        impatient.put("loginTimeout", "1");

        database.whileFrozen(() -> assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), impatient)
                        .close())
                .isInstanceOf(SQLException.class));

        assertThat(ask(database.asService(), "select 1")).isEqualTo("1");
    }

    @Test
    void topicsAreThoseOfProductionAndNoOtherComesByItself() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .contains("programs.program.v1", "participants.participation.v1", "programs.heartbeat.v1");
            assertThat(admin.describeTopics(List.of("programs.program.v1"))
                            .allTopicNames()
                            .get())
                    .hasEntrySatisfying(
                            "programs.program.v1",
                            topic -> assertThat(topic.partitions()).hasSize(6));
        }
    }

    @Test
    void publishedEventHasTheKeyHeadersAndValueOfTheContract() {
        UUID program = UUID.randomUUID();
        PublishedEvent adopted = PublishedEvent.of(
                        "program", "programs.program-adopted.v1", program, 2, "{\"state\":\"ADOPTED\"}")
                .changedFrom("{\"state\":\"PROPOSED\"}")
                .recordedAt(Instant.parse("2026-04-01T00:00:00Z"));

        publisher.publish(adopted);

        ConsumerRecord<String, String> arrived = committed("programs.program.v1").stream()
                .filter(r -> r.key().equals(program.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(arrived.value())
                .isEqualTo("{\"before\":{\"state\":\"PROPOSED\"},\"after\":{\"state\":\"ADOPTED\"}}");
        assertThat(headers(arrived))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", adopted.eventId().toString()),
                        Map.entry("ce_type", "programs.program-adopted.v1"),
                        Map.entry("ce_source", "/programs"),
                        Map.entry("ce_subject", program.toString()),
                        Map.entry("ce_time", "2026-04-01T00:00:00Z"),
                        Map.entry(
                                "ce_dataschema",
                                "https://partnerships.jica.go.jp/schemas/programs.program-adopted.v1.json"),
                        Map.entry("content-type", "application/json"),
                        Map.entry("ce_aggregateversion", "2"),
                        Map.entry("ce_actor", "recorder-1"),
                        Map.entry("ce_journalepoch", "1")));
    }

    @Test
    void readerOfCommittedRecordsSeesCommittedTransactionsAndNoAbortedOnes() {
        UUID committed = UUID.randomUUID();
        UUID aborted = UUID.randomUUID();
        String type = "agreements.agreement-drafted.v1";

        publisher.publishAborted(PublishedEvent.of("agreement", type, aborted, 1, "{}"));
        publisher.publishInTransaction(PublishedEvent.of("agreement", type, committed, 1, "{}"));

        assertThat(committed("agreements.agreement.v1"))
                .extracting(ConsumerRecord::key)
                .contains(committed.toString())
                .doesNotContain(aborted.toString());
    }

    @Test
    void heartbeatIsThePlainInstant() {
        publisher.heartbeat("participants", Instant.parse("2026-04-01T00:00:01Z"));

        assertThat(committed("participants.heartbeat.v1"))
                .extracting(ConsumerRecord::key, ConsumerRecord::value)
                .contains(tuple("participants", "2026-04-01T00:00:01Z"));
    }

    private List<ConsumerRecord<String, String>> committed(String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            List<ConsumerRecord<String, String>> arrived = new ArrayList<>();
            WholeTopics.read(consumer, WholeTopics.partitions(consumer, List.of(topic)), arrived::add);
            return arrived;
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> kafkaRecord) {
        Map<String, String> headers = new HashMap<>();
        kafkaRecord.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static Response count() {
        return as(Tokens.recorder("SKK")).get("/notes/count");
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
