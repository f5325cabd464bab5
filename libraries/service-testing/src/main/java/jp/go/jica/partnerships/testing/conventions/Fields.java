package jp.go.jica.partnerships.testing.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The fields of a body, at whatever depth, as its schema has them. */
final class Fields {

    private static final int DEEPEST = 8;

    private Fields() {}

    /** What a field may hold, as far as it matters for breaking it. */
    enum Kind {
        TEXT,
        DAY,
        NUMBER,
        OTHER
    }

    /**
     * One field.
     *
     * @param path names of fields, and 0 for the first entry of a list
     */
    record Field(List<String> path, Kind kind) {

        /** A copy of the body with this value there, and what has to be around it. */
        JsonNode in(JsonNode body, JsonNode value) {
            return set(body.deepCopy(), path, value);
        }

        private static JsonNode set(JsonNode parent, List<String> path, JsonNode value) {
            if (path.isEmpty()) {
                return value;
            }
            String step = path.get(0);
            List<String> rest = path.subList(1, path.size());
            if (step.equals("0")) {
                ArrayNode list = parent instanceof ArrayNode given ? given : JsonNodeFactory.instance.arrayNode();
                JsonNode changed = set(list.path(0), rest, value);
                if (list.isEmpty()) {
                    list.add(changed);
                } else {
                    list.set(0, changed);
                }
                return list;
            }
            ObjectNode object = parent instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
            object.set(step, set(object.path(step), rest, value));
            return object;
        }
    }

    static List<Field> of(JsonNode schema, Described described) {
        List<Field> fields = new ArrayList<>();
        collect(schema, described, List.of(), fields);
        return fields;
    }

    private static void collect(JsonNode schema, Described described, List<String> path, List<Field> into) {
        // Of what may also be null, the other form comes first.
        JsonNode resolved =
                described.resolved(schema.has("anyOf") ? schema.path("anyOf").path(0) : schema);
        if (!path.isEmpty()) {
            into.add(new Field(path, kind(resolved)));
        }
        if (path.size() < DEEPEST) {
            resolved.path("properties")
                    .properties()
                    .forEach(property -> collect(property.getValue(), described, with(path, property.getKey()), into));
            if (resolved.has("items")) {
                collect(resolved.path("items"), described, with(path, "0"), into);
            }
        }
    }

    private static Kind kind(JsonNode schema) {
        String types = schema.path("type").toString();
        if (types.contains("integer") || types.contains("number")) {
            return Kind.NUMBER;
        }
        if (types.contains("string")) {
            return schema.path("format").asText().equals("date") ? Kind.DAY : Kind.TEXT;
        }
        return Kind.OTHER;
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
