package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Short requests to this machine. */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Http() {}

    static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    static HttpResponse<String> post(String address, String contentType, String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> putJson(String address, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    /** Ready as soon as the address answers 200. */
    static Readiness answers(String address) {
        return () -> {
            try {
                return send(HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(1)))
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest whole = request.build();
        return CLIENT.send(
                whole.timeout().isPresent() ? whole : request.timeout(LIMIT).build(), BodyHandlers.ofString());
    }
}
