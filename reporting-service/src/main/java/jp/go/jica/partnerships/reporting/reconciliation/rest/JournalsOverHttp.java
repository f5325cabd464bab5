package jp.go.jica.partnerships.reporting.reconciliation.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.journal.digest.DigestEntry;
import jp.go.jica.partnerships.reporting.reconciliation.OwnerAway;
import jp.go.jica.partnerships.reporting.reconciliation.OwnerJournals;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Asks the owners as a system of its own: by client credentials, for the scope {@code journal:digest}. */
@Singleton
public class JournalsOverHttp implements OwnerJournals {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    // An owner may have to add up a day.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
    private static final int PAGE = 500;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Map<String, String> addresses;
    private final Optional<String> issuer;
    private final String clientId;
    private final Optional<String> clientSecret;
    private final Clock clock;
    private @Nullable Token token;

    public JournalsOverHttp(
            @ConfigProperty(name = "partnerships.owners.address") Map<String, String> addresses,
            @ConfigProperty(name = "partnerships.owners.issuer") Optional<String> issuer,
            @ConfigProperty(name = "partnerships.owners.client-id") String clientId,
            @ConfigProperty(name = "partnerships.owners.client-secret") Optional<String> clientSecret,
            Clock clock) {
        this.addresses = Map.copyOf(addresses);
        this.issuer = issuer;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.clock = clock;
    }

    @Override
    public Digest digest(String owner) throws OwnerAway {
        return read(ask(owner, ""), new TypeReference<>() {});
    }

    @Override
    public List<DigestEntry> entries(String owner, int bucket, Instant until) throws OwnerAway {
        List<DigestEntry> entries = new ArrayList<>();
        String path = "/%d?until=%s&limit=%d".formatted(bucket, until, PAGE);
        String cursor = "";
        do {
            Page page = read(ask(owner, path + cursor), new TypeReference<>() {});
            entries.addAll(page.items());
            cursor = page.nextCursor() == null ? "" : "&cursor=" + page.nextCursor();
        } while (!cursor.isEmpty());
        return entries;
    }

    private record Page(List<DigestEntry> items, @Nullable String nextCursor) {}

    private String ask(String owner, String path) throws OwnerAway {
        URI address = URI.create(Objects.requireNonNull(addresses.get(owner), owner) + "/v1/journal/digest" + path);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token())
                .header("Accept", "application/json"));
        if (answer.statusCode() == 401) {
            // It may have been withdrawn, or the issuer may have new keys: the next comparison asks for another one.
            forgetToken();
        }
        return body(answer, address);
    }

    private synchronized void forgetToken() {
        token = null;
    }

    private synchronized String token() throws OwnerAway {
        Token held = token;
        if (held == null || !clock.instant().isBefore(held.until())) {
            held = newToken();
            token = held;
        }
        return held.text();
    }

    private Token newToken() throws OwnerAway {
        URI discovery = URI.create(issuer.orElseThrow(() -> new OwnerAway("No token issuer is configured"))
                + "/.well-known/openid-configuration");
        URI endpoint = URI.create(
                read(body(send(HttpRequest.newBuilder(discovery)), discovery), new TypeReference<JsonNode>() {})
                        .path("token_endpoint")
                        .asText());
        Instant asked = clock.instant();
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        clientSecret.orElse(""),
                        "scope",
                        "journal:digest"))));
        JsonNode answer = read(body(send(request), endpoint), new TypeReference<>() {});
        return new Token(
                answer.path("access_token").asText(),
                asked.plusSeconds(answer.path("expires_in").asLong()).minus(BEFORE_EXPIRY));
    }

    private record Token(String text, Instant until) {}

    private HttpResponse<String> send(HttpRequest.Builder request) throws OwnerAway {
        HttpRequest timed = request.timeout(PATIENCE).build();
        try {
            return http.send(timed, BodyHandlers.ofString());
        } catch (IOException silent) {
            throw new OwnerAway("%s does not answer".formatted(timed.uri().getAuthority()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new OwnerAway("stopped while waiting");
        }
    }

    private static String body(HttpResponse<String> answer, URI asked) throws OwnerAway {
        if (answer.statusCode() != 200) {
            throw new OwnerAway(
                    "%s%s answers %d".formatted(asked.getAuthority(), asked.getPath(), answer.statusCode()));
        }
        return answer.body();
    }

    private static <T> T read(String body, TypeReference<T> type) throws OwnerAway {
        try {
            return JSON.readValue(body, type);
        } catch (JsonProcessingException malformed) {
            throw new OwnerAway("the answer is not as described: " + malformed.getOriginalMessage());
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
