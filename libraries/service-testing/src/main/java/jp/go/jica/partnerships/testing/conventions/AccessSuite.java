package jp.go.jica.partnerships.testing.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Who may do what, cell by cell: every operation of the running service, for every role and scope, with the table in
 * {@code docs/access.md}. A service extends it as a {@code @QuarkusTest}.
 */
public abstract class AccessSuite {

    private static final Path TABLES = Path.of("../docs/access.md");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String service;
    private final Map<String, Set<String>> grants;

    @TestHTTPResource("/")
    URI address;

    /** @param grants permissions by role, and by scope of the role {@code system}; a scope has a colon in its name */
    protected AccessSuite(String service, Map<String, Set<String>> grants) {
        this.service = service;
        this.grants = grants;
        this.address = URI.create("/");
    }

    @Test
    void tableOfAccessIsWhatTheResourcesSay() throws IOException {
        String begin = "<!-- %s: made from the code -->%n".formatted(service);
        String end = "<!-- end of %s -->".formatted(service);
        String text = Files.readString(TABLES);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertTrue(text.contains(begin) && to >= from, () -> TABLES + " has no place for " + service);
        if (Boolean.getBoolean("access.write")) {
            Files.writeString(TABLES, text.substring(0, from) + table() + text.substring(to));
        } else {
            assertEquals(
                    table(), text.substring(from, to), () -> TABLES + " is old; bring it up with -Daccess.write=true");
        }
    }

    @Test
    void everyRoleAndScopeMayDoWhatTheTableSaysAndNothingElse() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Set<String>> grant : grants.entrySet()) {
            String token = token(grant.getKey());
            for (ResourceMethod operation : ResourceMethod.of(service)) {
                int status = status(operation, token);
                boolean allowed = status != 401 && status != 403;
                if (operation.allows(grant.getValue()) ? !allowed : status != 403) {
                    wrong.add("%s by %s: %d".formatted(operation.name(), grant.getKey(), status));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void nothingIsDoneWithoutAToken() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (ResourceMethod operation : ResourceMethod.of(service)) {
            int status = status(operation, null);
            if (operation.open() == (status == 401)) {
                wrong.add("%s: %d".formatted(operation.name(), status));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void tokenThatIsExpiredForgedMeantForOthersOrSignedOtherwiseIsNone() throws IOException, InterruptedException {
        Tokens.Refinement good = Tokens.with("recorder").offices("*");
        List<Integer> answers = new ArrayList<>();
        for (String token : List.of(
                good.token(),
                good.expired().token(),
                good.forged().token(),
                good.audience("others").token(),
                good.issuer("https://others.example").token(),
                good.tokenByAnotherAlgorithm())) {
            answers.add(http.send(
                            HttpRequest.newBuilder(address.resolve("/v1/me"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode());
        }
        assertEquals(List.of(200, 401, 401, 401, 401, 401), answers);
    }

    @Test
    void rolesThatAreNamedAsPermissionsAndScopesOfOthersAreWorthNothing() throws IOException, InterruptedException {
        String[] permissions =
                grants.values().stream().flatMap(Set::stream).distinct().toArray(String[]::new);
        String[] scopes = grants.keySet().stream().filter(AccessSuite::isScope).toArray(String[]::new);
        List<String> tokens = List.of(
                Tokens.with(permissions).offices("*").token(),
                Tokens.with("stranger").offices("*").scope(scopes).token(),
                Tokens.system("others:read", "others:write", "others:approve", "recorder"));
        List<String> wrong = new ArrayList<>();
        for (ResourceMethod operation : ResourceMethod.of(service)) {
            for (String token : tokens) {
                int status = status(operation, token);
                if (!operation.allows(Set.of()) && status != 403) {
                    wrong.add("%s: %d".formatted(operation.name(), status));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void callersAreToldHowTheyAreUnderstood() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/v1/me"))
                .header(
                        "Authorization",
                        "Bearer "
                                + Tokens.with("recorder", "stranger")
                                        .offices("SKK", "KNS")
                                        .subject("hanako")
                                        .token())
                .build();
        JsonNode me = new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
        assertEquals("hanako", me.path("subject").asText());
        assertEquals("[\"recorder\"]", me.path("roles").toString());
        assertEquals("[\"KNS\",\"SKK\"]", me.path("offices").toString());
        assertEquals(
                grants.getOrDefault("recorder", Set.of()).stream()
                        .sorted()
                        .map(permission -> "\"" + permission + "\"")
                        .collect(Collectors.joining(",", "[", "]")),
                me.path("permissions").toString());
    }

    private int status(ResourceMethod operation, @Nullable String token) throws IOException, InterruptedException {
        String path = operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        BodyPublisher body = operation.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", operation.consumes())
                .method(operation.method(), body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
        return answer.statusCode();
    }

    private static String token(String roleOrScope) {
        return isScope(roleOrScope)
                ? Tokens.system(roleOrScope)
                : Tokens.with(roleOrScope).offices("*").token();
    }

    private static boolean isScope(String roleOrScope) {
        return roleOrScope.contains(":");
    }

    private String table() {
        List<String> roles = grants.keySet().stream()
                .filter(grant -> !isScope(grant) && !grant.equals("system"))
                .toList();
        Stream<String> head = Stream.of(
                row("operation", "permission", roles.stream(), "system, by scope"),
                row("---", "---", roles.stream().map(role -> ":-:"), "---"));
        Stream<String> rows = ResourceMethod.of(service).stream()
                .map(operation -> row(
                        "`" + operation.name() + "`",
                        permission(operation),
                        roles.stream().map(role -> operation.allows(grants.getOrDefault(role, Set.of())) ? "yes" : ""),
                        scopes(operation)));
        return Stream.concat(head, rows).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String permission(ResourceMethod operation) {
        if (operation.open()) {
            return "none, not even a token";
        }
        return operation.permissions().isEmpty()
                ? "any token"
                : operation.permissions().stream().sorted().collect(Collectors.joining(" or "));
    }

    private String scopes(ResourceMethod operation) {
        return operation.allows(Set.of())
                ? "any"
                : grants.entrySet().stream()
                        .filter(grant -> isScope(grant.getKey()) && operation.allows(grant.getValue()))
                        .map(grant -> "`" + grant.getKey() + "`")
                        .collect(Collectors.joining(" "));
    }

    private static String row(String first, String second, Stream<String> between, String last) {
        return Stream.of(Stream.of(first, second), between, Stream.of(last))
                .flatMap(cells -> cells)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
