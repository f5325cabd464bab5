package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** PostgreSQL, broker, Connect and one owner's database with its real journal, on free ports, as child processes. */
final class RelayOfTests {
    static final String OWNER = Service.PROGRAMS.part();

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private final Ports ports;
    private final Passwords passwords;
    private final Checkout checkout;
    private final Console console;
    private final BusParts busParts;
    private final Supervisor database;
    private final Connectors connectors;
    private Supervisor bus;

    RelayOfTests(Path folder) throws Exception {
        checkout = new Checkout(ROOT, folder);
        checkout.makeFolders();
        console = new Console(System.out);
        ports = freePorts();
        passwords = Passwords.keptIn(folder);
        busParts = new BusParts(checkout, ports, passwords);
        bus = startBus();
        PostgreSql postgreSql = new PostgreSql(checkout, ports.of(Port.POSTGRESQL), passwords);
        postgreSql.install();
        database = new Supervisor(postgreSql.part(), checkout, console);
        database.start();
        database.awaitFirstReady();
        new ServiceDatabases(ROOT.resolve("deploy/postgresql/service-database.sql"), passwords)
                .make(postgreSql, List.of(Service.PROGRAMS));
        as(
                Service.PROGRAMS.ownerRole(),
                Files.readString(ROOT.resolve(
                                "libraries/event-journal/src/main/resources/db/journal/V0001__journal.sql"))
                        .replace("${service}", OWNER));
        bus.awaitFirstReady();
        connectors = new Connectors(ROOT.resolve("deploy/connect"), ports.http(Port.CONNECT));
    }

    /** Runs statements as one of the roles; returns the first column of the last one's first row, if any. */
    String as(String role, String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRESQL) + "/" + OWNER;
        try (Connection connection = DriverManager.getConnection(url, role, passwords.of(role));
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    return rows.next() ? String.valueOf(rows.getString(1)) : "";
                }
            }
            return "";
        }
    }

    private Supervisor startBus() throws IOException {
        busParts.writeSettings();
        Supervisor started = new Supervisor(busParts.parts(false).get(0), checkout, console);
        started.start();
        return started;
    }

    /**
     * Takes broker and Connect away with everything that they kept, and starts new ones.
     *
     * @param meanwhile is done while there are none
     */
    void loseBus(Step meanwhile) throws Exception {
        bus.stop();
        try (Stream<Path> kept = Files.walk(checkout.data().resolve("kafka"))) {
            for (Path path : kept.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        meanwhile.done();
        bus = startBus();
        bus.awaitFirstReady();
    }

    /** What a test does in between. */
    interface Step {
        void done() throws Exception;
    }

    void putConnector() throws IOException, InterruptedException {
        connectors.put(OWNER);
    }

    boolean connectorRuns() throws IOException, InterruptedException {
        return connectors.state(OWNER) == Connectors.State.RUNNING;
    }

    /** @param what {@code stop} or {@code resume} */
    void ask(String what) throws IOException, InterruptedException {
        Http.putJson(ports.http(Port.CONNECT) + "/connectors/" + OWNER + "/" + what, "");
    }

    KafkaConsumer<String, String> consumer(String topic) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "127.0.0.1:" + ports.of(Port.KAFKA),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "test-of-" + topic,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    void stop() throws Exception {
        bus.stop();
        database.stop();
    }

    private static Ports freePorts() throws IOException {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                numbers.put(port, socket.getLocalPort());
            }
        }
        return new Ports(numbers);
    }
}
