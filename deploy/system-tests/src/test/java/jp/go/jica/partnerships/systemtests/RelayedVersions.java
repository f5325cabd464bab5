package jp.go.jica.partnerships.systemtests;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.testing.WholeTopics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands in the owners' topics, by record and in the order in which it stands there. */
final class RelayedVersions {

    private static final List<String> TOPICS = List.of(
            "programs.program.v1",
            "agreements.agreement.v1",
            "participants.participant.v1",
            "participants.participation.v1");

    private RelayedVersions() {}

    /** Reads every topic from its beginning to its present end, committed transactions only; by {@code <service>/<id>}. */
    static Map<String, List<Integer>> read(String bootstrapServers) {
        Map<String, List<Integer>> versions = new HashMap<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000"),
                new StringDeserializer(),
                new StringDeserializer())) {
            WholeTopics.read(
                    consumer,
                    WholeTopics.partitions(consumer, TOPICS),
                    each -> versions.computeIfAbsent(keyOf(each), key -> new ArrayList<>())
                            .add(Integer.valueOf(header(each, "ce_aggregateversion"))));
        }
        return versions;
    }

    private static String keyOf(ConsumerRecord<String, String> each) {
        return each.topic().substring(0, each.topic().indexOf('.')) + "/" + each.key();
    }

    private static String header(ConsumerRecord<String, String> each, String name) {
        Header header = each.headers().lastHeader(name);
        if (header == null) {
            throw new AssertionError("No header %s in %s".formatted(name, each));
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
