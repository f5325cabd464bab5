package jp.go.jica.partnerships.kubernetes.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.go.jica.partnerships.kubernetes.Resource;

/** The shapes of all kinds that may be deployed, by their API version and kind. */
public final class Shapes {

    private static final List<String> OPERATORS =
            List.of("cloudnative-pg", "external-secrets", "gateway-api", "prometheus-operator", "strimzi");

    private final Map<String, Shape> shapes = new HashMap<>();

    public Shapes() {
        typed("v1", Namespace.class, ServiceAccount.class, ConfigMap.class, Service.class);
        typed("apps/v1", Deployment.class);
        typed("autoscaling/v2", HorizontalPodAutoscaler.class);
        typed("batch/v1", Job.class);
        typed("networking.k8s.io/v1", NetworkPolicy.class);
        typed("policy/v1", PodDisruptionBudget.class);
        OPERATORS.forEach(this::listed);
    }

    /** None for a kind that nobody has thought of. */
    public Optional<Shape> of(Resource resource) {
        return Optional.ofNullable(shapes.get(key(resource.apiVersion(), resource.kind())));
    }

    private void typed(String apiVersion, Class<?>... models) {
        for (Class<?> model : models) {
            shapes.put(key(apiVersion, model.getSimpleName()), new TypedShape(model));
        }
    }

    private void listed(String operator) {
        try (InputStream file = Objects.requireNonNull(Shapes.class.getResourceAsStream(operator + ".yaml"), operator);
                MappingIterator<JsonNode> documents = new ObjectMapper(new YAMLFactory())
                        .readerFor(JsonNode.class)
                        .readValues(file)) {
            documents.forEachRemaining(document -> shapes.put(
                    key(
                            document.path("apiVersion!").asText(),
                            document.path("kind!").asText()),
                    new ListedShape(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(operator, e);
        }
    }

    private static String key(String apiVersion, String kind) {
        return apiVersion + " " + kind;
    }
}
