package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.systemtests.client.Json;
import org.junit.jupiter.api.Test;

/** The realm of production with a real Keycloak: its tokens are accepted, and say what they should. */
@WithLocalSystem
class KeycloakIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void tokensOfTheRealmArriveWithRolesOfficesAndScopes(LocalSystem system) throws IOException, InterruptedException {
        try (Keycloak keycloak = Keycloak.start(system.checkout(), LocalSystem.freePort())) {
            int port = LocalSystem.freePort();
            Process service = programsService(system, keycloak, port);
            try {
                URI address = URI.create("http://127.0.0.1:" + port);
                awaitReady(address, service);
                tokenOfAPersonIsUnderstood(address, keycloak.tokenOfPerson("hanako", "recorder", "SKK"));
                tokenOfASystemIsUnderstood(address, keycloak);
            } finally {
                service.destroy();
                service.waitFor(20, TimeUnit.SECONDS);
            }
        }
    }

    private void tokenOfAPersonIsUnderstood(URI service, String token) throws IOException, InterruptedException {
        JsonNode me = Json.read(get(service.resolve("/v1/me"), token).body());
        assertThat(me.path("roles").toString()).isEqualTo("[\"recorder\"]");
        assertThat(me.path("offices").toString()).isEqualTo("[\"SKK\"]");
        assertThat(me.path("permissions").toString()).contains("\"record\"").doesNotContain("approve");
        assertThat(me.path("subject").asText()).hasSize(36);
    }

    private void tokenOfASystemIsUnderstood(URI service, Keycloak keycloak) throws IOException, InterruptedException {
        URI programs = service.resolve("/v1/programs");
        assertThat(get(programs, keycloak.tokenOfSystem("reports:read")).statusCode())
                .isEqualTo(403);
        String reader = keycloak.tokenOfSystem("programs:read");
        assertThat(get(programs, reader).statusCode()).isEqualTo(200);
        JsonNode me = Json.read(get(service.resolve("/v1/me"), reader).body());
        assertThat(me.path("roles").toString()).isEqualTo("[\"system\"]");
        assertThat(me.path("offices").toString()).isEqualTo("[\"*\"]");
        assertThat(post(programs, reader).statusCode()).isEqualTo(403);
        assertThat(post(programs, keycloak.tokenOfSystem("programs:write")).statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> get(URI address, String token) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI address, String token) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** One more instance of the running system's programs-service, which trusts Keycloak. */
    private static Process programsService(LocalSystem system, Keycloak keycloak, int port) throws IOException {
        Path jar = system.checkout().resolve("programs-service/target/quarkus-app/quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/programs-with-keycloak.log"));
        builder.environment().putAll(system.environmentOf("programs"));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        keycloak.issuer()));
        return builder.start();
    }

    private void awaitReady(URI service, Process process) {
        await("target/programs-with-keycloak.log")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    assertThat(process.isAlive()).isTrue();
                    try {
                        return http.send(
                                                HttpRequest.newBuilder(service.resolve("/q/health/ready"))
                                                        .build(),
                                                BodyHandlers.discarding())
                                        .statusCode()
                                == 200;
                    } catch (ConnectException notYet) {
                        return false;
                    }
                });
    }
}
