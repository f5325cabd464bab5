package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import jp.go.jica.partnerships.systemtests.client.Json;
import jp.go.jica.partnerships.testing.NeedsTool;
import org.junit.jupiter.api.Test;

/** What {@code ./dev up --observability} runs. */
@NeedsTool(command = "prometheus", debianPackage = "prometheus")
@WithLocalSystem
class ObservabilityIT {

    private final URI prometheus;

    ObservabilityIT(LocalSystem system) {
        this.prometheus = URI.create("http://127.0.0.1:" + system.environment().get("PARTNERSHIPS_PROMETHEUS_PORT"));
    }

    @Test
    void everyServiceIsWatchedAndEveryRuleIsEvaluated() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(ask("/api/v1/targets").path("activeTargets"))
                    .hasSize(4)
                    .allSatisfy(
                            target -> assertThat(target.path("health").asText()).isEqualTo("up"));
            assertThat(ask("/api/v1/rules").path("groups"))
                    .isNotEmpty()
                    .allSatisfy(group -> assertThat(group.path("rules"))
                            .isNotEmpty()
                            .allSatisfy(rule ->
                                    assertThat(rule.path("health").asText()).isEqualTo("ok")));
        });
    }

    @Test
    void everyOwnersLagIsMeasuredAndItsRelayIsSeen() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(ask("/api/v1/query?query=reporting_freshness_lag_seconds")
                            .path("result"))
                    .hasSize(3)
                    .allSatisfy(
                            owner -> assertThat(owner.at("/value/1").asDouble()).isLessThan(60));
            assertThat(ask("/api/v1/query?query=partnerships_relay_connected").path("result"))
                    .hasSize(3)
                    .allSatisfy(
                            owner -> assertThat(owner.at("/value/1").asDouble()).isEqualTo(1));
        });
    }

    private JsonNode ask(String question) throws IOException, InterruptedException {
        return Json.read(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(prometheus.resolve(question))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .path("data");
    }
}
