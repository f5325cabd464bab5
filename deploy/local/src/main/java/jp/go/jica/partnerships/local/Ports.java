package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Which number each port has. Those of a running system are kept in a file, so that every terminal knows them. */
record Ports(Map<Port, Integer> numbers) {
    static Ports in(Map<String, String> environment) {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, port.in(environment));
        }
        return new Ports(numbers);
    }

    /** The running system's ports; those of the environment when none was ever started. */
    static Ports ofRunningSystem(Checkout checkout) {
        Map<String, String> known = new HashMap<>(System.getenv());
        Path file = file(checkout);
        if (Files.exists(file)) {
            Properties kept = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            } catch (IOException unreadable) {
                throw new Refused("Cannot read " + file + ": " + unreadable.getMessage());
            }
            kept.stringPropertyNames().forEach(name -> known.put(name, kept.getProperty(name)));
        }
        return in(known);
    }

    void keep(Checkout checkout) throws IOException {
        Properties kept = new Properties();
        numbers.forEach((port, number) -> kept.setProperty(port.variable(), number.toString()));
        try (Writer writer = Files.newBufferedWriter(file(checkout))) {
            kept.store(writer, null);
        }
    }

    int of(Port port) {
        return numbers.getOrDefault(port, port.usual());
    }

    /** {@code http://127.0.0.1:8082} and the like. One host name everywhere: a token names its issuer by it. */
    String http(Port port) {
        return "http://127.0.0.1:" + of(port);
    }

    private static Path file(Checkout checkout) {
        return checkout.run().resolve("ports.properties");
    }
}
