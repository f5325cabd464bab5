package jp.go.jica.partnerships.kubernetes.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;
import jp.go.jica.partnerships.kubernetes.Workload;

/** Everything says what it is part of, and pods also their name, component and version. */
public final class EverythingIsLabelled implements Rule {

    private static final String PREFIX = "app.kubernetes.io/";

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Resource resource : manifests.resources()) {
            if (!"partnerships".equals(resource.labels().get(PREFIX + "part-of"))) {
                breaks.add("%s has no label part-of".formatted(resource.title()));
            }
        }
        for (Workload workload : manifests.workloads()) {
            for (Map<String, String> labels : List.of(workload.owner().labels(), workload.labels())) {
                for (String label : List.of("name", "component", "version", "part-of")) {
                    if (!labels.containsKey(PREFIX + label)) {
                        breaks.add(
                                "%s has no label %s".formatted(workload.owner().title(), label));
                    }
                }
            }
        }
        return breaks;
    }
}
