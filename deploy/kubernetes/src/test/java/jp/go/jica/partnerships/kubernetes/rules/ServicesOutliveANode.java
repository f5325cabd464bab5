package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;
import jp.go.jica.partnerships.kubernetes.Workload;

/** Of every service there are two or more, on different nodes, of which one at most is taken away at a time. */
public final class ServicesOutliveANode implements Rule {

    private static final Set<String> SPREAD = Set.of("kubernetes.io/hostname", "topology.kubernetes.io/zone");

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Workload service : manifests.services()) {
            String title = service.owner().title();
            if (leastInstances(manifests, service) < 2) {
                breaks.add("%s may be alone".formatted(title));
            }
            if (manifests
                    .of(Kind.PodDisruptionBudget)
                    .noneMatch(budget -> budget.at("/spec/maxUnavailable").asInt() == 1
                            && selects(budget.at("/spec/selector"), service))) {
                breaks.add("%s has no budget of disruptions".formatted(title));
            }
            Set<String> spread = Resource.elements(service.pod().path("topologySpreadConstraints")).stream()
                    .filter(constraint -> selects(constraint.path("labelSelector"), service))
                    .map(constraint -> constraint.path("topologyKey").asText())
                    .collect(Collectors.toSet());
            if (!spread.containsAll(SPREAD)) {
                breaks.add("%s is not spread over nodes and zones".formatted(title));
            }
            if (service.owner()
                            .at("/spec/strategy/rollingUpdate/maxUnavailable")
                            .asInt(1)
                    != 0) {
                breaks.add("%s is fewer while it is rolled out".formatted(title));
            }
        }
        return breaks;
    }

    private static int leastInstances(Manifests manifests, Workload service) {
        Optional<Resource> autoscaler = manifests
                .of(Kind.HorizontalPodAutoscaler)
                .filter(each -> each.text("/spec/scaleTargetRef/name").equals(service.name()))
                .findFirst();
        return autoscaler
                .map(each -> each.at("/spec/minReplicas").asInt())
                .orElseGet(() -> service.owner().at("/spec/replicas").asInt());
    }

    private static boolean selects(JsonNode selector, Workload service) {
        Map<String, String> wanted = Resource.texts(selector.path("matchLabels"));
        return !wanted.isEmpty() && service.labels().entrySet().containsAll(wanted.entrySet());
    }
}
