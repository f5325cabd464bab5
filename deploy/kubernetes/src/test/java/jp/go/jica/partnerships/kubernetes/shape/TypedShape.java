package jp.go.jica.partnerships.kubernetes.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.List;
import java.util.stream.Collectors;

/** The fields of a kind of Kubernetes' own are those of the class that models it. */
final class TypedShape implements Shape {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new WithoutPlaceForTheUnknown())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private final Class<?> model;

    TypedShape(Class<?> model) {
        this.model = model;
    }

    @Override
    public List<String> faults(ObjectNode resource) {
        try {
            STRICT.treeToValue(resource, model);
            return List.of();
        } catch (JsonMappingException fault) {
            String path = fault.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[%d]".formatted(step.getIndex()) : step.getFieldName())
                    .collect(Collectors.joining("."));
            return List.of("%s: %s".formatted(path, fault.getOriginalMessage()));
        } catch (JsonProcessingException fault) {
            return List.of(fault.getOriginalMessage());
        }
    }

    /** The models put aside what they do not know, so that a mistyped field passes; without a place for it, it fails. */
    private static final class WithoutPlaceForTheUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
