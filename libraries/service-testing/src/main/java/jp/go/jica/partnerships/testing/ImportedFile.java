package jp.go.jica.partnerships.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Files on their way into the service under test, and what is told of them. */
public final class ImportedFile {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private ImportedFile() {}

    public static HttpResponse<String> send(
            String query, String token, String type, byte[] file, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/v1/imports?" + query))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(file));
        headers.forEach(request::header);
        return exchange(request.build());
    }

    public static HttpResponse<String> send(String query, String token, String file) {
        return send(query, token, "text/csv", file.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** The job's address. */
    public static String begun(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    /** The job after its end. */
    public static JsonNode ended(String query, String token, String file) {
        return ended(begun(send(query, token, file)), token);
    }

    public static JsonNode ended(String job, String token) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> json(get(job, token)), told -> told.hasNonNull("endedAt"));
    }

    public static HttpResponse<String> get(String path, String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** What has become of the job's rows, in one line. */
    public static String counts(JsonNode job) {
        return "%s: created %d, changed %d, unchanged %d, failed %d, warnings %d"
                .formatted(
                        job.path("state").asText(),
                        job.path("created").asInt(),
                        job.path("changed").asInt(),
                        job.path("unchanged").asInt(),
                        job.path("failed").asInt(),
                        job.path("warningCount").asInt());
    }

    /** What is told of the job's rows, each as line, column, code and sentence. */
    public static List<String> told(JsonNode job, String token) {
        List<String> told = new ArrayList<>();
        json(get(job.path("errors").asText() + "?limit=500", token))
                .path("items")
                .forEach(each -> told.add("%d %s %s: %s"
                        .formatted(
                                each.path("line").asLong(),
                                each.path("column").asText(),
                                each.path("code").asText(),
                                each.path("detail").asText())));
        return told;
    }

    private static URI address(String path) {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + path);
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
