package jp.go.jica.partnerships.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Bearer tokens of the local issuer, kept until shortly before they end. */
public final class Tokens {

    // Longer than any request takes, so that no token ends on its way.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final HttpClient http;
    private final URI issuer;
    private final Clock clock;
    private final Map<Subject, Token> kept = new ConcurrentHashMap<>();

    public Tokens(HttpClient http, URI issuer, Clock clock) {
        this.http = http;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * A token with which to speak for the subject.
     *
     * @throws IOException if the issuer cannot be reached or gives no token
     */
    public String of(Subject subject) throws IOException, InterruptedException {
        Token token = kept.get(subject);
        if (token == null || clock.instant().isAfter(token.renewAt())) {
            token = request(subject);
            kept.put(subject, token);
        }
        return token.value();
    }

    private Token request(Subject subject) throws IOException, InterruptedException {
        Map<String, String> form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "system-tests",
                "client_secret",
                "local",
                "subject",
                subject.name(),
                "roles",
                subject.role(),
                "offices",
                String.join(" ", subject.offices()));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(issuer.resolve("/partnerships/token"))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"))))
                        .build(),
                BodyHandlers.ofString());
        JsonNode token = Json.read(answer.body());
        if (answer.statusCode() != 200 || !token.hasNonNull("access_token")) {
            throw new IOException(
                    "The token issuer at %s answers %d: %s".formatted(issuer, answer.statusCode(), answer.body()));
        }
        Instant end = clock.instant().plusSeconds(token.path("expires_in").asLong(60));
        return new Token(token.path("access_token").asText(), end.minus(MARGIN));
    }

    private record Token(String value, Instant renewAt) {
        @Override
        public String toString() {
            return "a token to be renewed at " + renewAt;
        }
    }
}
