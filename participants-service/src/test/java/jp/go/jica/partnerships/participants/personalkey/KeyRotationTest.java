package jp.go.jica.partnerships.participants.personalkey;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.as;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.recorderWithPurpose;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** All keys come to be wrapped by the current key, while persons are read. */
@QuarkusTest
@WithRealServers(service = "participants")
class KeyRotationTest {

    @FromServers
    ServiceDatabase database;

    @Test
    void whatWasWrappedByAnotherKeyIsWrappedAnewAndReadsAsBefore() throws SQLException {
        String one = registered();
        String other = registered();
        before(one, other);
        String wrapped = wrapped(one);
        as(Tokens.administrator())
                .body("{\"atMost\":1}")
                .post("/v1/key-rotations")
                .then()
                .statusCode(200)
                .body("currentKey", equalTo("1"))
                .body("rewrapped", equalTo(1))
                .body("remaining", greaterThanOrEqualTo(1));
        as(Tokens.administrator())
                .body("{}")
                .post("/v1/key-rotations")
                .then()
                .statusCode(200)
                .body("remaining", equalTo(0));
        assertThat(wrapped(one)).isNotEqualTo(wrapped);
        recorderWithPurpose().get(PARTICIPANTS + "/" + one).then().body("name.family", equalTo("Keomany"));
    }

    @Test
    void onlyAdministratorsRotateKeys() {
        recorder().body("{}").post("/v1/key-rotations").then().statusCode(403);
        as(Tokens.privacyOfficer()).body("{}").post("/v1/key-rotations").then().statusCode(403);
    }

    private void before(String... ids) throws SQLException {
        try (Connection connection = database.asService();
                var statement = connection.createStatement()) {
            statement.execute(
                    "update person_key set wrapped_by = 'an older one' where participant_id = any('{%s}'::uuid[])"
                            .formatted(String.join(",", ids)));
        }
    }

    private String wrapped(String id) throws SQLException {
        try (Connection connection = database.asService();
                var row = connection
                        .createStatement()
                        .executeQuery(
                                "select wrapped::text from person_key where participant_id = '%s'".formatted(id))) {
            row.next();
            return row.getString(1);
        }
    }
}
