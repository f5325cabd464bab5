package jp.go.jica.partnerships.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientTest {

    private static final Subject RECORDER = Subject.of("somebody", "recorder", "SKK", "KNS");

    private final Queue<Scripted> script = new ArrayDeque<>();
    private final List<String> tokenRequests = new ArrayList<>();
    private final List<String> bearers = new ArrayList<>();
    private final List<EventVersion> acknowledged = new ArrayList<>();
    private final HttpServer server;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    ClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private record Scripted(int status, Map<String, String> headers) {}

    @BeforeEach
    void start() {
        server.createContext("/partnerships/token", exchange -> {
            tokenRequests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 200, "{\"access_token\":\"t%d\",\"expires_in\":3600}".formatted(tokenRequests.size()));
        });
        server.createContext("/v1/", exchange -> {
            bearers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Scripted next = script.remove();
            next.headers().forEach(exchange.getResponseHeaders()::add);
            answer(exchange, next.status(), "{}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void changeThatWasAnsweredIsAcknowledged() throws Exception {
        script.add(new Scripted(201, Map.of("Event-Version", "programs/a/1")));

        post();

        assertThat(acknowledged).containsExactly(new EventVersion("programs", "a", 1));
    }

    @Test
    void refusedChangeIsNotAcknowledged() throws Exception {
        script.add(new Scripted(409, Map.of()));

        assertThat(post().status()).isEqualTo(409);
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void whatTheServiceAsksToRepeatIsRepeated() throws Exception {
        script.add(new Scripted(503, Map.of("Retry-After", "0")));
        script.add(new Scripted(422, Map.of("Retry-After", "0")));
        script.add(new Scripted(201, Map.of("Event-Version", "programs/a/1")));

        assertThat(post().status()).isEqualTo(201);
        assertThat(acknowledged).hasSize(1);
    }

    @Test
    void brokenRuleIsNotRepeated() throws Exception {
        script.add(new Scripted(422, Map.of()));

        assertThat(post().status()).isEqualTo(422);
    }

    @Test
    void tokenIsKeptUntilShortlyBeforeItEnds() throws Exception {
        Client client = client(Duration.ofSeconds(5));
        for (int minutes : new int[] {0, 58, 2}) {
            now = now.plus(Duration.ofMinutes(minutes));
            script.add(new Scripted(200, Map.of()));
            client.get(RECORDER, address("/v1/programs"));
        }

        assertThat(bearers).containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
        assertThat(tokenRequests.get(0))
                .contains("subject=somebody")
                .contains("roles=recorder")
                .contains("offices=SKK+KNS");
    }

    @Test
    void serviceThatIsAwayForTooLongIsUnreachable() {
        server.stop(0);

        assertThatThrownBy(() -> client(Duration.ofMillis(300)).get(RECORDER, address("/v1/programs")))
                .isInstanceOf(Unreachable.class);
    }

    private Answer post() throws InterruptedException {
        return client(Duration.ofSeconds(5)).post(RECORDER, address("/v1/programs"), Map.of());
    }

    private Client client(Duration patience) {
        Addresses addresses = new Addresses(address(""), address(""), address(""), address(""), address(""), "");
        InstantSource movable = () -> now;
        return new Client(addresses, patience, acknowledged::add, movable.withZone(ZoneOffset.UTC));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
