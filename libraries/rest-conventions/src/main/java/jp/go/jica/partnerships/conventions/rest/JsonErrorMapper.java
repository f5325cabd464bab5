package jp.go.jica.partnerships.conventions.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says where in the body which field could not be read and why, in words that name no class of ours. */
public class JsonErrorMapper {

    private final ProblemCompletion completion;

    public JsonErrorMapper(ProblemCompletion completion) {
        this.completion = completion;
    }

    // Named one by one: the most specific mapper wins, and both Quarkus and the problem extension bring some of their
    // own.
    @ServerExceptionMapper(
            value = {
                JsonProcessingException.class,
                MismatchedInputException.class,
                InvalidFormatException.class,
                UnrecognizedPropertyException.class
            },
            priority = 1)
    public Response unreadable(JsonProcessingException error, UriInfo uri) {
        return completion
                .apply(RefusalMapper.problem(refusal(error)), ProblemContext.of(error, uri))
                .toResponse();
    }

    static Refusal refusal(JsonProcessingException error) {
        if (!(error instanceof JsonMappingException mapping)) {
            return Refusal.invalid("malformed-json", "", malformed(error));
        }
        String pointer = pointer(mapping.getPath());
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidCode code) {
                return Refusal.invalid(code.code(), pointer, String.valueOf(code.getMessage()));
            }
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof JsonProcessingException inner && !(cause instanceof JsonMappingException)) {
                return Refusal.invalid("malformed-json", pointer, malformed(inner));
            }
        }
        if (mapping instanceof UnrecognizedPropertyException unknown) {
            return Refusal.invalid(
                    "unknown-field",
                    pointer,
                    "There is no field \"%s\" here".formatted(shortened(unknown.getPropertyName())));
        }
        if (mapping instanceof MismatchedInputException mismatch) {
            return Refusal.invalid("unreadable-value", pointer, expected(mismatch.getTargetType()));
        }
        return Refusal.invalid("unreadable-value", pointer, "This value cannot be read");
    }

    private static String malformed(JsonProcessingException error) {
        if (error instanceof StreamConstraintsException) {
            return "The body is nested too deeply, or a name, a text or a number in it is too long";
        }
        var location = error.getLocation();
        return location == null
                ? "The body is not well-formed JSON"
                : "The body is not well-formed JSON, at line %d, column %d"
                        .formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String expected(Class<?> target) {
        if (target == null) {
            return "This value cannot be read";
        }
        if (target.isEnum()) {
            return "One of %s is wanted".formatted(List.of(target.getEnumConstants()));
        }
        return switch (target.getSimpleName()) {
            case "LocalDate" -> "A date such as 2015-04-01 is wanted";
            case "Instant" -> "An instant such as 2015-04-01T00:00:00Z is wanted";
            case "UUID" -> "A UUID is wanted";
            case "int", "Integer", "long", "Long" -> "A whole number is wanted";
            case "BigDecimal" -> "A number is wanted";
            case "String" -> "A text is wanted";
            case "List", "Set" -> "A list is wanted";
            default -> "An object is wanted";
        };
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(shortened(step.getFieldName()).replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }

    private static String shortened(String name) {
        String shown = Objects.requireNonNull(name);
        return shown.length() <= 64 ? shown : shown.substring(0, 64) + "…";
    }
}
