package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Workload;

/** Only a Job knows the password of a database's owner, and it migrates and ends; a service serves and does not migrate. */
public final class MigrationsAreApart implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Workload workload : manifests.workloads()) {
            Map<String, String> environment = manifests.environment(workload);
            boolean migrates = Boolean.parseBoolean(environment.get("QUARKUS_FLYWAY_MIGRATE_AT_START"));
            boolean ends = Boolean.parseBoolean(environment.get("QUARKUS_INIT_AND_EXIT"));
            boolean owner = false;
            for (JsonNode variable : workload.variables()) {
                owner |= variable.at("/valueFrom/secretKeyRef/name").asText().endsWith("-db-owner");
            }
            String title = workload.owner().title();
            if (workload.isService() && (migrates || ends || owner)) {
                breaks.add("%s can change its own tables".formatted(title));
            }
            if (!workload.isService() && !(migrates && ends && owner)) {
                breaks.add("%s does not migrate and end".formatted(title));
            }
            if (workload.isService() && !"".equals(environment.get("QUARKUS_FLYWAY_JDBC_URL"))) {
                breaks.add("%s does not start without the owner's password".formatted(title));
            }
            if (workload.isService() && !environment.containsKey("QUARKUS_FLYWAY_MIGRATE_AT_START")) {
                breaks.add("%s migrates, since nothing says otherwise".formatted(title));
            }
            if (workload.isService()
                    && manifests.workloads().stream()
                            .noneMatch(job -> !job.isService() && image(job).equals(image(workload)))) {
                breaks.add("%s has no migration of the same image".formatted(title));
            }
        }
        return breaks;
    }

    private static String image(Workload workload) {
        return workload.pod().at("/containers/0/image").asText();
    }
}
