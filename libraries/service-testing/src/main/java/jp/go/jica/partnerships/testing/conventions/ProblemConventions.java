package jp.go.jica.partnerships.testing.conventions;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is asked, and however badly: a problem document of a known type. */
abstract class ProblemConventions extends DescribedApi {

    private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final String UNHEARD_OF = "surprise";
    private static final Map<String, String> TITLES = new ConcurrentHashMap<>();

    @Test
    void unknownPathsAreAnsweredByAProblem() {
        assertAll(Stream.of(
                        "/nothing",
                        "/v1",
                        "/v1/nothing",
                        "/v1/nothing/" + ID,
                        "/v2/programs",
                        "/problems/no-such",
                        "/problems/x/y")
                .map(path ->
                        () -> assertProblem(404, Request.anonymous("GET", path).send())));
    }

    @Test
    void wrongMethodIsToldTheRightOnes() {
        assertAll(paths().flatMap(path -> Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                .filter(method -> !allowed(path).contains(method))
                .map(method -> () -> {
                    Reply reply = byEverybody(method, filled(path))
                            .with("Content-Type", "application/json")
                            .body("{}")
                            .send();
                    assertProblem(405, reply);
                    assertEquals(allowed(path), list(reply.header("Allow")), path);
                })));
    }

    @Test
    void optionsTellWhatAPathTakes() {
        assertAll(paths().map(path -> () -> {
            Reply reply = byEverybody("OPTIONS", filled(path)).send();
            assertTrue(reply.status() == 200 || reply.status() == 204, reply.toString());
            assertEquals(allowed(path), list(reply.header("Allow")), path);
        }));
    }

    @Test
    void otherOriginsAreNotLetIn() {
        assertAll(paths().map(path -> () -> {
            Reply reply = Request.anonymous("OPTIONS", filled(path))
                    .with("Origin", "https://elsewhere.example")
                    .with("Access-Control-Request-Method", "GET")
                    .send();
            assertEquals("", reply.header("Access-Control-Allow-Origin"), reply.toString());
        }));
    }

    @Test
    void mediaTypeThatIsNotOfferedIsRefused() {
        assertAll(operations().stream()
                .map(operation -> () -> assertProblem(
                        406,
                        examples().fresh(operation).with("Accept", "image/png").send())));
    }

    @Test
    void bodyOfAnotherMediaTypeIsRefused() {
        assertAll(writing()
                .flatMap(operation -> Stream.of("text/plain", "application/x-www-form-urlencoded", "text/html")
                        .map(type -> () -> assertProblem(
                                415,
                                examples()
                                        .fresh(operation)
                                        .with("Content-Type", type)
                                        .send()))));
    }

    @Test
    void malformedAddressesAreRefused() {
        List<String> endings = List.of(
                "/%", "/%zz", "/%00", "/%ED%A0%80", "/%C0%80", "/a%2Fb", "?q=%", "?q=%00", "?q=%ED%A0%80", "?%00=1");
        assertAll(paths().flatMap(path -> endings.stream().map(ending -> () -> {
            Reply reply = byEverybody("GET", filled(path) + ending).send();
            assertTrue(Set.of(400, 404, 405).contains(reply.status()), path + ending + " " + reply);
            // A path that the server cannot even take apart is answered by it, without a body.
            if (!(reply.status() == 400 && reply.body().isEmpty())) {
                assertProblem(reply.status(), reply);
            }
        })));
    }

    @Test
    void bodyThatCannotBeReadIsRefused() {
        List<String> bodies = List.of(
                "",
                "{",
                "[]",
                "\"text\"",
                "null",
                "{\"a\":1}",
                "{\"a\":1}{}",
                "{\"a\":\"\\uD800\"}",
                "\u0000",
                "<a/>",
                "[".repeat(100_000));
        assertAll(writing()
                .flatMap(operation -> bodies.stream()
                        .map(body -> () -> assertProblem(
                                400, examples().fresh(operation).body(body).send()))));
    }

    @Test
    void unknownFieldIsRefusedByItsPointer() {
        assertAll(writing().map(operation -> () -> {
            Request example = examples().fresh(operation);
            String body = String.valueOf(example.body()).strip();
            String more = body.equals("{}") ? "" : ",";
            String wrong = operation.takesFile()
                    ? body.replaceFirst("\r?\n", "," + UNHEARD_OF + "$0")
                    : body.substring(0, body.length() - 1) + more + "\"" + UNHEARD_OF + "\":1}";
            Reply reply = example.body(wrong).send();
            assertProblem(400, reply);
            assertTrue(pointers(reply).contains("/" + UNHEARD_OF), operation + " " + reply);
        }));
    }

    @Test
    void unknownQueryParameterIsRefusedByName() {
        assertAll(operations().stream().map(operation -> () -> {
            Reply reply = examples().fresh(operation).query(UNHEARD_OF + "=1").send();
            assertProblem(400, reply);
            assertTrue(pointers(reply).contains("?" + UNHEARD_OF), operation + " " + reply);
        }));
    }

    @Test
    void queryParameterWithoutAValueIsRefusedByName() {
        assertAll(operations().stream()
                .flatMap(operation -> operation.queryParameters().stream().map(name -> () -> {
                    Reply reply = examples().fresh(operation).query(name + "=").send();
                    assertProblem(400, reply);
                    assertTrue(pointers(reply).contains("?" + name), reply.toString());
                })));
    }

    @Test
    void idThatIsNotThereIsNotFound() {
        assertAll(operations().stream()
                .filter(operation -> operation.path().contains("{"))
                .flatMap(operation -> Stream.of(UUID.randomUUID().toString(), "not-an-id", "0", "%20", "%F0%9F%99%82")
                        .filter(id -> !(id.equals("0") && operation.isNumbered()))
                        .map(id -> () -> assertProblem(
                                404,
                                examples()
                                        .fresh(operation)
                                        .path(operation.at(id))
                                        .send()))));
    }

    @Test
    void bodyThatGrowsTooLargeIsRefused() {
        assertAll(writing().map(operation -> () -> {
            String piece = " ".repeat(0x10000);
            // 2 MiB, or 8 for files: twice of what is taken.
            int pieces = operation.takesFile() ? 128 : 32;
            String body = ("10000\r\n" + piece + "\r\n").repeat(pieces) + "0\r\n\r\n";
            Request example = examples().fresh(operation);
            assertProblem(
                    413, example.with("Transfer-Encoding", "chunked").body(body).send());
            assertProblem(413, example.body(piece.repeat(pieces)).send());
        }));
    }

    @Test
    void tooLargeHeadersAndTooLongAddressesAreRefused() {
        Request asked = Request.anonymous("GET", "/v1/nothing");
        assertProblem(431, asked.with("X-Large", "x".repeat(20_000)).send());
        assertProblem(414, asked.query("x=" + "x".repeat(20_000)).send());
        // More than that the server does not read, and so answers by itself.
        assertEquals(431, asked.with("X-Large", "x".repeat(100_000)).send().status());
        assertEquals(414, asked.query("x=" + "x".repeat(100_000)).send().status());
    }

    @Test
    void everyProblemTypeHasAPage() {
        Set<String> types = described().problemTypes();
        assertTrue(types.size() > 15, "Types: " + types);
        assertAll(types.stream().map(type -> () -> {
            Request asked = Request.anonymous("GET", type);
            Reply page = asked.with("Accept", "text/html").send();
            assertEquals(200, page.status());
            assertTrue(page.body().contains(type) && page.body().contains("What to do"), page.toString());
            assertEquals(
                    type,
                    asked.with("Accept", "application/json")
                            .send()
                            .json()
                            .path("type")
                            .asText());
        }));
    }

    @Test
    void answersAreSafeForBrowsers() {
        assertAll(Stream.of(
                        "/v1/nothing",
                        "/problems/forbidden",
                        "/q/health/live",
                        filled(paths().findFirst().orElseThrow()))
                .map(path -> () -> {
                    Reply reply = byEverybody("GET", path).send();
                    assertEquals("nosniff", reply.header("X-Content-Type-Options"), path);
                    assertTrue(reply.header("Content-Security-Policy").contains("default-src 'none'"), path);
                    assertTrue(reply.header("Strict-Transport-Security").isEmpty(), path);
                    if (path.startsWith("/v1/")) {
                        assertFalse(reply.header("Cache-Control").isEmpty(), path);
                    }
                }));
    }

    private Stream<String> paths() {
        return methods().keySet().stream();
    }

    private Stream<Operation> writing() {
        return operations().stream().filter(Operation::takesBody);
    }

    private static String filled(String path) {
        return path.replaceAll("\\{[^}]*}", ID);
    }

    private Set<String> allowed(String path) {
        Set<String> allowed = new TreeSet<>(methods().getOrDefault(path, Set.of()));
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return allowed;
    }

    private static Set<String> list(String header) {
        return new TreeSet<>(Arrays.asList(header.split(", *", -1)));
    }

    static List<String> pointers(Reply reply) {
        List<String> pointers = new ArrayList<>();
        for (JsonNode error : reply.json().path("errors")) {
            pointers.add(error.path("pointer").asText());
        }
        return pointers;
    }

    /** A problem document with the title of its type's page and a detail, and nothing of our insides in it. */
    static void assertProblem(int status, Reply reply) {
        assertEquals(status, reply.status(), reply.toString());
        assertTrue(reply.problem(), reply.toString());
        assertEquals(title(reply), reply.json().path("title").asText(), reply.toString());
        assertFalse(reply.json().path("detail").asText().isEmpty(), reply.toString());
        assertFalse(reply.json().path("type").asText().equals("/problems/failed"), reply.toString());
        for (String inside :
                List.of("Exception", "\tat ", "jp.go.jica", "org.postgresql", "com.fasterxml", "target resource")) {
            assertFalse(reply.body().contains(inside), reply.toString());
        }
    }

    private static String title(Reply problem) {
        return TITLES.computeIfAbsent(
                problem.json().path("type").asText(),
                type -> Request.anonymous("GET", type)
                        .with("Accept", "application/json")
                        .send()
                        .json()
                        .path("title")
                        .asText());
    }
}
