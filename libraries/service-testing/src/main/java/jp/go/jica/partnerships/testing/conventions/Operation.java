package jp.go.jica.partnerships.testing.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.StreamSupport;

/**
 * One operation of the service's own description.
 *
 * @param path with its parameters in braces, for example {@code /v1/agreements/{id}/activation}
 */
public record Operation(String method, String path, JsonNode description) {

    public String name() {
        return method + " " + path;
    }

    public boolean is(String httpMethod) {
        return method.equals(httpMethod);
    }

    public boolean takesBody() {
        return description.has("requestBody");
    }

    /** Of its body; empty if it takes none. */
    public String mediaType() {
        JsonNode content = description.path("requestBody").path("content");
        return content.isEmpty() ? "" : content.fieldNames().next();
    }

    /** Of its body, as the description has it; a missing node if it takes none. */
    public JsonNode bodySchema() {
        return description.path("requestBody").path("content").path(mediaType()).path("schema");
    }

    /** Its path with the same text for each parameter. */
    public String at(String id) {
        return path.replaceAll("\\{[^}]*}", Matcher.quoteReplacement(id));
    }

    /** Names of its query parameters. */
    public Set<String> queryParameters() {
        return parameters("query");
    }

    public boolean readsList() {
        return is("GET") && queryParameters().contains("cursor");
    }

    /** Reads one resource that has a version: its path ends with an identifier, and its answer is not a report. */
    public boolean readsOne() {
        return is("GET") && path.endsWith("}");
    }

    /** Whether its path ends with a whole number, of which 0 is one. */
    public boolean isNumbered() {
        return StreamSupport.stream(description.path("parameters").spliterator(), false)
                .anyMatch(parameter -> parameter.path("in").asText().equals("path")
                        && parameter.at("/schema/type").asText().equals("integer"));
    }

    /** Answers figures; how far they lag is in the answer, so that two of the same version differ by it. */
    public boolean reports() {
        return path.startsWith("/v1/reports/");
    }

    /** Adds something new rather than changing what is there. */
    public boolean creates() {
        return is("POST") && description.path("responses").has("201");
    }

    /** Begins something that goes on after its answer. */
    public boolean begins() {
        return is("POST") && description.path("responses").has("202");
    }

    /** Whether its body is a file. */
    public boolean takesFile() {
        return mediaType().equals("text/csv");
    }

    /** Changes something that is there. */
    public boolean changes() {
        return !is("GET") && !creates() && !begins() && path.contains("{") && tellsVersion();
    }

    /** Answers with the version of the event that tells of it: what it changes is a record. */
    public boolean tellsVersion() {
        return StreamSupport.stream(description.path("responses").spliterator(), false)
                .anyMatch(response -> response.path("headers").has("Event-Version"));
    }

    /** Answers without a token. */
    public boolean open() {
        return description.path("security").isEmpty();
    }

    public boolean describes(int status) {
        return description.path("responses").has(Integer.toString(status));
    }

    private Set<String> parameters(String in) {
        Set<String> names = new TreeSet<>();
        description.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals(in)) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    @Override
    public String toString() {
        return name();
    }
}
