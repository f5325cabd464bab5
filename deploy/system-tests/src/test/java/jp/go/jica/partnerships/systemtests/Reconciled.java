package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import jp.go.jica.partnerships.systemtests.client.Client;
import org.awaitility.Awaitility;

/** What to ask after any fault: has everything that the owners recorded arrived, and nothing else? */
final class Reconciled {

    // What was recorded in the last minute is not compared yet; then comes the next comparison.
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Reconciled() {}

    /** Returns when all that was recorded before now has been compared and agrees, and nothing waits in quarantine. */
    static void await(LocalSystem system, Client client) {
        Instant since = Instant.now();
        URI asked = URI.create(system.addresses().reporting() + "/v1/reconciliation");
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            JsonNode found = client.get(Fact.ANALYST, asked).expectSuccess().json();
            assertThat(found.path("clean").asBoolean())
                    .as(found.toPrettyString())
                    .isTrue();
            assertThat(found.path("owners"))
                    .hasSize(3)
                    .allSatisfy(owner -> assertThat(
                                    Instant.parse(owner.path("until").asText()))
                            .isAfter(since));
        });
    }
}
