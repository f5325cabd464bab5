package jp.go.jica.partnerships.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * The committed JSON Schema of an owner's events, held against its examples and against what the service wrote.
 *
 * <p>It binds the owner more than its consumers: they pass over a field that they do not know, so that fields can be
 * added; the owner may not write one that the schema does not name.
 */
public final class EventContract {
    private static final Path EXAMPLES = Path.of("contracts/examples");

    private final String aggregateType;
    private final Schema schema;

    private EventContract(String aggregateType, Schema schema) {
        this.aggregateType = aggregateType;
        this.schema = schema;
    }

    /** The contract {@code contracts/events/<aggregate type>.v1.json} of the module under test. */
    public static EventContract of(String aggregateType) {
        return of(Path.of(""), aggregateType);
    }

    /** The same of another module. */
    public static EventContract of(Path module, String aggregateType) {
        String text = read(module.resolve("contracts/events/" + aggregateType + ".v1.json"));
        try {
            return new EventContract(
                    aggregateType,
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(closed(new ObjectMapper().readTree(text))));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode closed(JsonNode schema) {
        schema.forEach(EventContract::closed);
        if (schema instanceof ObjectNode object && object.has("properties") && namesObject(object.path("type"))) {
            object.put("additionalProperties", false);
        }
        return schema;
    }

    private static boolean namesObject(JsonNode type) {
        return type.asText().equals("object")
                || StreamSupport.stream(type.spliterator(), false)
                        .anyMatch(each -> each.asText().equals("object"));
    }

    /** What the example {@code contracts/examples/<name>} and its schema disagree on; nothing, if all is well. */
    public List<String> violationsOfExamples() {
        List<String> violations = new ArrayList<>();
        try (var examples = Files.list(EXAMPLES)) {
            examples.filter(file -> file.getFileName().toString().startsWith(aggregateType + "-"))
                    .forEach(file ->
                            violations.addAll(violations(file.getFileName().toString(), read(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return violations;
    }

    /** What the rows of the service's journal and the schema disagree on; nothing, if all is well. */
    public List<String> violationsOfJournal(ServiceDatabase database) throws SQLException {
        List<String> violations = new ArrayList<>();
        try (Connection connection = database.asService();
                var select =
                        connection.prepareStatement("select type, data from domain_event where aggregate_type = ?")) {
            select.setString(1, aggregateType);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    violations.addAll(violations(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return violations;
    }

    /** Types that the service wrote and for which no example is committed. */
    public List<String> typesWithoutExample(ServiceDatabase database) throws SQLException {
        TreeSet<String> missing = new TreeSet<>();
        try (Connection connection = database.asService();
                var select = connection.prepareStatement(
                        "select distinct type from domain_event where aggregate_type = ?")) {
            select.setString(1, aggregateType);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    String type = rows.getString(1);
                    String name = type.substring(type.indexOf('.') + 1);
                    if (!Files.exists(EXAMPLES.resolve(name + ".json"))) {
                        missing.add(type);
                    }
                }
            }
        }
        return List.copyOf(missing);
    }

    /** What one value and the schema disagree on, each beginning with what it is. */
    public List<String> violations(String what, String json) {
        return schema
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> what + ": " + error)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
