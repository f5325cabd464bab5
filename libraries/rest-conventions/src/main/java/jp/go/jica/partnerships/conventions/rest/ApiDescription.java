package jp.go.jica.partnerships.conventions.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.ProblemType;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the description what is the same everywhere: the problems that an operation can answer, the headers that
 * the conventions ask for and give, names. What an operation does, and an example of it, comes from the service's
 * {@code META-INF/api.json}: by {@code <Resource>_<method>} its {@code summary}, and where it answers a resource its
 * {@code status} and {@code answers} (the name of the schema), for a merge patch {@code patches} (the schema of what it
 * changes) or {@code corrects} (the schema of the whole record, its fields that are not corrected as {@code except}), with
 * {@code request} and {@code response} as examples, {@code forms}: other media types that it answers, each with an example,
 * and {@code problems}: statuses besides.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "Problem";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Set<Integer> EVERYWHERE = Set.of(400, 414, 429, 431, 500, 503);
    private static final Set<Integer> WITH_A_BODY = Set.of(409, 413, 415, 422);
    private static final Set<Integer> WITH_A_PRECONDITION = Set.of(412, 428);
    private static final Set<Integer> TO_BE_RETRIED = Set.of(409, 422, 429, 503);

    // In the order of their names, so that the same sources give the same text.
    private static final SortedMap<String, String> HEADERS = new TreeMap<>(Map.of(
            "ETag", "The version of the resource, a strong entity tag",
            "Location", "The address of the new resource",
            "Event-Version", "<service>/<aggregate id>/<version>: what ?sees= takes",
            "Idempotency-Replayed", "true if this is the stored answer to an earlier request with the same key",
            "Retry-After", "Seconds after which the same request may succeed",
            "WWW-Authenticate", "The challenge of RFC 6750"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        JsonNode told = told();
        Components components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        api.setComponents(components);
        components.addSchema(PROBLEM, problem()).addSchema("ProblemError", problemError());
        HEADERS.forEach((name, description) -> components.addHeader(
                name, OASFactory.createHeader().description(description).schema(text())));
        statuses().forEach(status -> components.addResponse(name(status), response(status)));
        // Where it is served; whoever calls it from elsewhere knows the address.
        api.addServer(OASFactory.createServer().url("/").description("The service that serves this description"));
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    patch(operation, told.path(String.valueOf(operation.getOperationId())), components);
                    complete(path, method, operation, told);
                    tellPermission(operation);
                }));
        listTags(api);
        removeUnused(api);
    }

    // The framework writes the permission as a scope of the token, which it is not: roles and scopes come down to it.
    private static void tellPermission(Operation operation) {
        if (operation.getSecurity() == null) {
            return;
        }
        String permissions = operation.getSecurity().stream()
                .flatMap(requirement -> requirement.getSchemes().values().stream())
                .flatMap(List::stream)
                .distinct()
                .map(permission -> "`" + permission + "`")
                .collect(Collectors.joining(" or "));
        operation
                .getSecurity()
                .forEach(requirement ->
                        requirement.getSchemes().keySet().forEach(scheme -> requirement.addScheme(scheme, List.of())));
        String needed = permissions.isEmpty()
                ? "Any good token will do."
                : "Needs the permission %s (see /v1/me).".formatted(permissions);
        operation.setDescription(
                operation.getDescription() == null ? needed : operation.getDescription() + "\n\n" + needed);
    }

    private static void listTags(OpenAPI api) {
        Set<String> listed = new TreeSet<>();
        if (api.getTags() != null) {
            api.getTags().forEach(tag -> listed.add(tag.getName()));
        }
        operations(api)
                .filter(operation -> operation.getTags() != null)
                .flatMap(operation -> operation.getTags().stream())
                .filter(listed::add)
                .sorted()
                .forEach(name -> api.addTag(OASFactory.createTag().name(name)));
    }

    // What no operation of this service answers.
    private static void removeUnused(OpenAPI api) {
        Set<String> responses = operations(api)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .map(APIResponse::getRef)
                .filter(Objects::nonNull)
                .map(ApiDescription::lastPart)
                .collect(Collectors.toSet());
        Components components = api.getComponents();
        statuses().stream()
                .map(ApiDescription::name)
                .filter(name -> !responses.contains(name))
                .forEach(components::removeResponse);
        Set<String> headers = Stream.concat(
                        operations(api)
                                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream()),
                        components.getResponses().values().stream())
                .filter(response -> response.getHeaders() != null)
                .flatMap(response -> response.getHeaders().values().stream())
                .map(Header::getRef)
                .filter(Objects::nonNull)
                .map(ApiDescription::lastPart)
                .collect(Collectors.toSet());
        HEADERS.keySet().stream().filter(name -> !headers.contains(name)).forEach(components::removeHeader);
    }

    private static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths().getPathItems().values().stream().flatMap(item -> item.getOperations().values().stream());
    }

    private static String lastPart(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static void patch(Operation operation, JsonNode told, Components components) {
        if (told.has("patches")) {
            describeBody(operation, patchOf(told.path("patches").asText(), components));
        } else if (told.has("corrects")) {
            describeBody(operation, correctionOf(told, components));
        }
    }

    private static void describeBody(Operation operation, Schema schema) {
        operation.getRequestBody().getContent().getMediaTypes().values().forEach(media -> media.schema(schema));
    }

    // A merge patch has the fields of what it changes, at whatever depth; each of them may be absent or null.
    private static Schema patchOf(String changed, Components components) {
        String name = changed + "Patch";
        if (!components.getSchemas().containsKey(name)) {
            Schema patch = closedObject("What shall be different of a " + changed + "; null removes");
            components.addSchema(name, patch);
            addPatched(patch, changed, components);
        }
        return OASFactory.createSchema().ref(SCHEMAS + name);
    }

    // A merge patch of the whole record, but for what only the service decides, with the reason beside it.
    private static Schema correctionOf(JsonNode told, Components components) {
        String corrected = told.path("corrects").asText();
        Schema correction = closedObject("What shall be different of a " + corrected + ", and why; null removes")
                .required(List.of("reason"));
        addPatched(correction, corrected, components);
        told.path("except").forEach(field -> correction.removeProperty(field.asText()));
        correction.addProperty("reason", text().minLength(1));
        components.addSchema(corrected + "Correction", correction);
        return OASFactory.createSchema().ref(SCHEMAS + corrected + "Correction");
    }

    private static void addPatched(Schema patch, String changed, Components components) {
        properties(changed, components)
                .forEach((field, whole) -> patch.addProperty(
                        field,
                        OASFactory.createSchema()
                                .addAnyOf(
                                        isObject(whole, components)
                                                ? patchOf(lastPart(whole.getRef()), components)
                                                : whole)
                                .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL))));
    }

    private static Schema closedObject(String description) {
        return object().description(description)
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
    }

    private static boolean isObject(Schema schema, Components components) {
        return schema.getRef() != null
                && !properties(lastPart(schema.getRef()), components).isEmpty();
    }

    private static Map<String, Schema> properties(String name, Components components) {
        Schema schema = Objects.requireNonNull(components.getSchemas().get(name), name);
        return Objects.requireNonNullElse(schema.getProperties(), Map.of());
    }

    private static void complete(String path, HttpMethod method, Operation operation, JsonNode all) {
        String id = String.valueOf(operation.getOperationId());
        JsonNode told = all.path(id);
        operation.setOperationId(shortened(id));
        if (operation.getTags() != null) {
            operation.setTags(operation.getTags().stream()
                    .map(tag -> tag.replace(" Resource", ""))
                    .toList());
        }
        if (told.has("summary")) {
            operation.setSummary(told.path("summary").asText());
        }
        if (told.has("description")) {
            operation.setDescription(told.path("description").asText());
        }
        boolean begins = told.path("status").asInt() == 202;
        boolean creates = told.path("status").asInt() == 201;
        // What is no record, such as a link of the caller's own, has no events that tell of it.
        boolean recorded = told.path("record").asBoolean(true);
        boolean versioned = recorded && told.has("status") && !begins && !method.equals(HttpMethod.GET);
        if (method.equals(HttpMethod.POST)) {
            operation.addParameter(idempotencyKey());
        }
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        boolean precondition = parameters.stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()));
        boolean conditional = parameters.stream().anyMatch(parameter -> "If-None-Match".equals(parameter.getName()));
        parameters.forEach(ApiDescription::describe);

        Set<Integer> problems = new LinkedHashSet<>(EVERYWHERE);
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            problems.addAll(Set.of(401, 403));
        }
        if (path.contains("{")) {
            problems.add(404);
        }
        if (operation.getRequestBody() != null) {
            problems.addAll(WITH_A_BODY);
        }
        if (precondition) {
            problems.addAll(WITH_A_PRECONDITION);
        }
        if (!method.equals(HttpMethod.DELETE)) {
            problems.add(406);
        }
        told.path("problems").forEach(status -> problems.add(status.asInt()));
        problems.stream()
                .sorted()
                .forEach(status -> operation
                        .getResponses()
                        .addAPIResponse(
                                Integer.toString(status),
                                OASFactory.createAPIResponse().ref(name(status))));
        answer(operation, told);
        APIResponse success = success(operation);
        if (success != null) {
            if (conditional || versioned || begins) {
                success.addHeader("ETag", header("ETag"));
            }
            if (versioned) {
                success.addHeader("Event-Version", header("Event-Version"));
            }
            if (creates || begins) {
                success.addHeader("Location", header("Location"));
            }
            if (method.equals(HttpMethod.POST)) {
                success.addHeader("Idempotency-Replayed", header("Idempotency-Replayed"));
            }
        }
        if (conditional) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304",
                            OASFactory.createAPIResponse()
                                    .description("The caller has this very version")
                                    .addHeader("ETag", header("ETag")));
        }
        if (told.has("request") && operation.getRequestBody() != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(media -> media.setExample(plain(told.path("request"))));
        }
    }

    // The framework does not know what a Response holds.
    private static void answer(Operation operation, JsonNode told) {
        if (told.has("answers")) {
            operation.getResponses().removeAPIResponse("200");
            operation.getResponses().removeAPIResponse("201");
            operation.getResponses().removeAPIResponse("202");
            MediaType media = OASFactory.createMediaType()
                    .schema(OASFactory.createSchema()
                            .ref(SCHEMAS + told.path("answers").asText()));
            operation
                    .getResponses()
                    .addAPIResponse(
                            Integer.toString(told.path("status").asInt(200)),
                            OASFactory.createAPIResponse()
                                    .description("The whole resource")
                                    .content(OASFactory.createContent().addMediaType(JSON, media)));
        }
        APIResponse success = success(operation);
        if (success != null && told.has("forms")) {
            Content content = success.getContent() == null ? OASFactory.createContent() : success.getContent();
            told.path("forms")
                    .properties()
                    .forEach(form -> content.addMediaType(
                            form.getKey(),
                            OASFactory.createMediaType()
                                    .schema(text())
                                    .example(form.getValue().asText())));
            success.content(content);
        }
        if (told.has("response") && success != null && success.getContent() != null) {
            MediaType json = success.getContent().getMediaType(JSON);
            if (json != null) {
                json.setExample(plain(told.path("response")));
            }
        }
    }

    private static @Nullable APIResponse success(Operation operation) {
        return operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static void describe(Parameter parameter) {
        if (parameter.getDescription() != null || parameter.getName() == null) {
            return;
        }
        switch (parameter.getName()) {
            case "If-Match" ->
                parameter.required(true).description("The ETag that was read: the version that is to be changed");
            case "If-None-Match" -> parameter.description("The ETag that the caller has; 304 if it is still right");
            case "cursor" -> parameter.description("nextCursor of the page before");
            case "limit" -> parameter.description("How many records at most, 1 to 500; 50 if it is not given");
            case "total" -> parameter.description("true: tell how many records fit in all");
            case "format" -> parameter.description("csv or json; without it, Accept decides");
            case "id", "runId" -> parameter.description("A UUID that the server gave");
            default ->
                parameter.description(
                        parameter.getIn() == In.PATH
                                ? "Which " + parameter.getName()
                                : "Only records with this " + parameter.getName());
        }
        if (parameter.getIn() == In.QUERY
                && parameter.getSchema() != null
                && parameter.getSchema().getType() != null
                && parameter.getSchema().getType().contains(SchemaType.ARRAY)) {
            parameter.setDescription(parameter.getDescription() + "; repeated: any of these");
        }
    }

    private static Parameter idempotencyKey() {
        return OASFactory.createParameter()
                .name("Idempotency-Key")
                .in(In.HEADER)
                .description(
                        "Chosen by the caller for one request, so that it can be repeated: the same caller, path, key"
                                + " and body get the first answer again for 24 hours")
                .schema(text().minLength(1).maxLength(128).pattern("^[!-~]+$"));
    }

    // ProgramResource_propose is proposeProgram.
    private static String shortened(String id) {
        String[] parts = id.split("_", 2);
        return parts.length == 2 ? parts[1] + parts[0].replaceAll("(Resource|Pages)$", "") : id;
    }

    private static Set<Integer> statuses() {
        return Arrays.stream(ProblemType.values())
                .map(ProblemType::status)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String name(int status) {
        return PROBLEM + status;
    }

    private static APIResponse response(int status) {
        List<ProblemType> types = Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .toList();
        APIResponse response = OASFactory.createAPIResponse()
                .description(types.stream()
                        .map(type -> type.title() + " (" + type.uri() + ")")
                        .collect(Collectors.joining("; ")))
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(SCHEMAS + PROBLEM))
                                        .example(plain(JsonNodeFactory.instance
                                                .objectNode()
                                                .put("type", types.get(0).uri())
                                                .put("title", types.get(0).title())
                                                .put("status", status)))));
        if (TO_BE_RETRIED.contains(status)) {
            response.addHeader("Retry-After", header("Retry-After"));
        }
        if (status == 401) {
            response.addHeader("WWW-Authenticate", header("WWW-Authenticate"));
        }
        return response;
    }

    private static Header header(String name) {
        return OASFactory.createHeader().ref(name);
    }

    private static Schema problem() {
        return object().description("RFC 9457; each type has a page at its address")
                .addProperty(
                        "type",
                        text().enumeration(Arrays.stream(ProblemType.values())
                                .map(type -> (Object) type.uri())
                                .toList()))
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty("instance", text().description("The path that was asked"))
                .addProperty("traceId", text())
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(OASFactory.createSchema().ref(SCHEMAS + "ProblemError")))
                .required(List.of("type", "title", "status"));
    }

    private static Schema problemError() {
        return object().addProperty(
                        "pointer", text().description("JSON Pointer into the body, or ?name of a query parameter"))
                .addProperty("code", text().description("Stable, for programs"))
                .addProperty("detail", text().description("For people"))
                .required(List.of("pointer", "code", "detail"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Object plain(JsonNode example) {
        return new ObjectMapper().convertValue(example, Object.class);
    }

    /** What the service and the libraries that bring resources say, each in a file of that name. */
    private static JsonNode told() {
        try {
            ObjectMapper json = new ObjectMapper();
            ObjectNode told = json.createObjectNode();
            for (URL file : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources("META-INF/api.json"))) {
                try (InputStream text = file.openStream()) {
                    told.setAll((ObjectNode) json.readTree(text));
                }
            }
            return told;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
