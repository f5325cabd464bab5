package jp.go.jica.partnerships.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;
import jp.go.jica.partnerships.kubernetes.Workload;

/** The network policies of an overlay, as Kubernetes understands them. */
public final class Policies {

    private static final String NAMESPACE = "kubernetes.io/metadata.name";

    private final List<Resource> policies;
    private final List<Endpoint> endpoints = new ArrayList<>();

    public Policies(Manifests manifests) {
        this.policies = manifests.of(Kind.NetworkPolicy).toList();
        for (Workload workload : manifests.workloads()) {
            endpoints.add(new Endpoint(workload.name(), "", workload.labels()));
        }
        manifests.of(Kind.Cluster).forEach(database -> {
            Map<String, String> labels = Resource.texts(database.at("/spec/inheritedMetadata/labels"));
            labels.put("cnpg.io/cluster", database.name());
            endpoints.add(new Endpoint(database.name(), "", labels));
        });
        manifests.of(Kind.Kafka).forEach(kafka -> {
            made("strimzi.io/name", kafka.name() + "-kafka", kafka.at("/spec/kafka/template/pod/metadata/labels"));
            made(
                    "strimzi.io/name",
                    kafka.name() + "-entity-operator",
                    kafka.at("/spec/entityOperator/template/pod/metadata/labels"));
        });
        manifests
                .of(Kind.KafkaConnect)
                .forEach(relay -> made(
                        "strimzi.io/name", relay.name() + "-connect", relay.at("/spec/template/pod/metadata/labels")));
        for (String namespace : namespacesNamed()) {
            endpoints.add(new Endpoint(
                    namespace, namespace, namespace.equals("kube-system") ? Map.of("k8s-app", "kube-dns") : Map.of()));
        }
        endpoints.add(Endpoint.ELSEWHERE);
    }

    /** Pods that an operator makes. */
    private void made(String label, String name, JsonNode template) {
        Map<String, String> labels = Resource.texts(template);
        labels.put(label, name);
        endpoints.add(new Endpoint(name, "", labels));
    }

    /** Pods of ours for which not everything is forbidden that no policy allows. */
    public List<String> open() {
        return endpoints.stream()
                .filter(Endpoint::isOurs)
                .filter(endpoint -> !isClosed(endpoint, "Ingress") || !isClosed(endpoint, "Egress"))
                .map(Endpoint::name)
                .toList();
    }

    private boolean isClosed(Endpoint endpoint, String direction) {
        return policies.stream()
                .filter(policy -> selects(policy, endpoint))
                .anyMatch(policy -> Resource.elements(policy.at("/spec/policyTypes")).stream()
                        .anyMatch(type -> type.asText().equals(direction)));
    }

    /** What may leave, and what may come in; of pods that are not ours there is only the other side. */
    public SortedSet<Arrow> leaving() {
        return arrows("egress", "to");
    }

    public SortedSet<Arrow> coming() {
        return arrows("ingress", "from");
    }

    /** Names of those whose both ends are ours, so that both sides must allow an arrow. */
    public boolean isBetweenOurs(Arrow arrow) {
        return isOurs(arrow.from()) && isOurs(arrow.to());
    }

    private boolean isOurs(String name) {
        return endpoints.stream()
                .anyMatch(endpoint -> endpoint.isOurs() && endpoint.name().equals(name));
    }

    private SortedSet<Arrow> arrows(String direction, String peersField) {
        TreeSet<Arrow> arrows = new TreeSet<>();
        for (Resource policy : policies) {
            List<Endpoint> here = endpoints.stream()
                    .filter(Endpoint::isOurs)
                    .filter(endpoint -> selects(policy, endpoint))
                    .toList();
            for (JsonNode rule : policy.at("/spec/" + direction)) {
                List<Endpoint> there = peers(rule.path(peersField));
                for (String port : ports(rule.path("ports"))) {
                    for (Endpoint one : here) {
                        for (Endpoint other : there) {
                            arrows.add(
                                    direction.equals("egress")
                                            ? new Arrow(one.name(), other.name(), port)
                                            : new Arrow(other.name(), one.name(), port));
                        }
                    }
                }
            }
        }
        return arrows;
    }

    private static boolean selects(Resource policy, Endpoint endpoint) {
        return new Selector(policy.at("/spec/podSelector")).matches(endpoint.labels());
    }

    private List<Endpoint> peers(JsonNode peers) {
        if (peers.isEmpty()) {
            return List.of(Endpoint.ELSEWHERE);
        }
        return endpoints.stream()
                .filter(endpoint -> Resource.elements(peers).stream().anyMatch(peer -> isMeant(peer, endpoint)))
                .toList();
    }

    private static boolean isMeant(JsonNode peer, Endpoint endpoint) {
        if (endpoint.equals(Endpoint.ELSEWHERE)) {
            return peer.has("ipBlock");
        }
        boolean rightPods =
                !peer.has("podSelector") || new Selector(peer.path("podSelector")).matches(endpoint.labels());
        if (!peer.has("namespaceSelector")) {
            return endpoint.isOurs() && peer.has("podSelector") && rightPods;
        }
        Map<String, String> namespace = new HashMap<>();
        if (!endpoint.isOurs()) {
            namespace.put(NAMESPACE, endpoint.namespace());
        }
        return new Selector(peer.path("namespaceSelector")).matches(namespace) && rightPods;
    }

    private static List<String> ports(JsonNode ports) {
        if (ports.isEmpty()) {
            return List.of("any");
        }
        return Resource.elements(ports).stream()
                .map(port -> port.path("protocol").asText("TCP").equals("TCP")
                        ? port.path("port").asText()
                        : port.path("protocol").asText() + "/"
                                + port.path("port").asText())
                .toList();
    }

    private SortedSet<String> namespacesNamed() {
        TreeSet<String> named = new TreeSet<>();
        for (Resource policy : policies) {
            policy.node().findValues("namespaceSelector").forEach(selector -> {
                String name =
                        selector.at("/matchLabels/kubernetes.io~1metadata.name").asText();
                if (!name.isEmpty()) {
                    named.add(name);
                }
            });
        }
        return named;
    }
}
