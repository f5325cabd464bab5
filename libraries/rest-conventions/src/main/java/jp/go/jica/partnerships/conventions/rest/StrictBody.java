package jp.go.jica.partnerships.conventions.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Refusal.Violation;

/** Reads JSON that came some other way than as a body of its own, by the rules of bodies. */
@ApplicationScoped
public class StrictBody {

    private final ObjectMapper json;
    private final Validator validator;

    public StrictBody(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * The value, checked like a body of its own.
     *
     * @throws Refusal with the first field that cannot be read, or with every constraint that is broken
     */
    public <T> T read(JsonNode tree, Class<T> type) {
        T value;
        try {
            value = json.treeToValue(tree, type);
        } catch (JsonProcessingException unreadable) {
            throw JsonErrorMapper.refusal(unreadable);
        }
        var violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw ConstraintMapper.refusal(violations);
        }
        return value;
    }

    /**
     * The value, or everything that is wrong with it: a field that cannot be read is taken out, so that the others are
     * tried too.
     */
    public <T> Optional<T> read(ObjectNode tree, Class<T> type, Consumer<Violation> wrong) {
        ObjectNode rest = tree.deepCopy();
        Map<String, List<Violation>> unreadable = new LinkedHashMap<>();
        while (true) {
            try {
                T value = read(rest, type);
                unreadable.values().forEach(each -> each.forEach(wrong));
                return unreadable.isEmpty() ? Optional.of(value) : Optional.empty();
            } catch (Refusal refusal) {
                String field = firstField(refusal);
                if (!rest.has(field)) {
                    // What is missing because it was taken out has been told already.
                    Stream.concat(
                                    unreadable.values().stream().flatMap(List::stream),
                                    refusal.violations().stream().filter(each -> !unreadable.containsKey(field(each))))
                            .forEach(wrong);
                    return Optional.empty();
                }
                unreadable.put(
                        field,
                        refusal.violations().stream()
                                .filter(each -> field(each).equals(field))
                                .toList());
                rest.remove(field);
            }
        }
    }

    private static String firstField(Refusal refusal) {
        return refusal.violations().stream().map(StrictBody::field).findFirst().orElse("");
    }

    private static String field(Violation violation) {
        String[] steps = violation.pointer().split("/", 3);
        return steps.length > 1 ? steps[1] : "";
    }
}
