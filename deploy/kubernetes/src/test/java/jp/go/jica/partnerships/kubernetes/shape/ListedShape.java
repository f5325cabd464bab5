package jp.go.jica.partnerships.kubernetes.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an operator's kind are those of a list of our own, which looks like the resource itself: {@code name!} is
 * required, {@code "*"} stands for any name, a list has the shape of its element, and a text is {@code string},
 * {@code integer}, {@code boolean}, {@code scalar} (any of them) or the values that are allowed, as in {@code a|b}.
 */
public final class ListedShape implements Shape {

    private static final String ANY_NAME = "*";

    private final JsonNode listed;

    public ListedShape(JsonNode listed) {
        this.listed = listed;
    }

    @Override
    public List<String> faults(ObjectNode resource) {
        List<String> faults = new ArrayList<>();
        compare("", listed, resource, faults);
        return faults;
    }

    private static void compare(String path, JsonNode shape, JsonNode found, List<String> faults) {
        if (shape.isObject() && found.isObject()) {
            compareFields(path, shape, found, faults);
        } else if (shape.isArray() && found.isArray()) {
            for (int i = 0; i < found.size(); i++) {
                compare("%s[%d]".formatted(path, i), shape.path(0), found.path(i), faults);
            }
        } else if (!shape.isTextual() || !isOne(shape.asText(), found)) {
            faults.add("%s is %s".formatted(path, found.isContainerNode() ? found.getNodeType() : found));
        }
    }

    private static void compareFields(String path, JsonNode shape, JsonNode found, List<String> faults) {
        Set<String> missing = new HashSet<>();
        shape.fieldNames().forEachRemaining(name -> {
            if (name.endsWith("!")) {
                missing.add(name.substring(0, name.length() - 1));
            }
        });
        for (Map.Entry<String, JsonNode> field : found.properties()) {
            String name = field.getKey();
            JsonNode inner = shape.path(missing.remove(name) ? name + "!" : name);
            if (inner.isMissingNode()) {
                inner = shape.path(ANY_NAME);
            }
            if (inner.isMissingNode()) {
                faults.add("%s.%s is not known".formatted(path, name));
            } else {
                compare(path + "." + name, inner, field.getValue(), faults);
            }
        }
        missing.forEach(name -> faults.add("%s.%s is missing".formatted(path, name)));
    }

    private static boolean isOne(String type, JsonNode found) {
        return switch (type) {
            case "string" -> found.isTextual();
            case "integer" -> found.isIntegralNumber();
            case "boolean" -> found.isBoolean();
            case "scalar" -> found.isValueNode() && !found.isNull();
            default -> List.of(type.split("\\|", -1)).contains(found.asText());
        };
    }
}
