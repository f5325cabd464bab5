package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Workload;

/** A service is asked whether it has started, is ready and is alive, each at the address that answers that question. */
public final class ProbesAskDifferentQuestions implements Rule {

    private static final Map<String, String> QUESTIONS = Map.of(
            "startupProbe", "/q/health/started",
            "readinessProbe", "/q/health/ready",
            "livenessProbe", "/q/health/live");

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Workload service : manifests.services()) {
            for (JsonNode container : service.containers()) {
                QUESTIONS.forEach((probe, path) -> {
                    JsonNode asked = container.path(probe);
                    if (!asked.at("/httpGet/path").asText().equals(path)) {
                        breaks.add("%s: %s does not ask %s"
                                .formatted(service.owner().title(), probe, path));
                    }
                    if (!hasPort(container, asked.at("/httpGet/port").asText())) {
                        breaks.add("%s: %s asks at a port that is not there"
                                .formatted(service.owner().title(), probe));
                    }
                    if (asked.path("timeoutSeconds").asInt(1)
                                    >= asked.path("periodSeconds").asInt(10)
                            && !probe.equals("startupProbe")) {
                        breaks.add("%s: %s is asked again before it is answered"
                                .formatted(service.owner().title(), probe));
                    }
                });
            }
        }
        return breaks;
    }

    private static boolean hasPort(JsonNode container, String name) {
        for (JsonNode port : container.path("ports")) {
            if (port.path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
