package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;
import jp.go.jica.partnerships.kubernetes.Workload;

/** Every container asks for CPU and memory and has a limit of both; memory it gets whole, and what it may write is limited. */
public final class ResourcesAreLimited implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Workload workload : manifests.workloads()) {
            String title = workload.owner().title();
            for (JsonNode container : workload.containers()) {
                compare(title, container.path("resources"), breaks);
            }
            for (JsonNode volume : workload.pod().path("volumes")) {
                if (volume.has("emptyDir") && !volume.path("emptyDir").has("sizeLimit")) {
                    breaks.add("%s: volume %s has no limit"
                            .formatted(title, volume.path("name").asText()));
                }
            }
        }
        // What operators make pods of: databases, brokers, the relay.
        for (Resource resource : manifests.resources()) {
            if (List.of("Cluster", "KafkaNodePool", "KafkaConnect").contains(resource.kind())) {
                compare(resource.title(), resource.at("/spec/resources"), breaks);
            }
        }
        return breaks;
    }

    private static void compare(String title, JsonNode resources, List<String> breaks) {
        for (String what : List.of("cpu", "memory")) {
            String request = resources.path("requests").path(what).asText();
            String limit = resources.path("limits").path(what).asText();
            if (request.isEmpty() || limit.isEmpty()) {
                breaks.add("%s has no request or no limit of %s".formatted(title, what));
            } else if (amount(request).compareTo(amount(limit)) > 0) {
                breaks.add("%s asks for more %s than its limit".formatted(title, what));
            } else if (what.equals("memory") && amount(request).compareTo(amount(limit)) != 0) {
                breaks.add("%s may be ended for memory that it was not given".formatted(title));
            }
        }
    }

    private static BigDecimal amount(String text) {
        return Quantity.getAmountInBytes(new Quantity(text));
    }
}
