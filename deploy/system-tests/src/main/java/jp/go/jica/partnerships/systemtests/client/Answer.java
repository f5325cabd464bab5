package jp.go.jica.partnerships.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What a service answered. */
public record Answer(HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public boolean isSuccess() {
        return status() / 100 == 2;
    }

    public String text() {
        return response.body();
    }

    public JsonNode json() {
        return Json.read(response.body());
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The version to send as If-Match. */
    public String etag() {
        return header("ETag").orElseThrow(() -> new IllegalStateException("No ETag in " + this));
    }

    public Optional<EventVersion> eventVersion() {
        return header("Event-Version").map(EventVersion::parse);
    }

    /** The slug at the end of a problem's type, empty if the answer is no problem document. */
    public String problem() {
        String type = json().path("type").asText();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /**
     * This answer, if it is a success.
     *
     * @throws UnexpectedAnswer if not
     */
    public Answer expectSuccess() {
        if (!isSuccess()) {
            throw new UnexpectedAnswer(this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "%s %s -> %d %s".formatted(response.request().method(), response.uri(), status(), response.body());
    }
}
