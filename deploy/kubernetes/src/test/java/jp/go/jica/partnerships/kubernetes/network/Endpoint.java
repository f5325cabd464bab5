package jp.go.jica.partnerships.kubernetes.network;

import java.util.Map;

/**
 * Who may be reached or may reach somebody.
 *
 * @param namespace empty for pods of ours
 * @param labels of its pods
 */
public record Endpoint(String name, String namespace, Map<String, String> labels) {

    /** Whoever a rule without peers lets through: Kubernetes' API and the store of backups, which no label tells. */
    static final Endpoint ELSEWHERE = new Endpoint("elsewhere", "elsewhere", Map.of());

    public Endpoint {
        labels = Map.copyOf(labels);
    }

    boolean isOurs() {
        return namespace.isEmpty();
    }
}
