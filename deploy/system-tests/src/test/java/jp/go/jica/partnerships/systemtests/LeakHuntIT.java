package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.Json;
import jp.go.jica.partnerships.systemtests.client.Subject;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * After all that may be done with a person, also what is refused, nothing personal is anywhere but sealed in the database
 * of persons; and once the person was erased, not even that is left. The system is one of its own, which exports its
 * traces; so it is hunted beside the other tests, but here one after the other.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the system of the leak hunt")
class LeakHuntIT {

    private static final String FAMILY = "Zéqvornakel";
    private static final String GIVEN = "Wuxhimbato";
    private static final String ORGANISATION = "Qyrrabund Yokelwerke";
    private static final String EMAIL = "jx7qvornak@yokelwerke.example";
    private static final String TELEPHONE = "+856-20-7391-6628";
    private static final String ADDRESS = "73 Flumqvist Lane, Dromsokhet";
    private static final String BIRTH_DATE = "1913-02-27";
    private static final String NUMBER = "PQX-83719264-Z";
    private static final Map<String, String> PERSONAL = Map.of(
            "family name", FAMILY,
            "given name", GIVEN,
            "organisation", ORGANISATION,
            "e-mail", EMAIL,
            "telephone", TELEPHONE,
            "address", ADDRESS,
            "birth date", BIRTH_DATE,
            "number", NUMBER);

    private static final Subject SHIKOKU = Subject.of("test-recorder-skk", "recorder", "SKK");
    private static final Subject OKINAWA = Subject.of("test-recorder-okn", "recorder", "OKN");
    private static final Subject PRIVACY_OFFICER = Subject.of("test-privacy-officer", "privacy-officer");
    private static final String ERASURE = "{\"reason\":\"DATA_SUBJECT_REQUEST\"}";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String PURPOSE = "TRAINING_ADMINISTRATION";

    private static final String BACKUP = """
            create schema backup;
            create table backup.participant as select * from participant where id = 'ID';
            create table backup.person as select * from person where participant_id = 'ID';
            create table backup.person_key as select * from person_key where participant_id = 'ID';
            create table backup.consumer_position as select * from consumer_position""";

    // As if the database had been put back to where the copies were made; triggers do not fire for a replica.
    private static final String RESTORE = """
            set session_replication_role = replica;
            delete from domain_event where aggregate_id = 'ID' and aggregate_version > 1;
            delete from erasure where participant_id = 'ID';
            update participant set version = old.version, doc = old.doc
              from backup.participant old where participant.id = old.id;
            update person set sealed = old.sealed, number_hash = old.number_hash, search_keys = old.search_keys,
                sex = old.sex, nationality = old.nationality, organisation_type = old.organisation_type,
                occupation = old.occupation
              from backup.person old where person.participant_id = old.participant_id;
            insert into person_key select * from backup.person_key;
            update consumer_position set next_offset = old.next_offset from backup.consumer_position old
              where consumer_position.topic = old.topic and consumer_position.partition = old.partition;
            drop schema backup cascade""";

    private static ExportedSpans spans;
    private static LocalSystem system;
    private static Client client;

    private final List<String> refusals = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        spans = new ExportedSpans();
        system = LocalSystem.start("leak-hunt", spans.exporting());
        client = new Client(system.addresses(), Duration.ofSeconds(20), change -> {}, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.stop();
        }
        spans.close();
    }

    @Test
    void nothingPersonalLeavesTheDatabaseOfPersonsAndNothingIsLeftOfWhoWasErased() throws Exception {
        Fact fact = new Fact(client, system.addresses());
        Answer run = fact.run(fact.adopted(fact.program("SKK", "LA")));
        String id = registered(PERSONAL, "the-persons-own-key");
        String other = registered(another(), "another-key");
        isSeenWhole(id);
        takesPartIn(run, id, fact);
        changes(id);
        isFoundSharedAndMerged(id, other);
        isTriedInVain(id);
        Markers markers = Markers.of(PERSONAL);
        Places places = new Places(system, client, markers);
        awaitEverythingTold(fact);

        assertThat(places.outside()).isEmpty();
        assertThat(places.tables(Places.OWN_DATABASE)).isEmpty();
        // Tables and logs of PostgreSQL, segments of Kafka, and whatever else a part keeps.
        assertThat(places.files("")).isEmpty();
        assertThat(spans.requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(markers.in(request)).isEmpty());
        assertThat(refusals)
                .hasSizeGreaterThan(20)
                .allSatisfy(answer ->
                        assertThat(markers.in(bytes(answer))).as(answer).isEmpty());

        Map<String, String> sealed = sealedOf(id);
        assertThat(sealed).hasSizeGreaterThan(8);
        Places placesOfSealed = new Places(system, client, Markers.ofBytes(sealed));
        assertThat(placesOfSealed.tables(Places.OWN_DATABASE)).hasSizeGreaterThanOrEqualTo(sealed.size());
        assertThat(placesOfSealed.outside()).isEmpty();
        erase(id);
        awaitEverythingTold(fact);

        assertThat(placesOfSealed.tables(Places.OWN_DATABASE)).isEmpty();
        assertThat(placesOfSealed.outside()).isEmpty();
        assertThat(places.outside()).isEmpty();
        assertThat(places.tables(Places.OWN_DATABASE)).isEmpty();
        assertThat(places.files("")).isEmpty();
        assertThat(get(PRIVACY_OFFICER, "/v1/participants/" + id).text()).contains("ERASED");
        assertThat(get(PRIVACY_OFFICER, "/v1/participants/" + other).text()).contains("ERASED");
    }

    @Test
    void whatIsPlantedIsFound() throws Exception {
        // Logs of the run before are kept.
        String planted = "Plantaginetwoxx" + System.nanoTime();
        Places places = new Places(system, client, Markers.of(Map.of("planted", planted)));
        assertThat(places.outside()).isEmpty();
        try (Connection connection = system.connect("reporting");
                var statement = connection.createStatement()) {
            statement.execute("create table planted (hidden bytea, told jsonb)");
            statement.execute("insert into planted values ('%s'::bytea, null)".formatted(planted));
        }
        assertThat(places.outside()).containsExactly("planted in database reporting, table public.planted");
        Path log = Files.writeString(system.state().resolve("logs/planted.log"), planted.toUpperCase(Locale.ROOT));
        assertThat(places.outside()).contains("planted in file " + log);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        system.addresses().kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> hidden = new ProducerRecord<>("programs.heartbeat.v1", null, new byte[0]);
            hidden.headers().add("ce_hidden", planted.getBytes(StandardCharsets.UTF_8));
            producer.send(hidden).get();
        }
        assertThat(places.outside()).anyMatch(place -> place.startsWith("planted in topic programs.heartbeat.v1"));
        assertThat(places.files("data")).anyMatch(place -> place.contains("programs.heartbeat.v1"));
    }

    @Test
    void aRestoredBackupBringsNobodyBackWhenTheServiceIsStartedOnIt() throws Exception {
        Fact fact = new Fact(client, system.addresses());
        String id = Fact.id(fact.participant("LA"));
        try (Connection connection = system.connect(Places.OWN_DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(BACKUP.replace("ID", id));
            erase(id);
            String journal =
                    "select event_id || ' ' || aggregate_version || ' ' || type || ' ' || data from domain_event"
                            + " where aggregate_id = '%s' order by aggregate_version".formatted(id);
            List<String> told = Places.rows(connection, journal);
            await().atMost(Duration.ofSeconds(30)).until(() -> versions(id).contains(2));
            statement.execute(RESTORE.replace("ID", id));
            assertThat(Places.rows(connection, journal)).hasSize(1);
            system.killAndAwait("participants");

            assertThat(get(PRIVACY_OFFICER, "/v1/participants/" + id)
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("ERASED");
            assertThat(Places.rows(
                            connection,
                            "select participant_id::text from person_key where participant_id = '%s'".formatted(id)))
                    .isEmpty();
            assertThat(Places.rows(connection, journal)).isEqualTo(told);
        }
        // Told once more, and for everybody else nothing has happened.
        await().atMost(Duration.ofSeconds(30)).until(() -> versions(id).equals(List.of(1, 2, 2)));
        fact.participant("LA");
        fact.report("/v1/reports/offices?fiscalYear=2018");
        assertThat(client.get(Fact.ANALYST, URI.create(system.addresses().reporting() + "/v1/freshness"))
                        .expectSuccess()
                        .json()
                        .path("quarantined"))
                .isEmpty();
    }

    private static List<Integer> versions(String id) {
        return RelayedVersions.read(system.addresses().kafka()).getOrDefault("participants/" + id, List.of());
    }

    private static Map<String, String> another() {
        Map<String, String> person = new HashMap<>(PERSONAL);
        person.put("number", NUMBER + "2");
        return person;
    }

    private static Map<String, Object> person(Map<String, String> values) {
        return new HashMap<>(Map.of(
                "participantNumber", values.get("number"),
                "name", Map.of("family", values.get("family name"), "given", values.get("given name")),
                "sex", "F",
                "birthDate", values.get("birth date"),
                "nationality", "LA",
                "organisation", Map.of("name", values.get("organisation"), "type", "GOVERNMENT"),
                "occupation", "ENGINEER",
                "contact",
                        Map.of(
                                "email", values.get("e-mail"),
                                "telephone", values.get("telephone"),
                                "postalAddress", values.get("address"))));
    }

    private String registered(Map<String, String> values, String key) throws InterruptedException {
        HttpRequest.Builder request = request("/v1/participants")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(Json.write(person(values))));
        Answer registered = client.send(SHIKOKU, request).expectSuccess();
        assertThat(client.send(SHIKOKU, request).text()).isEqualTo(registered.text());
        return Fact.id(registered);
    }

    private void isSeenWhole(String id) throws InterruptedException {
        for (String path : List.of("", "/history", "/duplicates", "?nationality=LA")) {
            String address = path.startsWith("?") ? path : "/" + id + path;
            Answer seen =
                    client.send(SHIKOKU, request("/v1/participants" + address).header("Access-Purpose", PURPOSE));
            seen.expectSuccess();
            if (path.isEmpty()) {
                assertThat(seen.text()).contains(FAMILY, GIVEN, ORGANISATION, EMAIL, BIRTH_DATE, NUMBER);
            }
        }
        assertThat(get(PRIVACY_OFFICER, "/v1/participants/" + id + "/export").text())
                .contains(FAMILY);
        get(PRIVACY_OFFICER, "/v1/participants/" + id + "/access-log");
    }

    private void takesPartIn(Answer run, String id, Fact fact) throws InterruptedException {
        Answer nominated = client.post(
                        Fact.RECORDER,
                        participants("/v1/participations"),
                        Map.of("participantId", id, "programRunId", Fact.id(run), "sendingCountry", "LA"))
                .expectSuccess();
        fact.takenThrough(nominated);
    }

    private void changes(String id) throws InterruptedException {
        patch(id, "{\"contact\":{\"postalAddress\":\"%s\",\"telephone\":null}}".formatted(ADDRESS + "!"))
                .expectSuccess();
        patch(id, "{\"name\":{\"given\":\"%s\"}}".formatted(GIVEN + "ra")).expectSuccess();
    }

    private void isFoundSharedAndMerged(String id, String other) throws InterruptedException {
        assertThat(search("{\"family\":\"%s\",\"birthDate\":\"%s\"}".formatted(FAMILY, BIRTH_DATE))
                        .expectSuccess()
                        .text())
                .contains(id, other);
        refused(post(OKINAWA, "/" + id + "/sharing", sharing("1914-01-01")));
        post(OKINAWA, "/" + id + "/sharing", sharing(BIRTH_DATE)).expectSuccess();
        post(SHIKOKU, "/" + other + "/merge", "{\"into\":\"%s\"}".formatted(id)).expectSuccess();
    }

    private static String sharing(String birthDate) {
        return "{\"participantNumber\":\"%s\",\"birthDate\":\"%s\"}".formatted(NUMBER, birthDate);
    }

    /** What somebody may do wrong with values of a person: in the wrong place, in the wrong form, twice, or too long. */
    private void isTriedInVain(String id) throws InterruptedException {
        List<Map<String, Object>> bodies = new ArrayList<>();
        bodies.add(Map.of());
        for (String field :
                List.of("sex", "birthDate", "nationality", "organisation", "occupation", "name", "contact")) {
            bodies.add(Map.of(field, FAMILY));
            bodies.add(Map.of(field, List.of(GIVEN)));
        }
        bodies.add(Map.of("organisation", Map.of("name", ORGANISATION, "type", ORGANISATION)));
        bodies.add(Map.of("name", Map.of("family", FAMILY.repeat(200))));
        bodies.add(Map.of("contact", Map.of("email", FAMILY + " at home", "telephone", TELEPHONE.repeat(9))));
        bodies.add(Map.of("contact", Map.of("email", EMAIL + "@", "postalAddress", ADDRESS.repeat(50))));
        bodies.add(Map.of("birthDate", "19130227 " + FAMILY));
        bodies.add(Map.of("birthDate", BIRTH_DATE.replace("19", "29")));
        for (Map<String, Object> wrong : bodies) {
            Map<String, Object> body = person(PERSONAL);
            body.putAll(wrong);
            refused(post(SHIKOKU, "", Json.write(body)));
        }
        // Whoever makes up a name of a field is told which one it is; nobody else is.
        assertThat(patch(id, Json.write(Map.of("name", Map.of(FAMILY, GIVEN)))).status())
                .isEqualTo(400);
        Map<String, Object> madeUp = person(PERSONAL);
        madeUp.put(FAMILY, GIVEN);
        assertThat(post(SHIKOKU, "", Json.write(madeUp)).status()).isEqualTo(400);
        for (String broken : List.of(
                "{\"name\":\"" + FAMILY,
                "{\"name\":{\"family\":\"" + FAMILY + "\",\"family\":\"" + GIVEN + "\"}}",
                FAMILY,
                "[\"" + FAMILY + "\"]",
                "{\"family\":\"" + FAMILY + "\u0001\"}")) {
            refused(post(SHIKOKU, "", broken));
            refused(search(broken));
            refused(patch(id, broken));
        }
        refused(search("{\"birthDate\":\"" + FAMILY + "\"}"));
        refused(search("{\"family\":\"" + FAMILY.repeat(99) + "\"}"));
        refused(search("{\"address\":\"" + ADDRESS + "\"}"));
        refused(post(OKINAWA, "/" + id + "/sharing", "{\"participantNumber\":\"" + NUMBER + "\"}"));
        refused(post(SHIKOKU, "/" + id + "/merge", "{\"into\":\"" + FAMILY + "\"}"));
        refused(post(PRIVACY_OFFICER, "/" + id + "/erasure", "{\"reason\":\"" + FAMILY + "\"}"));
        refused(post(SHIKOKU, "/" + id + "/merge-reversals", "{\"reason\":\"" + FAMILY + "\"}"));
        refused(client.send(SHIKOKU, request("/v1/participants/" + id).header("Access-Purpose", "to call " + EMAIL)));
        refused(client.send(
                SHIKOKU,
                HttpRequest.newBuilder(participants("/v1/participants"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(FAMILY))));
        for (String field : List.of("participantId", "programRunId", "sendingCountry", "hostLocalGovernments")) {
            refused(client.post(Fact.RECORDER, participants("/v1/participations"), Map.of(field, FAMILY)));
        }
        // Somebody whom nobody may answer, and a service that does not take persons.
        refused(client.post(Fact.ANALYST, participants("/v1/participants"), person(PERSONAL)));
        refused(client.post(
                Fact.RECORDER, URI.create(system.addresses().programs() + "/v1/programs"), person(PERSONAL)));
        refused(client.post(
                Fact.RECORDER, URI.create(system.addresses().agreements() + "/v1/agreements"), person(PERSONAL)));
    }

    /** What is kept of the person sealed or hashed, as hexadecimal digits. */
    private static Map<String, String> sealedOf(String id) throws Exception {
        Map<String, String> sealed = new LinkedHashMap<>();
        String of = " where participant_id = '%s'".formatted(id);
        try (Connection connection = system.connect(Places.OWN_DATABASE)) {
            add(sealed, "key", connection, "select encode(wrapped, 'hex') from person_key" + of);
            add(sealed, "person", connection, "select encode(sealed, 'hex') from person" + of);
            add(sealed, "hash of number", connection, "select encode(number_hash, 'hex') from person" + of);
            add(sealed, "hash", connection, "select encode(unnest(search_keys), 'hex') from person" + of);
            add(sealed, "change", connection, "select encode(sealed, 'hex') from person_change" + of);
        }
        return sealed;
    }

    private static void add(Map<String, String> sealed, String what, Connection connection, String sql)
            throws SQLException {
        for (String hex : Places.rows(connection, sql)) {
            sealed.put(what + " " + sealed.size(), hex);
        }
    }

    private void erase(String id) throws InterruptedException {
        Answer seen = get(PRIVACY_OFFICER, "/v1/participants/" + id);
        client.send(
                        PRIVACY_OFFICER,
                        request("/v1/participants/" + id + "/erasure")
                                .header("If-Match", seen.etag())
                                .POST(BodyPublishers.ofString(ERASURE)))
                .expectSuccess();
    }

    /** Until the report shows all, and the span of a request that comes after them has been exported. */
    private static void awaitEverythingTold(Fact fact) throws InterruptedException {
        fact.report("/v1/reports/offices?fiscalYear=2018");
        String trace = "5ce3dd0a4b1f4c2f9a7e%012x".formatted(spans.requests().size());
        client.send(
                        PRIVACY_OFFICER,
                        request("/v1/participants").header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                .expectSuccess();
        String id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> spans.requests().stream().anyMatch(request -> request.contains(id)));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        List.of("POST /v1/participants", "append participants.participant-revised.v1", "process ")
                                .stream()
                                .allMatch(
                                        name -> spans.requests().stream().anyMatch(request -> request.contains(name))));
    }

    private void refused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
        // Whoever takes something else for a country's code is told what it was; nobody else is.
        if (!answer.text().contains("unknown-country-code")) {
            refusals.add(answer.response().headers().map() + answer.text());
        }
    }

    private static Answer get(Subject subject, String path) throws InterruptedException {
        return client.get(subject, participants(path)).expectSuccess();
    }

    private static Answer search(String body) throws InterruptedException {
        return client.send(
                SHIKOKU,
                request("/v1/participants/searches")
                        .header("Access-Purpose", PURPOSE)
                        .POST(BodyPublishers.ofString(body)));
    }

    private static Answer post(Subject subject, String path, String body) throws InterruptedException {
        HttpRequest.Builder request = request("/v1/participants" + path).POST(BodyPublishers.ofString(body));
        if (path.contains("/merge") || path.endsWith("/erasure")) {
            String id = path.split("/", -1)[1];
            request.header(
                    "If-Match", get(PRIVACY_OFFICER, "/v1/participants/" + id).etag());
        }
        return client.send(subject, request);
    }

    private static Answer patch(String id, String body) throws InterruptedException {
        return client.send(
                SHIKOKU,
                HttpRequest.newBuilder(participants("/v1/participants/" + id))
                        .header("Content-Type", MERGE_PATCH)
                        .header(
                                "If-Match",
                                get(PRIVACY_OFFICER, "/v1/participants/" + id).etag())
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(participants(path)).header("Content-Type", "application/json");
    }

    private static URI participants(String path) {
        return URI.create(system.addresses().participants() + path);
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
