package jp.go.jica.partnerships.testing.conventions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.Map;

/**
 * An answer of the service under test.
 *
 * @param asked the request that it answers
 * @param headers by their names in lower case
 */
public record Reply(Request asked, int status, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The value of a header; empty if it is not there. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String mediaType() {
        return header("Content-Type").split(";", -1)[0];
    }

    public boolean successful() {
        return status / 100 == 2;
    }

    /** Whether it is a problem document of its own status, with a type of this system. */
    public boolean problem() {
        return mediaType().equals("application/problem+json")
                && json().path("status").asInt() == status
                && json().path("type").asText().startsWith("/problems/");
    }

    /** The body; a missing node if it is no JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            return JSON.missingNode();
        }
    }

    /** What was answered, for a message of a failed test. */
    @Override
    public String toString() {
        return shortened(asked.toString()) + " → " + status + " " + shortened(body);
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
