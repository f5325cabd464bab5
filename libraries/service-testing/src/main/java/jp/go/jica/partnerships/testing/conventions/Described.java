package jp.go.jica.partnerships.testing.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What the service under test says of itself in the description that it serves. */
public final class Described {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;

    private Described(JsonNode document) {
        this.document = document;
    }

    static Described ofNothing() {
        return new Described(MissingNode.getInstance());
    }

    public static Described served() {
        return new Described(
                Request.anonymous("GET", "/q/openapi?format=json").send().json());
    }

    public JsonNode document() {
        return document;
    }

    /** What a reference points to, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(document.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    /** Those below {@code /v1}, in the order of the description. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> path.getKey().startsWith("/v1/") && METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /** The addresses of the problem types. */
    public Set<String> problemTypes() {
        Set<String> types = new TreeSet<>();
        document.at("/components/schemas/Problem/properties/type/enum").forEach(type -> types.add(type.asText()));
        return types;
    }
}
