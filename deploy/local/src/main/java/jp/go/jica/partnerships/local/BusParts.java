package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.go.jica.partnerships.local.bus.Bus;

/** Broker and Connect: as one process, which saves memory, or as two, so that each can be killed by itself. */
final class BusParts {
    static final String BOTH = "bus";
    static final String BROKER = "broker";
    static final String CONNECT = "connect";

    private final Checkout checkout;
    private final Ports ports;
    private final Passwords passwords;

    BusParts(Checkout checkout, Ports ports, Passwords passwords) {
        this.checkout = checkout;
        this.ports = ports;
        this.passwords = passwords;
    }

    List<Part> parts(boolean separate) {
        String rest = ports.http(Port.CONNECT);
        if (separate) {
            return List.of(broker(), part(CONNECT, "320m", List.of(workerFile().toString()), connectIsReady(), rest));
        }
        List<String> both = new ArrayList<>(brokerArguments());
        both.add(workerFile().toString());
        return List.of(part(BOTH, "384m", both, connectIsReady(), kafka() + " and " + rest));
    }

    Part broker() {
        return part(BROKER, "256m", brokerArguments(), this::brokerIsReady, kafka());
    }

    private List<String> brokerArguments() {
        return List.of(
                brokerFile().toString(), topicsFile().toString(), readyFile().toString());
    }

    private String kafka() {
        return "127.0.0.1:" + ports.of(Port.KAFKA);
    }

    private Part part(String name, String heap, List<String> arguments, Readiness readiness, String address) {
        // The broker mends a class of its own while it starts.
        List<String> main = new ArrayList<>(List.of(
                "-XX:+EnableDynamicAgentLoading",
                "-Djdk.attach.allowAttachSelf=true",
                Bus.class.getName(),
                name.equals(BOTH) ? "both" : name));
        main.addAll(arguments);
        List<Path> classPath = List.of(
                checkout.root().resolve("deploy/local/target/classes"),
                checkout.root().resolve("deploy/local/target/lib/*"));
        return new Part(
                name, JavaCommand.mainClass(name, heap, classPath, main), relayEnvironment(), readiness, address);
    }

    /** Writes the settings of both, which the command lines name. */
    void writeSettings() throws IOException {
        int kafka = ports.of(Port.KAFKA);
        int controller = ports.of(Port.KAFKA_CONTROLLER);
        Map<String, String> broker = new TreeMap<>();
        broker.put("listeners", "PLAINTEXT://127.0.0.1:" + kafka + ",CONTROLLER://127.0.0.1:" + controller);
        broker.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + kafka);
        broker.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        broker.put("log.dirs", checkout.data().resolve("kafka").toString());
        write(brokerFile(), resource("broker.properties"), broker);

        Map<String, String> worker = new TreeMap<>();
        worker.put("bootstrap.servers", "127.0.0.1:" + kafka);
        worker.put("listeners", ports.http(Port.CONNECT));
        String shared = Files.readString(checkout.root().resolve("deploy/connect/worker.properties"));
        write(workerFile(), shared + resource("connect.properties"), worker);
        Files.deleteIfExists(readyFile());
    }

    private Map<String, String> relayEnvironment() {
        Map<String, String> environment = new TreeMap<>();
        for (Service owner : Service.values()) {
            if (owner.isOwner()) {
                environment.put(owner.name() + "_RELAY_HOST", "127.0.0.1");
                environment.put(owner.name() + "_RELAY_PORT", Integer.toString(ports.of(Port.POSTGRESQL)));
                environment.put(owner.name() + "_RELAY_USER", owner.relayRole());
                environment.put(owner.name() + "_RELAY_PASSWORD", passwords.of(owner.relayRole()));
            }
        }
        return environment;
    }

    /** The file holds the process that made it, so that one left by a dead broker does not count. */
    private boolean brokerIsReady() {
        try {
            long pid = Long.parseLong(Files.readString(readyFile()));
            return PidFile.of(checkout, BROKER)
                    .living()
                    .filter(process -> process.pid() == pid)
                    .isPresent();
        } catch (IOException | NumberFormatException notYet) {
            return false;
        }
    }

    private Readiness connectIsReady() {
        return Http.answers(ports.http(Port.CONNECT) + "/health");
    }

    private Path topicsFile() {
        return checkout.root().resolve("deploy/kafka/topics.json");
    }

    private Path brokerFile() {
        return checkout.run().resolve("broker.properties");
    }

    private Path workerFile() {
        return checkout.run().resolve("connect-worker.properties");
    }

    private Path readyFile() {
        return checkout.run().resolve("broker.ready");
    }

    private static void write(Path file, String settings, Map<String, String> added) throws IOException {
        StringBuilder text = new StringBuilder(settings);
        added.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        Files.writeString(file, text);
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Bus.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("The resource " + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
