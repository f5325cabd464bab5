package jp.go.jica.partnerships.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.isolation.PluginClassLoader;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that is put into somebody else's Kafka Connect has all that Kafka Connect does not have. */
class ConnectorApartIT {

    private static final Path WORKER = Path.of("../target/worker");
    private static final Path CONNECTOR = Path.of("../target/connector");
    private static final Path CONNECT = Path.of("target/libs");

    @Test
    void everyLibraryOfTheRelayIsConnectsOwnOrInTheFolder() throws IOException {
        List<String> own = names(CONNECT);
        List<String> added = names(CONNECTOR);

        // By file name, so in the version that the relay runs with here.
        assertThat(names(WORKER)).filteredOn(name -> !own.contains(name)).containsExactlyElementsOf(added);
    }

    @Test
    void connectFindsTheConnectorAndItsStepsInTheFolder(@TempDir Path plugins) throws Exception {
        Files.createSymbolicLink(plugins.resolve("debezium"), CONNECTOR.toRealPath());
        Plugins found = new Plugins(Map.of("plugin.path", plugins.toString(), "plugin.discovery", "service_load"));
        JsonNode settings =
                new ObjectMapper().readTree(Path.of("../programs.json").toFile());

        assertThat(loader(found, settings.path("connector.class").asText())).isInstanceOf(PluginClassLoader.class);
        for (String step : settings.path("transforms").asText().split(",", -1)) {
            String type = settings.path("transforms." + step + ".type").asText();
            if (type.startsWith("io.debezium.")) {
                assertThat(loader(found, type)).as(type).isInstanceOf(PluginClassLoader.class);
            }
        }
    }

    private static ClassLoader loader(Plugins plugins, String type) throws ClassNotFoundException {
        return plugins.delegatingLoader().loadClass(type).getClassLoader();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
