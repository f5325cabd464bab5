package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;
import jp.go.jica.partnerships.kubernetes.Workload;

/** No secret stands in what is deployed, and every secret that something names is fetched from outside or made by an operator. */
public final class SecretsAreReferences implements Rule {

    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|KEYSET|TOKEN|CREDENTIALS)");

    private final boolean fetched;

    /** @param fetched whether the overlay says where secrets come from; else somebody makes them by hand */
    public SecretsAreReferences(boolean fetched) {
        this.fetched = fetched;
    }

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Resource resource : manifests.resources()) {
            if (resource.kind().equals("Secret")) {
                breaks.add("%s stands in the repository".formatted(resource.title()));
            }
            if (resource.kind().equals(Kind.ConfigMap.name())) {
                resource.at("/data").fieldNames().forEachRemaining(name -> {
                    if (SECRET.matcher(name).matches()) {
                        breaks.add("%s holds %s".formatted(resource.title(), name));
                    }
                });
            }
        }
        for (Workload workload : manifests.workloads()) {
            for (JsonNode variable : workload.variables()) {
                if (variable.has("value")
                        && SECRET.matcher(variable.path("name").asText()).matches()) {
                    breaks.add("%s holds %s"
                            .formatted(
                                    workload.owner().title(),
                                    variable.path("name").asText()));
                }
            }
        }
        if (fetched) {
            Set<String> there = there(manifests);
            for (Resource resource : manifests.resources()) {
                for (String name : named(resource)) {
                    if (!there.contains(name)) {
                        breaks.add("%s names secret %s, which nobody makes".formatted(resource.title(), name));
                    }
                }
            }
        }
        return breaks;
    }

    private static Set<String> there(Manifests manifests) {
        Set<String> there = manifests
                .of(Kind.ExternalSecret)
                .map(each -> each.text("/spec/target/name"))
                .collect(Collectors.toSet());
        manifests.of(Kind.Cluster).forEach(cluster -> there.add(cluster.name() + "-ca"));
        manifests.of(Kind.Kafka).forEach(kafka -> {
            there.add(kafka.name() + "-cluster-ca-cert");
            String prefix = kafka.text("/spec/entityOperator/userOperator/secretPrefix");
            manifests.of(Kind.KafkaUser).forEach(user -> there.add(prefix + user.name()));
        });
        return there;
    }

    private static Set<String> named(Resource resource) {
        Set<String> named = new TreeSet<>(resource.node().findValuesAsText("secretName"));
        for (String field : List.of("secretKeyRef", "passwordSecret", "secret", "accessKeyId", "secretAccessKey")) {
            for (JsonNode reference : resource.node().findValues(field)) {
                if (reference.has("name")) {
                    named.add(reference.path("name").asText());
                }
            }
        }
        return named;
    }
}
