package jp.go.jica.partnerships.kubernetes.rules;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Workload;
import jp.go.jica.partnerships.kubernetes.network.Arrow;
import jp.go.jica.partnerships.kubernetes.network.Policies;

/** The addresses that a pod is told are those that it may reach: its own database, the bus, the issuer, the owners' digests. */
public final class AddressesAreAllowed implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        SortedSet<Arrow> allowed = new Policies(manifests).leaving();
        List<String> breaks = new ArrayList<>();
        for (Workload workload : manifests.workloads()) {
            Map<String, String> told = manifests.environment(workload);
            TreeSet<Arrow> needed = new TreeSet<>();
            URI database = URI.create(told.getOrDefault("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:none://none:0")
                    .substring("jdbc:".length()));
            needed.add(arrow(workload, database.getHost().replaceFirst("-rw$", ""), database.getPort()));
            if (told.containsKey("PARTNERSHIPS_KAFKA_SETTINGS")) {
                URI kafka = URI.create("kafka://" + told.get("KAFKA_BOOTSTRAP_SERVERS"));
                needed.add(arrow(workload, kafka.getHost().replaceFirst("-bootstrap$", ""), kafka.getPort()));
            }
            if (workload.isService()) {
                URI issuer = URI.create(told.getOrDefault("QUARKUS_OIDC_AUTH_SERVER_URL", "https://none:0"));
                needed.add(arrow(workload, "keycloak", issuer.getPort()));
            }
            told.forEach((name, address) -> {
                if (name.startsWith("PARTNERSHIPS_OWNERS_ADDRESS_")) {
                    needed.add(arrow(workload, URI.create(address).getHost(), 8080));
                }
            });
            for (Arrow arrow : needed) {
                if (!allowed.contains(arrow)) {
                    breaks.add("%s is needed and not allowed".formatted(arrow));
                }
            }
            if (!told.getOrDefault("QUARKUS_DATASOURCE_JDBC_URL", "").contains("sslmode=verify-full")) {
                breaks.add("%s does not know its database"
                        .formatted(workload.owner().title()));
            }
        }
        return breaks;
    }

    private static Arrow arrow(Workload from, String to, int port) {
        return new Arrow(from.name(), to, Integer.toString(port));
    }
}
