package jp.go.jica.partnerships.local.bus;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;
import org.eclipse.jetty.util.thread.ShutdownThread;

/**
 * The child process of the bus. Stops in order on SIGTERM: first Connect, which still writes, then the broker.
 *
 * <pre>
 * Bus broker  broker.properties topics.json ready-file
 * Bus connect worker.properties
 * Bus both    broker.properties topics.json ready-file worker.properties
 * </pre>
 *
 * <p>The ready file is written with the process id when the broker answers and every topic is there.
 */
public final class Bus {
    private Bus() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "broker" -> stopOnSignal(broker(arguments));
            case "connect" -> endWith(connect(Path.of(arguments[1])));
            case "both" -> {
                AutoCloseable broker = broker(arguments);
                Connect<?> connect = connect(Path.of(arguments[4]));
                // Connect stops by a hook of its own. Calling stop() beside it would end the waiting too early.
                stopOnSignal(connect::awaitStop, broker);
                endWith(connect);
            }
            default -> throw new IllegalArgumentException("broker, connect or both, not " + arguments[0]);
        }
    }

    private static AutoCloseable broker(String[] arguments) throws Exception {
        Map<String, String> settings = settings(Path.of(arguments[1]));
        Broker broker = Broker.start(settings);
        try (Admin admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", settings.getOrDefault("advertised.listeners", "")))) {
            Topics.read(Path.of(arguments[2])).createMissing(admin);
        }
        Files.writeString(
                Path.of(arguments[3]), Long.toString(ProcessHandle.current().pid()));
        return broker;
    }

    private static Connect<?> connect(Path worker) throws IOException {
        Connect<?> connect = new ConnectDistributed().startConnect(settings(worker));
        // Jetty stops itself on a signal as well. When both do it at once, each can wait for the other for ever.
        Runtime.getRuntime().removeShutdownHook(ShutdownThread.getInstance());
        return connect;
    }

    /** A worker that gave up takes the process with it, so that the launcher sees it and starts it again. */
    private static void endWith(Connect<?> connect) {
        connect.awaitStop();
        System.exit(1);
    }

    private static Map<String, String> settings(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    private static void stopOnSignal(AutoCloseable... parts) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeInTurn(parts), "stop"));
    }

    private static void closeInTurn(AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception stopped) {
                // The next part is to be stopped all the same.
                System.err.println("Could not stop " + part + ": " + stopped);
            }
        }
    }
}
