package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Workload;

/** An image is named with a version that does not move: never "latest", never without a tag. */
public final class ImagesAreNamedExactly implements Rule {

    private static final Pattern EXACT =
            Pattern.compile("[^:@]+(:[0-9]+(\\.[0-9]+)+[A-Za-z0-9.-]*|@sha256:[0-9a-f]{64})");

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        for (Workload workload : manifests.workloads()) {
            for (JsonNode container : workload.containers()) {
                check(workload.owner().title(), container.path("image").asText(), breaks);
            }
        }
        Stream.concat(manifests.of(Kind.Cluster), manifests.of(Kind.KafkaConnect))
                .forEach(resource -> check(
                        resource.title(), resource.text("/spec/imageName") + resource.text("/spec/image"), breaks));
        return breaks;
    }

    private static void check(String title, String image, List<String> breaks) {
        if (!EXACT.matcher(image).matches()) {
            breaks.add("%s: image \"%s\" is not exact".formatted(title, image));
        }
    }
}
