package jp.go.jica.partnerships.participants.participant;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.person;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** What whoever gets hold of the database, but not of the keys, can read of persons: nothing. */
@QuarkusTest
@WithRealServers(service = "participants")
class SealedPersonsTest {

    @FromServers
    ServiceDatabase database;

    @Test
    void noTableHoldsAnythingPersonalInTheClear() throws SQLException {
        String number = newNumber();
        recorder().body(person(number)).post(PARTICIPANTS).then().statusCode(201);
        recorder()
                .header("Idempotency-Key", "k-" + number)
                .body(person(newNumber()))
                .post(PARTICIPANTS)
                .then()
                .statusCode(201);
        String all = String.join("\n", everything());
        // As text, and as bytea is written.
        for (String personal :
                List.of(number, "Keomany", "Bounthavy", "1985-01-02", "Sekong Fan Weavers", "b.keomany@example.org")) {
            assertThat(all)
                    .doesNotContainIgnoringCase(personal)
                    .doesNotContain(java.util.HexFormat.of()
                            .formatHex(personal.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    @Test
    void twoPersonsWithTheSameNameAreNotSealedAlike() throws SQLException {
        registered();
        registered();
        assertThat(database.texts("select count(sealed) - count(distinct sealed) from person"))
                .containsExactly("0");
        assertThat(database.texts("select count(*) - count(distinct wrapped) from person_key"))
                .containsExactly("0");
    }

    @Test
    void everyPersonHasAKeyOfItsOwnAndTheNameOfTheKeyThatWrappedIt() throws SQLException {
        String id = registered();
        assertThat(database.texts("select wrapped_by from person_key where participant_id = '%s'".formatted(id)))
                .containsExactly("1");
    }

    @Test
    void aSealedRowThatIsCopiedToAnotherPersonDoesNotOpenThere() throws SQLException {
        String victim = registered();
        String forged = registered();
        try (Connection connection = database.asService();
                var statement = connection.createStatement()) {
            statement.execute(
                    "update person set sealed = (select sealed from person where participant_id = '%s') where participant_id = '%s'"
                            .formatted(victim, forged));
        }
        recorder().get(PARTICIPANTS + "/" + forged).then().statusCode(500);
        try (Connection connection = database.asService();
                var statement = connection.createStatement()) {
            // So that lists of other tests can be read again.
            statement.execute("update person set sealed = null where participant_id = '%s'".formatted(forged));
        }
    }

    private List<String> everything() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : database.texts(
                "select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename not like 'flyway%'")) {
            rows.addAll(database.texts("select t::text from %s t".formatted(table)));
        }
        return rows;
    }
}
