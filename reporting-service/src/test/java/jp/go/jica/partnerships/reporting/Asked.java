package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jp.go.jica.partnerships.testing.Tokens;

/** Questions to the running service as a caller asks them. */
public final class Asked {

    // Two for each test, so that no test counts what another has published; all in the past, where dated facts count.
    // Fields get theirs before each test, not where they are declared: each test has a second instance, which would
    // take years too.
    private static final int FIRST_YEAR = 1952;

    private static final AtomicInteger NEXT_YEAR = new AtomicInteger(FIRST_YEAR);
    // There are not enough of them for all tests.
    private static final AtomicInteger NEXT_EARLY_YEAR = new AtomicInteger(1900);

    private Asked() {}

    /** A fiscal year that is this test's own, as is the one after it. */
    static int ownYear() {
        int year = NEXT_YEAR.getAndAdd(2);
        assertThat(year + 1)
                .as("no year is left")
                .isLessThan(LocalDate.now(ZoneOffset.UTC).getYear());
        return year;
    }

    /** A fiscal year of its own for a test that is not about what is known of countries and offices by year. */
    static int ownEarlyYear() {
        return ownEarlyYears(1);
    }

    /** Likewise, the first of several. */
    static int ownEarlyYears(int howMany) {
        int year = NEXT_EARLY_YEAR.getAndAdd(howMany);
        assertThat(year + howMany).as("no early year is left").isLessThanOrEqualTo(FIRST_YEAR);
        return year;
    }

    static Response get(String path) {
        return given().auth().oauth2(Tokens.analyst()).get(path);
    }

    /** The answer once these changes are in it; a busy machine may need more than the service's own patience. */
    static JsonPath seen(String path, String... changes) {
        return seenResponse(path, changes).jsonPath();
    }

    static Response seenResponse(String path, String... changes) {
        Response answer = await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> given().auth()
                                .oauth2(Tokens.analyst())
                                .queryParam("sees", List.of(changes))
                                .get(path),
                        response -> response.statusCode() != 503);
        answer.then().statusCode(200);
        return answer;
    }

    static long total(JsonPath answer, String measure) {
        return answer.getLong("total.values." + measure);
    }

    /** The value in the row with this key. */
    static long value(JsonPath answer, String dimension, Object key, String measure) {
        String quoted = key instanceof Number ? key.toString() : "'" + key + "'";
        return answer.getLong("rows.find { it.key." + dimension + " == " + quoted + " }.values." + measure);
    }
}
