package jp.go.jica.partnerships.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Topics, connectors and alerts are made from the files that local uses; {@code -Dkubernetes.write=true} brings them up. */
class MadeFilesTest {

    private static final String HEAD =
            "# Made from %s, which local uses too; brought up with -Dkubernetes.write=true (see ../../README.md).\n";

    @Test
    void topicsAreMadeFromTheFile() throws IOException {
        compare(
                Path.of("cluster/kafka/topics.yaml"),
                HEAD.formatted("deploy/kafka/topics.json")
                        + Checkout.topics().stream().map(MadeFilesTest::topic).collect(Collectors.joining("---\n")));
    }

    @Test
    void connectorsAreMadeFromTheFiles() throws IOException {
        compare(
                Path.of("cluster/relay/connectors.yaml"),
                HEAD.formatted("deploy/connect/*.json")
                        + Checkout.OWNERS.stream()
                                .map(owner -> connector(owner, Checkout.connector(owner)))
                                .collect(Collectors.joining("---\n")));
    }

    @Test
    void alertsAreMadeFromTheFile() throws IOException {
        String rules = Files.readString(Path.of("../observability/alerts.yaml"));
        compare(
                Path.of("cluster/alerts.yaml"),
                HEAD.formatted("deploy/observability/alerts.yaml") + """
                        apiVersion: monitoring.coreos.com/v1
                        kind: PrometheusRule
                        metadata:
                          name: partnerships
                        spec:
                        """
                        + rules.lines()
                                .filter(line -> !line.isBlank())
                                .map(line -> "  %s%n".formatted(line))
                                .collect(Collectors.joining()));
    }

    private static String topic(JsonNode topic) {
        return """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: partnerships
                    app.kubernetes.io/component: bus
                spec:
                  partitions: %d
                  replicas: 3
                  config:
                """.formatted(
                        topic.path("name").asText(), topic.path("partitions").asInt())
                + settings(topic.path("config"), List.of());
    }

    private static String connector(String owner, JsonNode connector) {
        return """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaConnector
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: relay
                    app.kubernetes.io/component: relay
                spec:
                  class: %s
                  tasksMax: %s
                  autoRestart:
                    enabled: true
                  config:
                """.formatted(
                                owner,
                                connector.path("connector.class").asText(),
                                connector.path("tasks.max").asText())
                + settings(connector, List.of("connector.class", "tasks.max"));
    }

    /** As JSON writes them, which YAML reads too. */
    private static String settings(JsonNode config, List<String> told) {
        return config.properties().stream()
                .filter(setting -> !told.contains(setting.getKey()))
                .map(setting -> "    %s: %s%n".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining());
    }

    private static void compare(Path file, String made) throws IOException {
        if (Boolean.getBoolean("kubernetes.write")) {
            Files.writeString(file, made);
        }
        assertThat(file).content().isEqualTo(made);
    }
}
