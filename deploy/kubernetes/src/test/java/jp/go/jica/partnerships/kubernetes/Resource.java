package jp.go.jica.partnerships.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One resource as it is sent to Kubernetes. */
public record Resource(ObjectNode node) {

    public String apiVersion() {
        return text("/apiVersion");
    }

    public String kind() {
        return text("/kind");
    }

    public String name() {
        return text("/metadata/name");
    }

    /** For a finding: {@code Deployment programs-service}. */
    public String title() {
        return kind() + " " + name();
    }

    /** What stands there, a missing node where nothing does. */
    public JsonNode at(String pointer) {
        return node.at(pointer);
    }

    /** What stands there, empty where nothing does. */
    public String text(String pointer) {
        return at(pointer).asText();
    }

    public Map<String, String> labels() {
        return texts(at("/metadata/labels"));
    }

    /** The fields of an object and their values as texts. */
    public static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    /** The elements of a list; none where nothing stands. */
    public static List<JsonNode> elements(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements;
    }
}
