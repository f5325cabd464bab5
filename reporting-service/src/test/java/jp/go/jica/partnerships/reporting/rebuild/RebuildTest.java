package jp.go.jica.partnerships.reporting.rebuild;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.reporting.Published;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.reporting.fold.EventsReadAgain;
import jp.go.jica.partnerships.reporting.fold.Refold;
import jp.go.jica.partnerships.reporting.reconciliation.WhatArrived;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read is made anew from the topics, beside itself, and nobody notices but by what was wrong. */
@QuarkusTest
@TestProfile(RebuildTest.OwnServers.class)
@WithRealServers(service = "reporting")
class RebuildTest {

    /** Apart from the other tests: what they have done to their database cannot be had from its topics. */
    public static final class OwnServers implements QuarkusTestProfile {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EVENTS_AT_ONCE = 3;
    private static final String YEARS = "from=1990&to=1994";
    private static final String MEASURES = "/v1/statistics?measure=programsAdopted&measure=programsStarted"
            + "&measure=participationsAccepted&measure=persons&measure=personDays&" + YEARS + "&groupBy=";
    private static final List<String> QUESTIONS = List.of(
            "/v1/reports/countries?" + YEARS,
            "/v1/reports/offices?" + YEARS,
            MEASURES + "sector",
            "/v1/explain?measure=programsStarted&" + YEARS);
    private static final String SCHEMES_OF_1996 = "/v1/reports/schemes?fiscalYear=1996";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final State program = Published.program(UUID.randomUUID())
            .with("adoptedOn", "1990-06-01")
            .with("countries", Published.shares("LA", "VN"))
            .with("sectors", Published.shares("14020"));
    private final State contracted = program.with("contractedOn", "1990-07-01");
    private final State started = contracted.with("startedOn", "1990-08-01");
    private final State participation = Published.participation(UUID.randomUUID(), program.id())
            .with("acceptedOn", "1990-07-01")
            .with("arrivedOn", "1990-09-01");

    @FromServers
    EventPublisher publisher;

    @FromServers
    ServiceDatabase database;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Jdbi jdbi;

    @Inject
    EventsReadAgain events;

    @Inject
    Refold refold;

    @Inject
    Clock clock;

    @Inject
    KafkaConnection connection;

    private Rebuilding rebuilding;

    @BeforeEach
    void make() {
        rebuilding = rebuilding();
    }

    @AfterEach
    void cancelWhatIsLeft() throws SQLException {
        database.texts("update rebuild set state = 'CANCELLED' where state in ('RUNNING', 'DIFFERS') returning 1");
    }

    @Test
    void answersAtAllPositionsAreTheSameAfterARebuildOfWhateverHappened() throws SQLException {
        aMixedPast();
        UUID publication = publication();
        Map<String, String> before = answers();

        UUID id = start();
        rebuilding.goOn();

        JsonPath rebuild = rebuild(id);
        assertThat(rebuild.getString("state")).as(differences(id).toString()).isEqualTo("COMPLETED");
        assertThat(rebuild.getLong("processed"))
                .isPositive()
                .isEqualTo(rebuild.getLong("total"))
                .isEqualTo(database.number(
                        "select (select count(*) from %1$s.folded_event where not discarded) + (select count(*) from %1$s.superseded_event)"
                                .formatted(live())));
        assertThat(rebuild.getLong("differences")).isZero();
        assertThat(answers()).isEqualTo(before);
        assertThat(revisions(publication)).isEmpty();
        // And again, back into the other schema.
        UUID back = start();
        rebuilding.goOn();
        assertThat(rebuild(back).getString("state")).isEqualTo("COMPLETED");
        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void whatWaitsOrWasGivenUpStaysSoAndWhatComesLaterGoesOnFromThere() throws SQLException {
        State held = other("1992-06-01");
        publisher.publish(
                held.at(1),
                held.with("scheme", null).at(2),
                held.with("startedOn", "1992-08-01").at(3));
        State passed = other("1992-06-01");
        publisher.publish(
                passed.at(1), passed.with("contractedOn", "1992-07-01").at(3));
        awaitWaiting(held, "SCHEMA", "WAITS");
        awaitWaiting(passed, "VERSION_HOLE");
        discard(waiting(passed).get(0));

        UUID id = start();
        rebuilding.goOn();

        assertThat(rebuild(id).getString("state")).isEqualTo("COMPLETED");
        awaitWaiting(held, "SCHEMA", "WAITS");
        discard(waiting(held).get(0));
        publisher.publish(passed.with("startedOn", "1992-08-01").at(4));
        seen(passed, 4);
        assertThat(total("/v1/reports/schemes?fiscalYear=1992", "programsStarted"))
                .isEqualTo(2);
        assertThat(database.number(
                        "select count(*) from %s.folded_event where discarded and aggregate_id in ('%s', '%s')"
                                .formatted(live(), held.id(), passed.id())))
                .isEqualTo(2);
    }

    @Test
    void whatIsWrongIsToldAndOnlyPutRightWhenSomebodyWantsIt() throws SQLException {
        State kept = other("1993-06-01");
        State guest = Published.participation(UUID.randomUUID(), kept.id())
                .with("acceptedOn", "1993-07-01")
                .with("arrivedOn", "1993-07-02")
                .with("sex", "F");
        State lost = other("1993-06-01");
        publisher.publish(kept.at(1), guest.at(1), lost.at(1));
        seen(kept, 1);
        seen(guest, 1);
        seen(lost, 1);
        String countries = "/v1/reports/countries?fiscalYear=1993";
        Response good = get(countries);
        String then = "&position=" + good.jsonPath().getLong("position");
        String tag = get(countries + then).header("ETag");
        plant(
                "update %s.cell set n = n + 7 where measure = 'programsAdopted' and fiscal_year = 1993 and country = '*'");
        plant("update %s.participation_fact set country = 'KE', sex = 'M' where participation_id = '" + guest.id()
                + "'");
        plant("delete from %s.folded_event where aggregate_id = '" + lost.id() + "'");

        UUID id = start();
        rebuilding.goOn();

        assertThat(rebuild(id).getString("state")).isEqualTo("DIFFERS");
        List<Map<String, Object>> differences = differences(id);
        assertThat(differences)
                .extracting(each -> each.get("table"))
                .contains("cell", "participation_fact", "folded_event");
        assertThat(differences)
                .filteredOn(each -> "participation_fact".equals(each.get("table")))
                .anySatisfy(each -> {
                    assertThat(each.get("live")).isEqualTo(Map.of("country", "KE", "sex", "withheld"));
                    assertThat(each.get("rebuilt")).isEqualTo(Map.of("country", "LA", "sex", "withheld"));
                });
        assertThat(rebuild(id).getLong("differences")).isEqualTo(differences.size());
        assertThat(total(countries, "programsAdopted")).isEqualTo(9);
        asAdministrator()
                .post("/v1/rebuilds")
                .then()
                .statusCode(409)
                .body("errors.code", contains("rebuild-not-ended"));

        asAdministrator().post("/v1/rebuilds/%s/switch".formatted(id)).then().statusCode(202);
        rebuilding.goOn();

        assertThat(rebuild(id).getString("state")).isEqualTo("COMPLETED");
        assertThat(rebuild(id).getString("confirmedBy")).isEqualTo("administrator-1");
        assertThat(total(countries, "programsAdopted")).isEqualTo(2);
        Response again = get(countries + then);
        assertThat(again.jsonPath().getList("rows.key.country")).doesNotContain("KE");
        assertThat(again.header("ETag")).isNotEqualTo(tag);
        assertThat(get(countries).jsonPath().getLong("position"))
                .isGreaterThan(good.jsonPath().getLong("position"));
        UUID next = start();
        rebuilding.goOn();
        assertThat(rebuild(next).getString("state"))
                .as(differences(next).toString())
                .isEqualTo("COMPLETED");
    }

    @Test
    void eventsThatComeDuringARebuildAreInIt() throws InterruptedException {
        List<State> published = new ArrayList<>();
        UUID id = start();
        Thread rebuild = new Thread(rebuilding::goOn, "rebuild of a test");
        rebuild.start();
        while (rebuild.isAlive()) {
            State next = other("1994-06-01");
            publisher.publishInTransaction(next.at(1));
            published.add(next);
        }
        rebuild.join();

        assertThat(rebuild(id).getString("state"))
                .as(differences(id).toString())
                .isEqualTo("COMPLETED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(total("/v1/reports/schemes?fiscalYear=1994", "programsAdopted"))
                        .isEqualTo(published.size()));
    }

    @Test
    void rebuildThatIsKilledInTheMiddleGoesOn() throws SQLException {
        for (int i = 0; i < 12; i++) {
            State one = other("1995-06-01");
            publisher.publish(one.at(1));
            seen(one, 1);
        }
        State last = Published.agreement(UUID.randomUUID())
                .with("signedOn", "1995-06-01")
                .with("effectiveFrom", "1995-06-01")
                .with("parties", Published.localGovernments("141003"));
        publisher.publish(last.at(1));
        seen(last, 1);
        UUID id = start();
        String idle = Refold.otherThan(live());

        asOwner("""
                create function die() returns trigger language plpgsql as $$
                begin
                    perform pg_terminate_backend(pg_backend_pid());
                    return new;
                end $$""");
        asOwner("create trigger dies before insert on %s.agreement_fact for each row execute function die()"
                .formatted(idle));

        rebuilding.goOn();

        asOwner("drop function die cascade");
        JsonPath half = rebuild(id);
        assertThat(half.getString("state")).isEqualTo("RUNNING");
        assertThat(half.getString("failure")).isNotNull();
        assertThat(half.getLong("processed")).isPositive().isLessThan(half.getLong("total"));
        assertThat(half.getLong("read")).isPositive().isLessThanOrEqualTo(half.getLong("toRead"));
        rebuilding().goOn();
        JsonPath whole = rebuild(id);
        assertThat(whole.getString("state")).as(differences(id).toString()).isEqualTo("COMPLETED");
        assertThat(whole.getString("failure")).isNull();
        assertThat(whole.getLong("processed")).isEqualTo(whole.getLong("total"));
    }

    /** As after the loss of a database that was not backed up: what fills the new one was recorded before it began. */
    @Test
    void whatWasRecordedBeforeTheDatabaseBeganBecomesKnownAsItWasRecorded() throws SQLException {
        State adopted = other("1996-06-01");
        State restored = other("1996-06-01");
        publisher.publish(
                adopted.at(1).recordedAt(Instant.parse("2021-05-01T10:00:00Z")),
                restored.at(1).recordedAt(Instant.parse("2021-05-01T10:00:00.5Z")),
                restored.with("startedOn", "1996-08-01").at(2).recordedAt(Instant.parse("2021-05-10T10:00:00Z")));
        seen(adopted, 1);
        seen(restored, 2);
        State begun = adopted.with("startedOn", "1996-08-01");
        publisher.publish(
                begun.at(2).recordedAt(Instant.parse("2021-06-01T10:00:00Z")),
                restored.with("withdrawnOn", "1996-09-01")
                        .at(2)
                        .inEpoch(2)
                        .recordedAt(Instant.parse("2021-05-20T10:00:00Z")),
                // By a clock that had been put back.
                begun.with("completedOn", "1996-12-01").at(3).recordedAt(Instant.parse("2021-05-30T10:00:00Z")));
        seen(adopted, 3);
        await().atMost(PATIENCE).until(() -> total(SCHEMES_OF_1996, "programsWithdrawn") == 1);
        State recent = other("1996-06-01");
        publisher.publish(recent.at(1));
        seen(recent, 1);
        String now = figures(get(SCHEMES_OF_1996));
        assertNothingIsKnown("2021-05-15T00:00:00Z");

        asAdministrator()
                .post("/v1/rebuilds?knownAtBasis=invented")
                .then()
                .statusCode(400)
                .body("errors.code", contains("unknown-basis"));
        UUID id = start("?knownAtBasis=recorded");
        rebuilding.goOn();

        JsonPath rebuild = rebuild(id);
        assertThat(rebuild.getString("state")).as(differences(id).toString()).isEqualTo("COMPLETED");
        assertThat(rebuild.getString("knownAtBasis")).isEqualTo("recorded");
        assertThat(rebuild.getLong("processed")).isEqualTo(rebuild.getLong("total"));
        for (int i = 0; i < 2; i++) {
            assertThat(figures(get(SCHEMES_OF_1996))).isEqualTo(now);
            assertNothingIsKnown("2021-05-01T09:59:58Z");
            assertKnown("2021-05-15T00:00:00Z", 2, 1, 0, 0);
            assertKnown("2021-05-25T00:00:00Z", 2, 0, 1, 0);
            assertKnown("2021-05-31T00:00:00Z", 2, 0, 1, 0);
            assertKnown("2021-06-02T00:00:00Z", 2, 1, 1, 1);
            JsonPath explained = get("/v1/explain?measure=programsStarted&fiscalYear=1996&knownAt=2021-05-15T00:00:00Z")
                    .jsonPath();
            assertThat(explained.getString("knownAtBasis")).isEqualTo("recorded");
            assertThat(explained.getString("items[0].record"))
                    .isEqualTo(restored.id().toString());
            assertThat(explained.getList("items[0].events.version")).containsExactly(1, 2);
            assertThat(WhatArrived.events(jdbi))
                    .isEqualTo(database.number("select (select count(*) from %s.folded_event)".formatted(live())
                            + " + (select count(*) from quarantined_event where released_seq is null"
                            + " and discarded_at is null and event_id is not null)"));
            // And an ordinary one keeps it so.
            UUID next = start();
            rebuilding.goOn();
            assertThat(rebuild(next).getString("state"))
                    .as(differences(next).toString())
                    .isEqualTo("COMPLETED");
        }
    }

    private static void assertNothingIsKnown(String at) {
        get(SCHEMES_OF_1996 + "&knownAt=" + at)
                .then()
                .statusCode(400)
                .body("errors.code", contains("unknown-position"));
    }

    /** What is told of 1996, which position says so, and that it says the same again. */
    private static void assertKnown(String at, int adopted, int started, int withdrawn, int completed) {
        Response answer = get(SCHEMES_OF_1996 + "&knownAt=" + at);
        JsonPath told = answer.jsonPath();
        assertThat(told.getInt("total.values.programsAdopted")).as(at).isEqualTo(adopted);
        assertThat(told.getInt("total.values.programsStarted")).as(at).isEqualTo(started);
        assertThat(told.getInt("total.values.programsWithdrawn")).as(at).isEqualTo(withdrawn);
        assertThat(told.getInt("total.values.programsCompleted")).as(at).isEqualTo(completed);
        assertThat(told.getString("knownAtBasis")).isEqualTo("recorded");
        assertThat(Instant.parse(told.getString("knownAt"))).isBefore(Instant.parse(at));
        long position = told.getLong("position");
        assertThat(position).isNegative();
        assertThat(figures(get(SCHEMES_OF_1996 + "&position=" + position))).isEqualTo(figures(answer));
        assertThat(get(SCHEMES_OF_1996 + "&format=csv&position=" + position).asString())
                .contains("recorded");
    }

    @Test
    void cancelledRebuildChangesNothingAndMakesRoomForAnother() throws SQLException {
        UUID id = start();
        String live = live();

        cancel(id).statusCode(200).body("state", equalTo("CANCELLED"));
        cancel(id).statusCode(200);
        rebuilding.goOn();

        assertThat(live()).isEqualTo(live);
        asAdministrator()
                .post("/v1/rebuilds/%s/switch".formatted(id))
                .then()
                .statusCode(409)
                .body("errors.code", contains("nothing-to-confirm"));
        UUID other = start();
        rebuilding.goOn();
        assertThat(live()).isEqualTo(Refold.otherThan(live));
        cancel(other).statusCode(409).body("errors.code", contains("completed"));
    }

    @Test
    void onlyAdministratorsMay() {
        for (String token : List.of(Tokens.analyst(), Tokens.statistician(), Tokens.recorder("SKK"))) {
            given().auth().oauth2(token).post("/v1/rebuilds").then().statusCode(403);
            given().auth().oauth2(token).get("/v1/rebuilds").then().statusCode(403);
        }
    }

    @Test
    void serviceDefinesNothing() {
        for (String sql : List.of(
                "create table %s.another (n int)",
                "alter table %s.cell add column more int",
                "drop table %s.cell",
                "truncate %s.cell",
                "create index on %s.cell (n)",
                "alter schema %s rename to reports_c",
                "create schema another")) {
            for (String schema : List.of("reports_a", "reports_b")) {
                assertThatThrownBy(() -> {
                            try (Connection service = database.asService();
                                    Statement statement = service.createStatement()) {
                                statement.execute(sql.formatted(schema));
                            }
                        })
                        .as(sql)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    /** Whoever alters one of the two must alter the other. */
    @Test
    void schemasAreAlike() throws SQLException {
        for (String catalogue : List.of(
                "select concat_ws(' ', table_name, row_number() over (partition by table_name order by ordinal_position), column_name, data_type, is_nullable, column_default, generation_expression)"
                        + " from information_schema.columns where table_schema = '%s' order by 1",
                "select replace(indexdef, schemaname, '') from pg_indexes where schemaname = '%s' order by 1",
                "select concat_ws(' ', table_name, constraint_type, constraint_name) from information_schema.table_constraints"
                        + " where table_schema = '%s' and constraint_type <> 'CHECK' order by 1",
                "select concat_ws(' ', table_name, grantee, privilege_type) from information_schema.role_table_grants"
                        + " where table_schema = '%s' order by 1",
                "select relname || relacl::text from pg_class where relnamespace = '%s'::regnamespace and relkind = 'r' order by 1")) {
            assertThat(database.texts(catalogue.formatted("reports_b")))
                    .isNotEmpty()
                    .isEqualTo(database.texts(catalogue.formatted("reports_a")));
        }
        assertThat(database.texts("select tablename from pg_tables where schemaname = 'reports_a'"))
                .containsExactlyInAnyOrderElementsOf(Refold.TABLES);
    }

    /** What makes trouble: twice, late, out of order, merged, given up, forked, lost by its owner, corrected, moved. */
    private void aMixedPast() throws SQLException {
        publisher.publish(participation.at(1));
        seen(participation, 1);
        PublishedEvent first = program.at(1);
        publisher.publish(started.at(3), first);
        seen(program, 1);
        publisher.publish(contracted.at(2), first);
        seen(program, 3);
        State stayed = participation.with("completedOn", "1991-05-01");
        publisher.publishInTransaction(stayed.at(2));
        seen(participation, 2);
        publisher.publish(stayed.with("arrivedOn", "1990-10-01")
                .with("sendingCountry", "VN")
                .at(3));
        seen(participation, 3);

        UUID person = UUID.fromString(String.valueOf(participation.field("participantId")));
        State twin = Published.participation(UUID.randomUUID(), program.id())
                .with("acceptedOn", "1990-07-01")
                .with("arrivedOn", "1990-09-01");
        publisher.publish(twin.at(1));
        seen(twin, 1);
        State merged = Published.participant(UUID.fromString(String.valueOf(twin.field("participantId"))));
        publisher.publish(
                merged.at(1),
                merged.with("state", "MERGED")
                        .with("mergedInto", person.toString())
                        .at(2));
        seen(merged, 2);
        publisher.publish(started.with("leadOffice", "KNS")
                .with("leadOffices", List.of(Map.of("office", "SKK"), Map.of("office", "KNS", "from", "1990-12-01")))
                .at(4));
        seen(program, 4);

        State given = other("1990-06-01");
        publisher.publish(
                given.at(1),
                given.with("scheme", null).at(2),
                given.with("startedOn", "1990-09-01").at(3));
        awaitWaiting(given, "SCHEMA", "WAITS");
        discard(waiting(given).get(0));
        seen(given, 3);
        State forked = other("1990-06-01");
        publisher.publish(forked.at(1), forked.with("adoptedOn", "1991-06-01").at(1));
        awaitWaiting(forked, "FORK");
        State restored = other("1990-06-01");
        publisher.publish(
                restored.at(1), restored.with("contractedOn", "1990-07-01").at(2));
        seen(restored, 2);
        publisher.publish(restored.with("startedOn", "1990-08-01").at(3));
        seen(restored, 3);
        publisher.publish(restored.with("withdrawnOn", "1990-09-01").at(2).inEpoch(2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(total("/v1/reports/schemes?fiscalYear=1990", "programsWithdrawn"))
                        .isEqualTo(1));
        publisher.publish(restored.with("startedOn", "1990-08-01").at(3).inEpoch(2));
        seen(restored, 3);
    }

    private static State other(String adoptedOn) {
        return Published.program(UUID.randomUUID()).with("adoptedOn", adoptedOn);
    }

    private Map<String, String> answers() throws SQLException {
        Map<String, String> answers = new LinkedHashMap<>();
        List<String> positions = database.texts("select seq from fold_batch where events > 0 order by seq");
        for (String position : positions) {
            Response answer = get(MEASURES + "country&groupBy=leadOffice&position=" + position);
            answers.put(position, answer.header("ETag") + figures(answer));
        }
        for (String question : QUESTIONS) {
            answers.put(question, figures(get(question)));
        }
        answers.put(
                "reconciliation",
                String.valueOf(get("/v1/reconciliation").jsonPath().getList("owners.discarded")));
        answers.put("quarantine", figures(asAdministrator().get("/v1/quarantine")));
        return answers;
    }

    /** Without what tells how long ago something was. */
    private static String figures(Response answer) {
        answer.then().statusCode(200);
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(answer.asString());
            body.remove("owners");
            return body.toString();
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static UUID publication() {
        return given().auth()
                .oauth2(Tokens.statistician())
                .contentType("application/json")
                .body(Map.of("fiscalYear", 1990))
                .post("/v1/publications")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
    }

    private static List<Object> revisions(UUID publication) {
        return given().auth()
                .oauth2(Tokens.statistician())
                .get("/v1/publications/%s/revisions".formatted(publication))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static UUID start() {
        return start("");
    }

    private static UUID start(String question) {
        return asAdministrator()
                .post("/v1/rebuilds" + question)
                .then()
                .statusCode(202)
                .body("state", equalTo("RUNNING"))
                .extract()
                .jsonPath()
                .getUUID("id");
    }

    private static JsonPath rebuild(UUID id) {
        return asAdministrator()
                .get("/v1/rebuilds/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Map<String, Object>> differences(UUID id) {
        return asAdministrator()
                .get("/v1/rebuilds/%s/differences?limit=500".formatted(id))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static ValidatableResponse cancel(UUID id) {
        return asAdministrator()
                .post("/v1/rebuilds/%s/cancellation".formatted(id))
                .then();
    }

    private static RequestSpecification asAdministrator() {
        return given().auth().oauth2(Tokens.administrator());
    }

    private static Response get(String path) {
        return given().auth().oauth2(Tokens.statistician()).get(path);
    }

    private static long total(String path, String measure) {
        return get(path).jsonPath().getLong("total.values." + measure);
    }

    private static void seen(State state, int version) {
        await().atMost(PATIENCE)
                .until(() -> get("/v1/reports/schemes?fiscalYear=1990&sees=" + state.eventVersion(version))
                                .statusCode()
                        == 200);
    }

    private void awaitWaiting(State state, String... reasons) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.texts("select reason" + waitingOf(state)))
                        .containsExactly(reasons));
    }

    private List<String> waiting(State state) throws SQLException {
        return database.texts("select public_id" + waitingOf(state));
    }

    private static String waitingOf(State state) {
        return " from quarantined_event where aggregate_id = '%s' and released_seq is null and discarded_at is null order by aggregate_version, id"
                .formatted(state.id());
    }

    private static void discard(String event) {
        asAdministrator()
                .contentType("application/json")
                .body(Map.of("reason", "Sent by a test system"))
                .post("/v1/quarantine/%s/discard".formatted(event))
                .then()
                .statusCode(200);
    }

    private String live() throws SQLException {
        return database.texts("select name from live_schema").get(0);
    }

    private void plant(String sql) throws SQLException {
        assertThat(asOwner(sql.formatted(live()))).as(sql).isPositive();
    }

    private int asOwner(String sql) throws SQLException {
        try (Connection owner = database.asOwner();
                Statement statement = owner.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private Rebuilding rebuilding() {
        return new Rebuilding(dataSource, jdbi, events, refold, clock, connection, false, EVENTS_AT_ONCE);
    }
}
