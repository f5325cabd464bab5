package jp.go.jica.partnerships.conventions.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
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
        JsonNode patched;
        try {
            JsonNode changes = json.readTree(patch);
            if (!(changes instanceof ObjectNode object)) {
                throw Refusal.invalid("not-an-object", "", "A merge patch is a JSON object");
            }
            patched = merge(json.valueToTree(current), object);
        } catch (JsonProcessingException unreadable) {
            throw JsonErrorMapper.refusal(unreadable);
        }
        return bodies.read(patched, type);
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
