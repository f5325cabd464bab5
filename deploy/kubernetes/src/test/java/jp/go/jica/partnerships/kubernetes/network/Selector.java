package jp.go.jica.partnerships.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.kubernetes.Resource;

/** Which labels are meant; an empty selector means all. */
record Selector(JsonNode node) {

    boolean matches(Map<String, String> labels) {
        return labels.entrySet()
                        .containsAll(Resource.texts(node.path("matchLabels")).entrySet())
                && Resource.elements(node.path("matchExpressions")).stream()
                        .allMatch(expression -> matches(expression, labels));
    }

    private static boolean matches(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.path("key").asText());
        List<String> values = Resource.elements(expression.path("values")).stream()
                .map(JsonNode::asText)
                .toList();
        return switch (expression.path("operator").asText()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException("No operator: " + expression);
        };
    }
}
