package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One trace shows the way of a fact: the request, its line in the journal, the relay and the fold. */
@WithLocalSystem
class TraceIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final LocalSystem system;
    private final Client client;
    private final ExportedSpans exported = new ExportedSpans();

    TraceIT(LocalSystem system) throws IOException {
        this.system = system;
        this.client = new Client(system.addresses(), Duration.ofSeconds(30), change -> {}, Clock.systemUTC());
    }

    @Test
    void requestIsFollowedByItsTraceFromTheAnswerToTheFold() throws Exception {
        try (Instance programs = Instance.start(system, "programs", exported.exporting());
                Instance reporting = Instance.start(system, "reporting", exported.exporting())) {
            assertThat(reporting.address()).isNotEqualTo(programs.address());
            Answer created = propose(programs.address());
            assertThat(created.header("traceresponse").orElse("")).startsWith("00-" + TRACE + "-");
            assertThat(client.get(
                                    Fact.RECORDER,
                                    programs.address().resolve("/v1/programs/" + Fact.id(created) + "/history"))
                            .expectSuccess()
                            .json()
                            .at("/items/0/traceId")
                            .asText())
                    .isEqualTo(TRACE);
            // Each of the two instances that fold now has some of the partitions; only this one exports.
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                propose(programs.address());
                assertThat(spans("programs-service", "POST /v1/programs")).isPositive();
                assertThat(spans("programs-service", "append programs.program-proposed.v1"))
                        .isPositive();
                assertThat(spans("reporting-service", "process programs.program.v1"))
                        .isPositive();
            });
        }
    }

    @AfterEach
    void stopReceiving() {
        exported.close();
    }

    private long spans(String service, String name) {
        String id = new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
        return exported.requests().stream()
                .filter(request -> request.contains(service) && request.contains(name) && request.contains(id))
                .count();
    }

    private Answer propose(URI programs) throws InterruptedException {
        return client.send(
                        Fact.RECORDER,
                        HttpRequest.newBuilder(programs.resolve("/v1/programs"))
                                .header("Content-Type", "application/json")
                                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                .POST(BodyPublishers.ofString(Json.write(Fact.programBody("OKN", "TV")))))
                .expectSuccess();
    }
}
