package jp.go.jica.partnerships.conventions.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.go.jica.partnerships.conventions.Refusal;

/** JSON Merge Patch (RFC 7396): an absent field stays, null removes, an object merges, anything else replaces. */
@ApplicationScoped
public class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final StrictBody bodies;

    public MergePatch(ObjectMapper json, StrictBody bodies) {
        this.json = json;
        this.bodies = bodies;
    }

    /**
     * The current value with the patch applied.
     *
     * @param current what may be changed, nothing else: a field that it does not have is refused
     * @return what comes out, checked like a body of its own
     */
    public <T> T apply(String patch, T current, Class<T> type) {
        return apply(object(patch), current, type);
    }

    /** The same with a patch that has been read. */
    public <T> T apply(ObjectNode patch, T current, Class<T> type) {
        return bodies.read(merge(json.valueToTree(current), patch), type);
    }

    /**
     * The patch in parts that belong to values of their own: one for each group of fields, and at the end one with all others.
     *
     * @param groups names of fields
     */
    public List<ObjectNode> split(String patch, List<Set<String>> groups) {
        List<ObjectNode> parts = new ArrayList<>();
        for (int i = 0; i <= groups.size(); i++) {
            parts.add(json.createObjectNode());
        }
        for (Map.Entry<String, JsonNode> field : object(patch).properties()) {
            int part = 0;
            while (part < groups.size() && !groups.get(part).contains(field.getKey())) {
                part++;
            }
            parts.get(part).set(field.getKey(), field.getValue());
        }
        return parts;
    }

    private ObjectNode object(String patch) {
        try {
            if (json.readTree(patch) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException unreadable) {
            throw JsonErrorMapper.refusal(unreadable);
        }
        throw Refusal.invalid("not-an-object", "", "A merge patch is a JSON object");
    }

    private ObjectNode merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                // A field that is unknown stays in, so that reading refuses it by name.
                if (target.remove(field.getKey()) == null) {
                    target.putNull(field.getKey());
                }
            } else if (value instanceof ObjectNode object) {
                JsonNode old = target.get(field.getKey());
                target.set(
                        field.getKey(),
                        merge(old instanceof ObjectNode oldObject ? oldObject : json.createObjectNode(), object));
            } else {
                target.set(field.getKey(), value);
            }
        }
        return target;
    }
}
