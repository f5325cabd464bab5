package jp.go.jica.partnerships.kubernetes.rules;

import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.kubernetes.Checkout;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Workload;

/** As many instances as there may ever be, one more while they are rolled out, find a connection for each of their pool. */
public final class PoolsFitIntoTheirDatabase implements Rule {

    /** For the operator, the relay, migrations, replicas and whoever looks. */
    private static final int OTHERS = 20;

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (String service : Checkout.SERVICES) {
            int connections = manifests.services().stream()
                    .filter(each -> each.name().startsWith(service + "-"))
                    .mapToInt(each -> (mostInstances(manifests, each) + 1) * pool(manifests, each))
                    .sum();
            int most = manifests
                    .find(Kind.Cluster.name(), service + "-db")
                    .map(database -> database.at("/spec/postgresql/parameters/max_connections")
                            .asInt())
                    .orElse(0);
            if (connections + OTHERS > most) {
                breaks.add("Cluster %s-db takes %d connections and may be asked for %d"
                        .formatted(service, most, connections));
            }
        }
        return breaks;
    }

    private static int mostInstances(Manifests manifests, Workload service) {
        return manifests
                .of(Kind.HorizontalPodAutoscaler)
                .filter(each -> each.text("/spec/scaleTargetRef/name").equals(service.name()))
                .findFirst()
                .map(each -> each.at("/spec/maxReplicas").asInt())
                .orElseGet(() -> service.owner().at("/spec/replicas").asInt());
    }

    private static int pool(Manifests manifests, Workload service) {
        // What Quarkus takes if nothing is said is more than any of these databases has room for.
        return Integer.parseInt(manifests.environment(service).getOrDefault("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "100"));
    }
}
