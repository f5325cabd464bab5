package jp.go.jica.partnerships.journal.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConnectionTest {

    @TempDir
    Path folder;

    @Test
    void withoutAFileTheAddressIsAllThatClientsAreTold() {
        assertThat(new KafkaConnection("kafka:9092", Optional.empty()).settings())
                .containsOnlyKeys("bootstrap.servers")
                .containsEntry("bootstrap.servers", "kafka:9092");
    }

    @Test
    void clientsAreToldWhatStandsInTheFileButTheAddressIsTheServices() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "security.protocol=SSL\nbootstrap.servers=elsewhere:9092\n");

        assertThat(new KafkaConnection("kafka:9093", Optional.of(file)).settings())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "kafka:9093");
    }

    @Test
    void fileCannotChangeHowAConsumerReads() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "security.protocol=SSL\nisolation.level=read_uncommitted\n");
        KafkaConnection connection = new KafkaConnection("kafka:9093", Optional.of(file));

        assertThat(StoredPositionConsumer.kafkaProperties(ConsumerSettings.of(connection, "group", List.of("topic"))))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void fileThatCannotBeReadKeepsTheServiceFromStarting() {
        Optional<Path> missing = Optional.of(folder.resolve("missing"));

        assertThatThrownBy(() -> new KafkaConnection("kafka:9093", missing)).isInstanceOf(UncheckedIOException.class);
    }
}
