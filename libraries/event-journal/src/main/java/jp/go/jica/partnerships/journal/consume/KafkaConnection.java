package jp.go.jica.partnerships.journal.consume;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where Kafka is, and how this service speaks to it: in plain text, or as a file of client settings says, with TLS and a key. */
@Singleton
public class KafkaConnection {

    private final Map<String, String> settings;

    /**
     * From the address and, where there is one, the file.
     *
     * @throws UncheckedIOException if the file cannot be read; a service does not start without it
     */
    @Inject
    public KafkaConnection(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "partnerships.kafka.settings") Optional<Path> file) {
        Map<String, String> all = new HashMap<>(file.map(KafkaConnection::read).orElse(Map.of()));
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.settings = Map.copyOf(all);
    }

    /** What every Kafka client of this service is given. */
    public Map<String, String> settings() {
        return settings;
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The settings of Kafka's clients cannot be read", e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
