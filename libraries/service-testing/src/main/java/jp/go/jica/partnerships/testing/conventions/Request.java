package jp.go.jica.partnerships.testing.conventions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request to the service under test; each method gives a changed copy.
 *
 * @param path absolute path with query
 * @param body null for none
 */
public record Request(
        String method,
        String path,
        Map<String, String> headers,
        @Nullable String body) {

    public Request {
        headers = Map.copyOf(headers);
    }

    /** Without a token. */
    public static Request anonymous(String method, String path) {
        return new Request(method, path, Map.of(), null);
    }

    public static Request get(String path, String token) {
        return new Request("GET", path, Map.of("Authorization", "Bearer " + token), null);
    }

    /** A POST with a JSON body. */
    public static Request post(String path, String token, String body) {
        return get(path, token)
                .method("POST")
                .with("Content-Type", "application/json")
                .body(body);
    }

    /** A POST of a CSV file. */
    public static Request upload(String path, String token, String file) {
        return post(path, token, file).with("Content-Type", "text/csv");
    }

    /** A PATCH with a merge patch, or a POST of a change, of the version of the resource that was read. */
    public static Request patch(String path, String token, String etag, String body) {
        return get(path, token)
                .method("PATCH")
                .with("Content-Type", "application/merge-patch+json")
                .with("If-Match", etag)
                .body(body);
    }

    public Request method(String name) {
        return new Request(name, path, headers, body);
    }

    public Request path(String other) {
        return new Request(method, other, headers, body);
    }

    /** The same with one more query parameter, which is written as it is. */
    public Request query(String parameter) {
        return path(path + (path.contains("?") ? "&" : "?") + parameter);
    }

    public Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, path, more, body);
    }

    public Request without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new Request(method, path, fewer, body);
    }

    public Request token(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Request body(String text) {
        return new Request(method, path, headers, text);
    }

    /** What the service under test answers. */
    public Reply send() {
        return Wire.exchange(this);
    }

    /** The same without waiting, for requests side by side. */
    public CompletableFuture<Reply> sending() {
        return CompletableFuture.supplyAsync(this::send);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
