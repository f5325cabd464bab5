package jp.go.jica.partnerships.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Pods of ours: of a service's Deployment or of a migration's Job. */
public record Workload(Resource owner) {

    public String name() {
        return owner.name();
    }

    public boolean isService() {
        return owner.kind().equals("Deployment");
    }

    public JsonNode pod() {
        return owner.at("/spec/template/spec");
    }

    public Map<String, String> labels() {
        return Resource.texts(owner.at("/spec/template/metadata/labels"));
    }

    public List<JsonNode> containers() {
        return Resource.elements(pod().path("containers"));
    }

    /** The variables that stand in the pod itself, by name. */
    public List<JsonNode> variables() {
        return containers().stream()
                .flatMap(container -> Resource.elements(container.path("env")).stream())
                .toList();
    }
}
