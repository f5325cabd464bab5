package jp.go.jica.partnerships.testing.conventions;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Puts into each field that the description knows, and into each parameter, what a field of its kind is broken with. No
 * answer is a fault or a page; each refusal is a problem of the catalogue. Of the broken values each place gets a few, others each time;
 * with {@code -Dconventions.values=100} it gets them all. A failure names what was sent.
 */
abstract class GeneratedInputs extends ProblemConventions {

    private static final int VALUES = Integer.getInteger("conventions.values", 4);
    private static final String UNKNOWN_ID = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<JsonNode> TEXTS = Stream.of(
                    "",
                    " ",
                    "x".repeat(101_000),
                    "a\u0000b",
                    "a\uD800b",
                    "\u200Fabc",
                    "\uD83D\uDE00",
                    "'; drop table x; --",
                    UNKNOWN_ID)
            .<JsonNode>map(TextNode::valueOf)
            .toList();
    private static final List<JsonNode> DAYS = Stream.of(
                    "0000-00-00", "9999-12-31", "2024-02-29", "2023-02-29", "2023-13-01", "+12023-01-01")
            .<JsonNode>map(TextNode::valueOf)
            .toList();
    private static final List<JsonNode> NUMBERS =
            List.of(IntNode.valueOf(0), IntNode.valueOf(-1), BigIntegerNode.valueOf(BigInteger.TWO.pow(63)));
    private static final List<JsonNode> OTHER_KINDS = List.of(
            NullNode.getInstance(),
            IntNode.valueOf(7),
            ASCII.createArrayNode(),
            ASCII.createObjectNode(),
            ASCII.createArrayNode().addNull());
    private static final List<String> QUERY = List.of(
            "",
            "a\u0000b",
            "\u200Fabc",
            "\uD83D\uDE00",
            "x".repeat(2000),
            "0",
            "-1",
            "9223372036854775808",
            "0000-00-00",
            "9999-12-31",
            "2023-02-29",
            UNKNOWN_ID,
            "not-a-uuid",
            "*");

    @Test
    void noContentsOfAFieldAreTooMuch() {
        assertAll(operations().stream()
                .filter(operation -> operation.takesBody() && !operation.takesFile())
                .flatMap(this::brokenBodies));
    }

    @Test
    void noContentsOfACellAreTooMuch() {
        assertAll(operations().stream().filter(Operation::takesFile).flatMap(this::brokenFiles));
    }

    // Most of it is found out when the answer has long been given, so what counts is how it ends.
    private Stream<Executable> brokenFiles(Operation operation) {
        Request example = examples().fresh(operation);
        List<String> lines = String.valueOf(example.body()).lines().toList();
        int columns = lines.get(0).split(",", -1).length;
        return IntStream.range(0, columns)
                .boxed()
                .flatMap(column -> some(Stream.concat(TEXTS.stream(), DAYS.stream()))
                        .map(value -> () -> {
                            String[] cells = lines.get(1).split(",", -1);
                            cells[column] = "\"" + value.asText().replace("\"", "\"\"") + "\"";
                            Reply reply = example.body(lines.get(0) + "\r\n" + String.join(",", cells) + "\r\n")
                                    .send();
                            assertSane(operation + " column " + column + " " + shortened(value.asText()), reply);
                            assertEndsWell(example, reply);
                        }));
    }

    private static void assertEndsWell(Request example, Reply begun) {
        if (begun.status() == 202) {
            String path = begun.header("Location").replaceFirst("^https?://[^/]+", "");
            Request job = new Request("GET", path, example.headers(), null);
            Reply ended = Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(job::send, reply -> reply.json().has("endedAt"));
            assertFalse(ended.json().path("state").asText().equals("FAILED"), ended.toString());
            Reply errors = job.path(ended.json().path("errors").asText()).send();
            assertTrue(errors.successful(), errors.toString());
            assertFalse(errors.body().contains("\"failed\""), errors.toString());
        }
    }

    // What is refused leaves the record as it was, so the next one can be tried on the same.
    private Stream<Executable> brokenBodies(Operation operation) {
        var target = new Object() {
            Request example = examples().fresh(operation);
        };
        JsonNode example = read(String.valueOf(target.example.body()));
        return Fields.of(operation.bodySchema(), described()).stream()
                .flatMap(field -> some(values(field)).map(value -> () -> {
                    String body = written(field.in(example, value));
                    Reply reply = target.example.body(body).send();
                    if (reply.successful()) {
                        target.example = examples().fresh(operation);
                    }
                    assertSane(operation + " " + shortened(body), reply);
                }));
    }

    @Test
    void noIdInAPathIsTooMuch() {
        List<String> ids = List.of(
                "not-a-uuid",
                "1",
                UNKNOWN_ID,
                UNKNOWN_ID + "0",
                "x".repeat(2000),
                "%F0%9F%98%80",
                "%E2%80%8F",
                "..%2F..",
                ";a=b");
        assertAll(operations().stream()
                .filter(operation -> operation.path().contains("{"))
                .flatMap(operation -> some(ids.stream())
                        .map(id -> () -> assertSane(
                                operation + " " + id,
                                examples()
                                        .fresh(operation)
                                        .path(operation.at(id))
                                        .send()))));
    }

    @Test
    void noQueryParameterIsTooMuch() {
        assertAll(operations().stream()
                .flatMap(operation -> operation.queryParameters().stream()
                        .flatMap(name -> some(QUERY.stream()).map(value -> () -> {
                            Request asked = examples()
                                    .fresh(operation)
                                    .query(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                            assertSane(shortened(asked.toString()), asked.send());
                        }))));
    }

    private void assertSane(String what, Reply reply) {
        String told = what + " " + reply;
        // A statement that is cut off after its time would be no fault, but nothing here may need so long.
        assertTrue(reply.status() < 500, told);
        assertFalse(reply.mediaType().contains("html"), told);
        if (reply.status() >= 400) {
            assertProblem(reply.status(), reply);
            assertTrue(
                    described()
                            .problemTypes()
                            .contains(reply.json().path("type").asText()),
                    told);
        }
    }

    private static Stream<JsonNode> values(Fields.Field field) {
        List<JsonNode> ofItsKind = switch (field.kind()) {
            case NUMBER -> NUMBERS;
            case DAY -> DAYS;
            case TEXT -> TEXTS;
            case OTHER -> List.of();
        };
        return Stream.concat(ofItsKind.stream(), OTHER_KINDS.stream());
    }

    private static <T> Stream<T> some(Stream<T> values) {
        List<T> all = values.collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(all);
        return all.stream().limit(VALUES);
    }

    private static JsonNode read(String body) {
        try {
            return ASCII.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String written(JsonNode body) {
        try {
            return ASCII.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}
