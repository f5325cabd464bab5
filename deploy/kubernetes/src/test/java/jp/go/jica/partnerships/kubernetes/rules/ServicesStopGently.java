package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Workload;

/** A service that is stopped waits until no request comes any more, finishes those in hand, and is not killed meanwhile. */
public final class ServicesStopGently implements Rule {

    /** What a consumer may take to finish its batch and leave its group. */
    private static final Duration CONSUMERS = Duration.ofSeconds(5);

    private static final int SECONDS_UNTIL_EVERY_NODE_KNOWS = 5;

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Workload service : manifests.services()) {
            String title = service.owner().title();
            for (JsonNode container : service.containers()) {
                int pause = container.at("/lifecycle/preStop/sleep/seconds").asInt();
                Duration requests = Duration.parse(
                        "PT" + manifests.environment(service).getOrDefault("QUARKUS_SHUTDOWN_TIMEOUT", "0S"));
                if (pause < SECONDS_UNTIL_EVERY_NODE_KNOWS) {
                    breaks.add("%s stops while requests still come".formatted(title));
                }
                if (requests.isZero()) {
                    breaks.add("%s does not finish its requests".formatted(title));
                }
                long grace = service.pod().path("terminationGracePeriodSeconds").asLong(30);
                if (requests.plus(CONSUMERS).plusSeconds(pause).toSeconds() >= grace) {
                    breaks.add("%s is killed before it has ended".formatted(title));
                }
            }
        }
        return breaks;
    }
}
