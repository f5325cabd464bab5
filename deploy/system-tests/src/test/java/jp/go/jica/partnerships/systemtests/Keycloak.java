package jp.go.jica.partnerships.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jp.go.jica.partnerships.systemtests.client.Json;
import org.junit.jupiter.api.Assumptions;

/** A Keycloak of the distribution in Maven's repository, with the realm of {@code deploy/keycloak}. */
final class Keycloak implements AutoCloseable {

    private static final String VERSION = "26.4.0";
    private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:%s:zip".formatted(VERSION);
    private static final String ADMINISTRATOR = "administrator-of-the-test";
    // The first start also builds what later ones reuse.
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final Process process;

    private Keycloak(URI address, Process process) {
        this.address = address;
        this.process = process;
    }

    /** Skips the test where the distribution cannot be had. */
    static Keycloak start(Path checkout, int port) throws IOException, InterruptedException {
        Path home = unpacked(checkout);
        // A realm that is there already would not be imported again.
        deleteFolder(home.resolve("data"));
        Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                checkout.resolve("deploy/keycloak/partnerships-realm.json"),
                home.resolve("data/import/partnerships-realm.json"));
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/keycloak.log"));
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS",
                        "-Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMINISTRATOR,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        ADMINISTRATOR));
        Keycloak keycloak = new Keycloak(URI.create("http://127.0.0.1:" + port), builder.start());
        try {
            keycloak.awaitRealm();
        } catch (RuntimeException | Error notReady) {
            keycloak.close();
            throw notReady;
        }
        return keycloak;
    }

    /** What a service trusts. */
    String issuer() {
        return address + "/realms/partnerships";
    }

    /** A token of the sample system by client credentials. */
    String tokenOfSystem(String scopes) throws IOException, InterruptedException {
        String clients = send(administered(administrator(), "clients?clientId=sample-system")
                        .GET())
                .body();
        return token(
                "partnerships",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        "sample-system",
                        "client_secret",
                        Json.read(clients).path(0).path("secret").asText(),
                        "scope",
                        scopes));
    }

    /** A token of a new person, by password; only this test has a client that takes one. */
    String tokenOfPerson(String name, String role, String office) throws IOException, InterruptedException {
        String administrator = administrator();
        create(
                administrator,
                "clients",
                "{\"clientId\":\"by-password\",\"publicClient\":true,\"directAccessGrantsEnabled\":true}");
        String person = create(administrator, "users", """
                {"username":"%1$s","enabled":true,"email":"%1$s@example.org","firstName":"A","lastName":"B",
                 "attributes":{"offices":["%2$s"]},"credentials":[{"type":"password","value":"%1$s"}]}""".formatted(name, office));
        String known = send(administered(administrator, "roles/" + role).GET()).body();
        send(administered(administrator, "users/" + person + "/role-mappings/realm")
                .POST(BodyPublishers.ofString("[" + known + "]")));
        return token(
                "partnerships",
                Map.of("grant_type", "password", "client_id", "by-password", "username", name, "password", name));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitRealm() {
        await("Keycloak, see target/keycloak.log")
                .atMost(START)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("Keycloak ended, see target/keycloak.log");
                    }
                    try {
                        return http.send(
                                                HttpRequest.newBuilder(URI.create(issuer()))
                                                        .build(),
                                                BodyHandlers.discarding())
                                        .statusCode()
                                == 200;
                    } catch (ConnectException notYet) {
                        return false;
                    }
                });
    }

    private String token(String realm, Map<String, String> form) throws IOException, InterruptedException {
        String fields = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        address.resolve("/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields));
        JsonNode answer = Json.read(send(request).body());
        return answer.path("access_token").asText();
    }

    private String administrator() throws IOException, InterruptedException {
        return token(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        ADMINISTRATOR,
                        "password",
                        ADMINISTRATOR));
    }

    /** The id of what was created. */
    private String create(String administrator, String collection, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> created =
                send(administered(administrator, collection).POST(BodyPublishers.ofString(body)));
        return created.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
    }

    private HttpRequest.Builder administered(String administrator, String path) {
        return HttpRequest.newBuilder(address.resolve("/admin/realms/partnerships/" + path))
                .header("Authorization", "Bearer " + administrator)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError("Keycloak answers %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        return answer;
    }

    private static Path unpacked(Path checkout) throws IOException, InterruptedException {
        Path target = Path.of("target").toAbsolutePath();
        Path home = target.resolve("keycloak-" + VERSION);
        Path whole = home.resolve("unpacked");
        if (!Files.exists(whole)) {
            Path archive = archive().or(() -> fetched(checkout)).orElse(null);
            if (archive == null) {
                String reason = "Skipped: %s cannot be had from Maven here".formatted(ARTIFACT);
                System.err.println(reason);
                Assumptions.abort(reason);
                throw new IllegalStateException(reason);
            }
            unpack(archive, target);
            Files.createFile(whole);
        }
        return home;
    }

    private static Optional<Path> archive() {
        Path repository = Path.of(System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        return Optional.of(repository.resolve(
                        "org/keycloak/keycloak-quarkus-dist/%1$s/keycloak-quarkus-dist-%1$s.zip".formatted(VERSION)))
                .filter(Files::exists);
    }

    // Not a dependency of the module: 160 MB that only this test needs, and a build must be able to do without.
    private static Optional<Path> fetched(Path checkout) {
        try {
            Process maven = new ProcessBuilder(
                            checkout.resolve("mvnw").toString(),
                            "-q",
                            "dependency:get",
                            "-Dartifact=" + ARTIFACT,
                            "-Dtransitive=false")
                    .directory(checkout.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(new File("target/keycloak-download.log"))
                    .start();
            if (!maven.waitFor(DOWNLOAD.toSeconds(), TimeUnit.SECONDS)) {
                maven.destroyForcibly();
            }
        } catch (IOException noMaven) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return archive();
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("Not inside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolveSibling(""));
                    Files.copy(zip, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}
