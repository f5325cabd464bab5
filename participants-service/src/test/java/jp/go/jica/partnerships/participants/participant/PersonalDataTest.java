package jp.go.jica.partnerships.participants.participant;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.accepted;
import static jp.go.jica.partnerships.participants.Requests.arrived;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.person;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** Names, birth dates, contacts and employers stand in one table and nowhere else. */
@QuarkusTest
@WithRealServers(service = "participants")
class PersonalDataTest {

    private static final List<String> PERSONAL =
            List.of("Keomany", "Bounthavy", "1985-01-02", "Sekong Fan Weavers", "b.keomany@example.org");

    @Inject
    AgroalDataSource dataSource;

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Test
    void neitherTheJournalNorAnyOtherTableNorTheLogHoldsAnythingPersonal() throws Exception {
        String number = newNumber();
        String id;
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = keeping(logged);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            id = recorder().body(person(number)).post(PARTICIPANTS).path("id");
            Response nominated = recorder()
                    .body(nomination(id, new PublishedPrograms(publisher, database).adoptedRun()))
                    .post(PARTICIPATIONS);
            step(arrived(accepted(nominated)), "completion", "{\"completedOn\":\"2015-11-20\"}")
                    .then()
                    .statusCode(200);
            refusedInEveryWay(number);
            failsInEveryWay();
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).as("the capture works").anyMatch(line -> line.contains("SQLSTATE 23505"));
        assertThat(logged).as("faults are among them").anyMatch(line -> line.contains("Unforeseen failure"));
        assertThat(String.join("\n", logged)).doesNotContain(PERSONAL).doesNotContain(number);
        assertThat(rowsOf("domain_event", "participant", "participation"))
                .doesNotContain(PERSONAL)
                .doesNotContain(number);
        assertThat(new ObjectMapper().readTree(journalOf(id)).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "version", "state", "registeredBy", "recordedAt");
    }

    @Test
    void theServicesDriverDoesNotRepeatARowThatPostgresRefuses() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> {
                    try (Connection connection = dataSource.getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("insert into person_key (participant_id, wrapped_by)"
                                + " values (gen_random_uuid(), 'Keomany')");
                    }
                })
                .matches(refusal -> refusal.getSQLState().equals("23502"))
                .withMessageNotContaining("Keomany");
    }

    private void refusedInEveryWay(String takenNumber) {
        recorder().body(person(takenNumber)).post(PARTICIPANTS).then().statusCode(409);
        recorder()
                .body(person(newNumber()).replace("\"F\"", "\"female\""))
                .post(PARTICIPANTS)
                .then()
                .statusCode(400);
        recorder()
                .body(person(newNumber()).replace("\"LA\"", "\"Keomany\""))
                .post(PARTICIPANTS)
                .then()
                .statusCode(400);
        recorder()
                .body(person(newNumber()).replace("}}", "}"))
                .post(PARTICIPANTS)
                .then()
                .statusCode(400);
        database.whileAway(() ->
                recorder().body(person(newNumber())).post(PARTICIPANTS).then().statusCode(503));
    }

    private void failsInEveryWay() throws SQLException {
        for (String[] fault : new String[][] {
            {"alter table person rename to person_away", "alter table person_away rename to person"},
            {"alter table person rename sealed to away", "alter table person rename away to sealed"}
        }) {
            asOwner(fault[0]);
            try {
                recorder().body(person(newNumber())).post(PARTICIPANTS).then().statusCode(500);
            } finally {
                asOwner(fault[1]);
            }
        }
        for (String unreadable : List.of("Keomany", "[\"Keomany\"]", "{\"Keomany\":\"b.keomany@example.org\"}")) {
            recorder().body(unreadable).post(PARTICIPANTS).then().statusCode(400);
        }
        recorder().body(person("Keomany\\u0000")).post(PARTICIPANTS).then().statusCode(400);
        recorder()
                .body(person(newNumber()).replace("1985-01-02", "Keomany"))
                .post(PARTICIPANTS)
                .then()
                .statusCode(400);
        recorder()
                .body(person(newNumber()).replace("b.keomany@example.org", "Keomany"))
                .post(PARTICIPANTS)
                .then()
                .statusCode(400);
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String rowsOf(String... tables) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.asService();
                var statement = connection.createStatement()) {
            for (String table : tables) {
                try (var all = statement.executeQuery("select t::text from %s t".formatted(table))) {
                    while (all.next()) {
                        rows.add(all.getString(1));
                    }
                }
            }
        }
        return String.join("\n", rows);
    }

    private String journalOf(String participantId) throws SQLException {
        try (Connection connection = database.asService();
                var row = connection
                        .createStatement()
                        .executeQuery("select data -> 'after' from domain_event where aggregate_id = '%s'"
                                .formatted(participantId))) {
            row.next();
            return row.getString(1);
        }
    }

    private static Handler keeping(List<String> lines) {
        Formatter formatter = new SimpleFormatter();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(formatter.format(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        return handler;
    }
}
