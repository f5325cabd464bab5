package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;
import jp.go.jica.partnerships.kubernetes.Workload;

/** Pods are nobody, can write nothing but what is mounted, may become nothing else, and know no key of Kubernetes. */
public final class PodsAreRestricted implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Workload workload : manifests.workloads()) {
            JsonNode pod = workload.pod();
            JsonNode whole = pod.path("securityContext");
            says(workload, whole.path("runAsNonRoot").asBoolean(), "may be root", breaks);
            says(workload, whole.path("runAsUser").asInt() > 0, "has no numeric user", breaks);
            says(
                    workload,
                    whole.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                    "may make any system call",
                    breaks);
            says(
                    workload,
                    pod.has("automountServiceAccountToken")
                            && !pod.path("automountServiceAccountToken").asBoolean(),
                    "mounts the token of its account",
                    breaks);
            for (JsonNode container : workload.containers()) {
                JsonNode own = container.path("securityContext");
                says(
                        workload,
                        own.path("readOnlyRootFilesystem").asBoolean(),
                        "writes to its root file system",
                        breaks);
                says(
                        workload,
                        own.has("allowPrivilegeEscalation")
                                && !own.path("allowPrivilegeEscalation").asBoolean(),
                        "may gain privileges",
                        breaks);
                says(
                        workload,
                        Resource.elements(own.at("/capabilities/drop")).stream()
                                        .anyMatch(each -> each.asText().equals("ALL"))
                                && own.at("/capabilities/add").isMissingNode(),
                        "has capabilities",
                        breaks);
            }
        }
        return breaks;
    }

    private static void says(Workload workload, boolean holds, String otherwise, List<String> breaks) {
        if (!holds) {
            breaks.add("%s %s".formatted(workload.owner().title(), otherwise));
        }
    }
}
