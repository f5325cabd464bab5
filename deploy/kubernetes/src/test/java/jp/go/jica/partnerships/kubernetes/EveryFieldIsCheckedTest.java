package jp.go.jica.partnerships.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.go.jica.partnerships.kubernetes.rules.FieldsAreKnown;
import jp.go.jica.partnerships.testing.NeedsTool;
import org.junit.jupiter.api.Test;

/** Whatever field of whatever resource is mistyped, it is found. */
@NeedsTool(command = "kubectl", debianPackage = "kubernetes-client")
class EveryFieldIsCheckedTest {

    /** Whose fields are names of people's own. */
    private static final Set<String> FREE = Set.of(
            "annotations", "config", "data", "labels", "limits", "matchLabels", "parameters", "requests", "selector");

    private final FieldsAreKnown fieldsAreKnown = new FieldsAreKnown();

    @Test
    void everyMistypedFieldIsFound() {
        List<String> passed = new ArrayList<>();
        // Resources of one kind look alike, so that each place of a kind is tried once.
        Set<String> tried = new HashSet<>();
        for (Resource resource : Overlays.of("production").resources()) {
            for (List<String> path : fields(resource.node(), List.of())) {
                if (!tried.add(resource.kind() + " " + path)) {
                    continue;
                }
                if (fieldsAreKnown
                        .breaks(new Manifests(List.of(mistyped(resource, path))))
                        .isEmpty()) {
                    passed.add("%s %s".formatted(resource.title(), path));
                }
            }
        }
        assertThat(passed).isEmpty();
        assertThat(tried).hasSizeGreaterThan(500);
    }

    private static List<List<String>> fields(JsonNode node, List<String> path) {
        List<List<String>> fields = new ArrayList<>();
        if (node.isObject()) {
            boolean free = !path.isEmpty()
                    && FREE.contains(path.get(path.size() - 1))
                    && node.path("matchLabels").isMissingNode()
                    && node.path("matchExpressions").isMissingNode();
            node.properties().forEach(field -> {
                List<String> inner = with(path, field.getKey());
                if (!free) {
                    fields.add(inner);
                }
                fields.addAll(fields(field.getValue(), inner));
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                fields.addAll(fields(node.path(i), with(path, Integer.toString(i))));
            }
        }
        return fields;
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static Resource mistyped(Resource resource, List<String> path) {
        ObjectNode copy = resource.node().deepCopy();
        JsonNode parent = copy;
        for (String step : path.subList(0, path.size() - 1)) {
            parent = parent.isArray() ? parent.path(Integer.parseInt(step)) : parent.path(step);
        }
        String name = path.get(path.size() - 1);
        ObjectNode object = (ObjectNode) parent;
        object.set(name + "x", object.remove(name));
        return new Resource(copy);
    }
}
