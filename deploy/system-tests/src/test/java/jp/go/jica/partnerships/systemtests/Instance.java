package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One more instance of a service of the running system, on the same database. */
final class Instance implements AutoCloseable {

    private final Process process;
    private final URI address;

    private Instance(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param changed what shall be otherwise than with the first instance
     */
    static Instance start(LocalSystem system, String service, Map<String, String> changed) throws IOException {
        int port = LocalSystem.freePort();
        Path log = Path.of("target", "%s-at-%d.log".formatted(service, port));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        system.checkout()
                                .resolve(service + "-service/target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(system.environmentOf(service));
        builder.environment().putAll(changed);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Instance instance = new Instance(builder.start(), URI.create("http://127.0.0.1:" + port));
        try {
            await(log.toString())
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(200))
                    .until(instance::isReady);
            return instance;
        } catch (RuntimeException | Error neverReady) {
            instance.stop();
            throw neverReady;
        }
    }

    URI address() {
        return address;
    }

    /** SIGKILL: it does not get to say goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM: it finishes what it has in hand. */
    void stop() {
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

    @Override
    public void close() {
        stop();
    }

    private boolean isReady() throws IOException, InterruptedException {
        assertThat(process.isAlive()).isTrue();
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException notYet) {
            return false;
        }
    }
}
