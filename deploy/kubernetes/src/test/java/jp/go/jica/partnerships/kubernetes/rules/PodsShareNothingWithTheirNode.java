package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Workload;

/** The namespace enforces Pod Security "restricted", and no pod uses network, processes or folders of its node. */
public final class PodsShareNothingWithTheirNode implements Rule {

    private static final List<String> SHARED = List.of("hostNetwork", "hostPID", "hostIPC");

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        if (manifests
                .of(Kind.Namespace)
                .noneMatch(namespace ->
                        "restricted".equals(namespace.labels().get("pod-security.kubernetes.io/enforce")))) {
            breaks.add("Namespace does not enforce Pod Security restricted");
        }
        for (Workload workload : manifests.workloads()) {
            for (String shared : SHARED) {
                if (workload.pod().path(shared).asBoolean()) {
                    breaks.add("%s has %s".formatted(workload.owner().title(), shared));
                }
            }
            for (JsonNode volume : workload.pod().path("volumes")) {
                if (volume.has("hostPath")) {
                    breaks.add("%s mounts a folder of its node"
                            .formatted(workload.owner().title()));
                }
            }
        }
        return breaks;
    }
}
