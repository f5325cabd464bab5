package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;
import jp.go.jica.partnerships.kubernetes.Workload;

/** Whatever a resource names is there: settings, accounts, pods behind a service, services behind a route, scaled services, stores. */
public final class WhatIsNamedIsThere implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Workload workload : manifests.workloads()) {
            Resource owner = workload.owner();
            needs(manifests, owner, "ServiceAccount", workload.pod().path("serviceAccountName"), breaks);
            for (JsonNode settings : workload.pod().findValues("configMapRef")) {
                needs(manifests, owner, "ConfigMap", settings.path("name"), breaks);
            }
            for (JsonNode settings : workload.pod().findValues("configMap")) {
                needs(manifests, owner, "ConfigMap", settings.path("name"), breaks);
            }
            Set<String> volumes = new TreeSet<>(workload.pod().path("volumes").findValuesAsText("name"));
            for (JsonNode container : workload.containers()) {
                for (JsonNode mount : container.path("volumeMounts")) {
                    if (!volumes.contains(mount.path("name").asText())) {
                        breaks.add("%s mounts %s, which is not there"
                                .formatted(owner.title(), mount.path("name").asText()));
                    }
                }
            }
        }
        manifests
                .of(Kind.Service)
                .filter(service -> !hasPods(manifests, service))
                .forEach(service -> breaks.add("%s has no pods".formatted(service.title())));
        manifests
                .of(Kind.HorizontalPodAutoscaler)
                .forEach(each -> needs(manifests, each, "Deployment", each.at("/spec/scaleTargetRef/name"), breaks));
        manifests
                .of(Kind.HTTPRoute)
                .forEach(route -> route.at("/spec/rules")
                        .forEach(rule -> rule.path("backendRefs")
                                .forEach(backend -> needs(manifests, route, "Service", backend.path("name"), breaks))));
        manifests
                .of(Kind.ScheduledBackup)
                .forEach(each -> needs(manifests, each, "Cluster", each.at("/spec/cluster/name"), breaks));
        manifests
                .of(Kind.Cluster)
                .forEach(cluster -> cluster.at("/spec/plugins")
                        .forEach(plugin -> needs(
                                manifests, cluster, "ObjectStore", plugin.at("/parameters/barmanObjectName"), breaks)));
        for (Kind kind : List.of(Kind.KafkaTopic, Kind.KafkaUser, Kind.KafkaNodePool, Kind.KafkaConnector)) {
            String cluster = kind == Kind.KafkaConnector ? "KafkaConnect" : "Kafka";
            manifests
                    .of(kind)
                    .forEach(each ->
                            needs(manifests, each, cluster, each.at("/metadata/labels/strimzi.io~1cluster"), breaks));
        }
        return breaks;
    }

    private static boolean hasPods(Manifests manifests, Resource service) {
        Map<String, String> wanted = Resource.texts(service.at("/spec/selector"));
        return !wanted.isEmpty()
                && manifests.services().stream()
                        .filter(each -> each.labels().entrySet().containsAll(wanted.entrySet()))
                        .anyMatch(each -> each.pod().findValues("ports").stream()
                                .anyMatch(ports -> ports.findValuesAsText("name")
                                        .contains(service.text("/spec/ports/0/targetPort"))));
    }

    private static void needs(Manifests manifests, Resource who, String kind, JsonNode name, List<String> breaks) {
        if (manifests.find(kind, name.asText()).isEmpty()) {
            breaks.add("%s names %s %s, which is not there".formatted(who.title(), kind, name.asText()));
        }
    }
}
