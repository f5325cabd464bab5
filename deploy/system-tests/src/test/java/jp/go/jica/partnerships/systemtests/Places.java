package jp.go.jica.partnerships.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.testing.WholeTopics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Where a running system keeps or tells something, looked through for markers. An answer names each place with a marker. */
final class Places {

    static final String OWN_DATABASE = "participants";
    private static final List<String> OTHER_DATABASES = List.of("programs", "agreements", "reporting", "postgres");
    private static final int PIECE = 8_000_000;

    private final LocalSystem system;
    private final Client client;
    private final Markers markers;

    Places(LocalSystem system, Client client, Markers markers) {
        this.system = system;
        this.client = client;
        this.markers = markers;
    }

    /** Everything outside of the database of persons: logs, topics, metrics and the other databases with their journals. */
    List<String> outside() throws Exception {
        List<String> found = new ArrayList<>(files("logs"));
        found.addAll(topics());
        found.addAll(metrics());
        for (String database : OTHER_DATABASES) {
            found.addAll(tables(database));
        }
        return found;
    }

    /**
     * Every file below a folder of the system's state, without PostgreSQL's programs; {@code data} holds the tables of all,
     * their log, and the segments of Kafka.
     */
    List<String> files(String folder) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(system.state().resolve(folder))) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(system.state().resolve("unpacked")))
                    .toList();
        }
        for (Path file : files) {
            try (InputStream content = Files.newInputStream(file)) {
                look(content, "file " + file, found);
            } catch (NoSuchFileException gone) {
                // What was there for a moment only is nowhere any more.
            }
        }
        return found;
    }

    private void look(InputStream content, String place, List<String> found) throws IOException {
        String end = "";
        for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
            String text = end + new String(piece, StandardCharsets.ISO_8859_1);
            look(text, place, found);
            end = text.substring(Math.max(0, text.length() - markers.longest()));
        }
    }

    /** Keys, headers and values of every record of every topic, Kafka's and Connect's own and aborted ones too. */
    List<String> topics() {
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                system.addresses().kafka(),
                        ConsumerConfig.EXCLUDE_INTERNAL_TOPICS_CONFIG, "false",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            WholeTopics.read(consumer, partitions, each -> {
                StringBuilder whole = new StringBuilder();
                append(each.key(), whole);
                append(each.value(), whole);
                each.headers().forEach(header -> append(header.value(), whole.append(header.key())));
                look(whole.toString(), "topic %s, offset %d".formatted(each.topic(), each.offset()), found);
            });
        }
        return found;
    }

    private static void append(byte @Nullable [] bytes, StringBuilder whole) {
        if (bytes != null) {
            whole.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
        }
    }

    List<String> metrics() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (URI service : List.of(
                system.addresses().participants(),
                system.addresses().programs(),
                system.addresses().agreements(),
                system.addresses().reporting())) {
            String metrics = client.sendAnonymously(HttpRequest.newBuilder(service.resolve("/q/metrics")))
                    .expectSuccess()
                    .text();
            look(metrics, "metrics of " + service, found);
        }
        return found;
    }

    /** Every row of every table, as a dump has it, and what the planner has kept of their values. */
    List<String> tables(String database) throws SQLException, IOException {
        List<String> found = new ArrayList<>();
        try (Connection connection = system.connect(database)) {
            List<String> tables = new ArrayList<>(List.of("pg_catalog.pg_statistic"));
            tables.addAll(rows(connection, """
                    select format('%I.%I', schemaname, tablename) from pg_tables
                    where schemaname not in ('pg_catalog', 'information_schema')"""));
            for (String table : tables) {
                for (String row : rows(connection, "select t::text from %s t".formatted(table))) {
                    String bytes = new String(row.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                    look(bytes, "database %s, table %s".formatted(database, table), found);
                }
            }
        }
        return found;
    }

    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    void look(String bytes, String place, List<String> found) {
        markers.in(bytes).forEach(marker -> found.add(marker + " in " + place));
    }
}
