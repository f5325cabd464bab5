package jp.go.jica.partnerships.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All resources of an overlay, as {@code kubectl apply} would send them. */
public record Manifests(List<Resource> resources) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    public Manifests {
        resources = List.copyOf(resources);
    }

    /**
     * What kubectl makes of an overlay.
     *
     * @throws IllegalStateException with what kubectl said, if it does not render
     */
    public static Manifests rendered(Path overlay) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", overlay.toString()).start();
        // Its complaints are a few lines, so they fit into the pipe until they are read.
        String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String complaint = new String(kubectl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (kubectl.waitFor() != 0) {
            throw new IllegalStateException(overlay + " does not render: " + complaint);
        }
        return of(text);
    }

    static Manifests of(String yaml) throws IOException {
        List<Resource> resources = new ArrayList<>();
        try (MappingIterator<ObjectNode> documents =
                YAML.readerFor(ObjectNode.class).readValues(yaml)) {
            documents.forEachRemaining(document -> resources.add(new Resource(document)));
        }
        return new Manifests(resources);
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public Stream<Resource> of(Kind kind) {
        return resources.stream().filter(resource -> resource.kind().equals(kind.name()));
    }

    public Optional<Resource> find(String kind, String name) {
        return resources.stream()
                .filter(resource ->
                        resource.kind().equals(kind) && resource.name().equals(name))
                .findFirst();
    }

    /** All pods that this project makes itself; those of databases and bus are made by their operators. */
    public List<Workload> workloads() {
        return Stream.concat(of(Kind.Deployment), of(Kind.Job))
                .map(Workload::new)
                .toList();
    }

    public List<Workload> services() {
        return workloads().stream().filter(Workload::isService).toList();
    }

    /** What a workload finds in its environment, without what comes from secrets. */
    public Map<String, String> environment(Workload workload) {
        Map<String, String> environment = new HashMap<>();
        for (JsonNode container : workload.containers()) {
            for (JsonNode source : container.path("envFrom")) {
                find("ConfigMap", source.at("/configMapRef/name").asText())
                        .ifPresent(settings -> environment.putAll(Resource.texts(settings.at("/data"))));
            }
            for (JsonNode variable : container.path("env")) {
                if (variable.has("value")) {
                    environment.put(
                            variable.path("name").asText(),
                            variable.path("value").asText());
                }
            }
        }
        return environment;
    }

    /** As they would be if one resource were otherwise. */
    Manifests with(Resource changed) {
        return new Manifests(resources.stream()
                .map(resource -> resource.title().equals(changed.title()) ? changed : resource)
                .toList());
    }

    /** As they would be without one of them. */
    Manifests without(Resource gone) {
        return new Manifests(
                resources.stream().filter(resource -> !resource.equals(gone)).toList());
    }
}
