package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import jp.go.jica.partnerships.systemtests.client.Json;
import org.junit.jupiter.api.Test;

/** The realm of production with a real Keycloak: its tokens are accepted, and say what they should. */
@WithLocalSystem
class KeycloakIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void tokensOfTheRealmArriveWithRolesOfficesAndScopes(LocalSystem system) throws IOException, InterruptedException {
        try (Keycloak keycloak = Keycloak.start(system.checkout(), LocalSystem.freePort());
                Instance programs =
                        Instance.start(system, "programs", Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", keycloak.issuer()))) {
            tokenOfAPersonIsUnderstood(programs.address(), keycloak.tokenOfPerson("hanako", "recorder", "SKK"));
            tokenOfASystemIsUnderstood(programs.address(), keycloak);
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
}
