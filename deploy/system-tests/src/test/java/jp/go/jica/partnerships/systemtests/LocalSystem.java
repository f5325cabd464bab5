package jp.go.jica.partnerships.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.LocalState;
import jp.go.jica.partnerships.testing.Tools;

/** A system of its own on this machine: free ports, an empty state folder, the launcher as a child process. */
final class LocalSystem {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final List<String> PORTS = List.of(
            "PARTICIPANTS",
            "PROGRAMS",
            "AGREEMENTS",
            "REPORTING",
            "ISSUER",
            "POSTGRESQL",
            "KAFKA",
            "KAFKA_CONTROLLER",
            "CONNECT",
            "PROMETHEUS");
    private static final int LINES_OF_A_TAIL = 40;

    private final Path checkout;
    private final Path state;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> launchers = new ArrayList<>();

    private LocalSystem(Path checkout, Path state) {
        this.checkout = checkout;
        this.state = state;
        environment.put("PARTNERSHIPS_STATE", state.toString());
        // Who waits for a comparison waits for the minute that it leaves out, not for another one until the next.
        environment.put("PARTNERSHIPS_RECONCILIATION_EVERY", "5s");
        List<Integer> numbers = freePorts(PORTS.size());
        for (int i = 0; i < PORTS.size(); i++) {
            environment.put("PARTNERSHIPS_%s_PORT".formatted(PORTS.get(i)), Integer.toString(numbers.get(i)));
        }
    }

    /** Starts everything and waits until it is ready. Broker and Connect are two processes, to be killed one by one. */
    static LocalSystem start() {
        return start("state", Map.of());
    }

    /**
     * Starts another one beside it.
     *
     * @param state the folder below {@code target} that it keeps everything in
     * @param more what all parts find in their environment
     */
    static LocalSystem start(String state, Map<String, String> more) {
        Path checkout = Path.of("../..").toAbsolutePath().normalize();
        LocalSystem system = new LocalSystem(checkout, Path.of("target", state).toAbsolutePath());
        system.environment.putAll(more);
        system.launch("up", "--separate", "--fresh");
        try {
            system.awaitReady();
        } catch (RuntimeException | Error notReady) {
            System.err.println(system.tails());
            system.stop();
            throw notReady;
        }
        return system;
    }

    /** One that somebody else has started and will stop, at the ports and in the folder that the environment names. */
    static LocalSystem running() {
        LocalSystem system = new LocalSystem(Path.of("../..").toAbsolutePath().normalize(), LocalState.folder());
        system.environment.clear();
        system.environment.putAll(System.getenv());
        return system;
    }

    Addresses addresses() {
        return Addresses.of(environment);
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    Path checkout() {
        return checkout;
    }

    /** Where it keeps data and logs. */
    Path state() {
        return state;
    }

    /** Starts it again after its launcher was killed. */
    void startAgain() {
        launch("up", "--separate");
        awaitReady();
    }

    /** What the launcher that was started last has said. */
    String said() {
        return read(launcherLog(launchers.size()));
    }

    Process launcher() {
        return launchers.get(launchers.size() - 1);
    }

    /** The process that runs a part at this moment. */
    Optional<ProcessHandle> process(String part) {
        Path file = state.resolve("run").resolve(part + ".pid");
        try {
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(file).split(" ", 2)[0]))
                            .filter(ProcessHandle::isAlive)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the process that runs a part was started with, to start another instance of it. */
    Map<String, String> environmentOf(String part) throws IOException {
        long pid = process(part)
                .orElseThrow(() -> new AssertionError(part + " does not run"))
                .pid();
        Map<String, String> found = new HashMap<>();
        for (String variable :
                Files.readString(Path.of("/proc/%d/environ".formatted(pid))).split("\0", -1)) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                found.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return found;
    }

    /** A connection to a service's database as a superuser, whom nothing is kept from. */
    Connection connect(String database) throws SQLException, IOException {
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(state.resolve("data/passwords.properties"))) {
            passwords.load(file);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s"
                        .formatted(environment.get("PARTNERSHIPS_POSTGRESQL_PORT"), database),
                "postgres",
                passwords.getProperty("postgres"));
    }

    /** SIGKILL: no part gets to say goodbye. Returns when another process runs the part and the launcher finds it ready. */
    void killAndAwait(String part) {
        ProcessHandle victim = process(part).orElseThrow(() -> new AssertionError(part + " does not run"));
        String ready = "  " + part + " ";
        long readyBefore = timesReady(ready);
        victim.destroyForcibly();
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> timesReady(ready) > readyBefore);
    }

    private long timesReady(String part) {
        return said().lines()
                .filter(line -> line.contains(part) && line.contains("ready after"))
                .count();
    }

    /** The last lines of every part's log, for whoever looks into a failure. */
    String tails() {
        StringBuilder tails = new StringBuilder();
        List<Path> logs = new ArrayList<>(List.of(launcherLog(launchers.size())));
        try (Stream<Path> ofParts = Files.list(state.resolve("logs"))) {
            ofParts.filter(log -> log.toString().endsWith(".log")).sorted().forEach(logs::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path log : logs) {
            List<String> lines = read(log).lines().toList();
            tails.append("---- ").append(log).append('\n');
            lines.subList(Math.max(0, lines.size() - LINES_OF_A_TAIL), lines.size())
                    .forEach(line -> tails.append(line).append('\n'));
        }
        return tails.toString();
    }

    void stop() {
        if (launchers.isEmpty()) {
            return;
        }
        Process launcher = launcher();
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            launcher.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the launcher with an environment of its own and returns what it says until it ends. */
    String refusal(Map<String, String> changed, String... options) throws IOException, InterruptedException {
        Path log = Path.of("target", "refused-launcher.log");
        ProcessBuilder builder = launcherCommand(options).redirectOutput(log.toFile());
        builder.environment().putAll(changed);
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroy();
            throw new AssertionError("The launcher did not end: " + read(log));
        }
        return read(log);
    }

    private void launch(String... options) {
        try {
            List<String> all = new ArrayList<>(List.of(options));
            if (Tools.find("prometheus").isPresent()) {
                all.add("--observability");
            }
            Process launcher = launcherCommand(all.toArray(String[]::new))
                    .redirectOutput(launcherLog(launchers.size() + 1).toFile())
                    .start();
            launchers.add(launcher);
            // Whoever stops the tests in the middle wants the system to end as well.
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Not through ./dev up: that would build when a source is newer, in the middle of a build.
    private ProcessBuilder launcherCommand(String... options) {
        Path target = checkout.resolve("deploy/local/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpartnerships.part=launcher",
                "-Dpartnerships.checkout=" + checkout,
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                "jp.go.jica.partnerships.local.Dev"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    private void awaitReady() {
        await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!launcher().isAlive()) {
                throw new AssertionError("The launcher ended: " + said());
            }
            return said().contains("Everything is ready");
        });
    }

    private Path launcherLog(int number) {
        return Path.of("%s-launcher-%d.log".formatted(state, number));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        return freePorts(1).get(0);
    }

    /** Different ones: each is held until all are found. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> numbers =
                    held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
