package jp.go.jica.partnerships.kubernetes.rules;

import java.util.List;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;
import jp.go.jica.partnerships.kubernetes.shape.Shapes;

/** Every resource is of a kind that is known and has only fields of it, none missing that it needs. */
public final class FieldsAreKnown implements Rule {

    private final Shapes shapes = new Shapes();

    @Override
    public List<String> breaks(Manifests manifests) {
        return manifests.resources().stream()
                .flatMap(resource ->
                        faults(resource).stream().map(fault -> "%s: %s".formatted(resource.title(), fault)))
                .toList();
    }

    private List<String> faults(Resource resource) {
        return shapes.of(resource)
                .map(shape -> shape.faults(resource.node()))
                .orElseGet(() -> List.of("nobody knows %s of %s".formatted(resource.kind(), resource.apiVersion())));
    }
}
