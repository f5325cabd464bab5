package jp.go.jica.partnerships.testing;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** One KRaft node, broker and controller, in this process. */
final class InProcessKafka implements KafkaServer {
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer node;
    private final Path logs;
    private final String bootstrapServers;

    private InProcessKafka(KafkaRaftServer node, Path logs, String bootstrapServers) {
        this.node = node;
        this.logs = logs;
        this.bootstrapServers = bootstrapServers;
    }

    static InProcessKafka start() {
        QuietLogs.hush("kafka", "org.apache.kafka", "state.change.logger");
        // A new node warns that it is new.
        QuietLogs.silence("org.apache.kafka.controller.QuorumController");
        List<Integer> ports = LocalPorts.free(2);
        return start(ports.get(0), ports.get(1));
    }

    private static InProcessKafka start(int brokerPort, int controllerPort) {
        Path logs = Directories.temporary("kafka-test-");
        format(logs.toString());
        String bootstrapServers = "127.0.0.1:" + brokerPort;
        KafkaRaftServer node = new KafkaRaftServer(
                new KafkaConfig(
                        Map.ofEntries(
                                Map.entry("process.roles", "broker,controller"),
                                Map.entry("node.id", "1"),
                                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                                Map.entry("listeners", listeners(bootstrapServers, controllerPort)),
                                Map.entry("advertised.listeners", "PLAINTEXT://" + bootstrapServers),
                                Map.entry("controller.listener.names", CONTROLLER),
                                Map.entry("log.dirs", logs.toString()),
                                Map.entry("auto.create.topics.enable", "false"),
                                Map.entry("offsets.topic.replication.factor", "1"),
                                Map.entry("offsets.topic.num.partitions", "4"),
                                Map.entry("transaction.state.log.replication.factor", "1"),
                                Map.entry("transaction.state.log.min.isr", "1"),
                                Map.entry("transaction.state.log.num.partitions", "4"),
                                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                                // A test's consumer is alone in its group: there is nobody to wait for.
                                Map.entry("group.initial.rebalance.delay.ms", "0"),
                                Map.entry("log.cleaner.dedupe.buffer.size", "8388608")),
                        false),
                Time.SYSTEM);
        node.startup();
        return new InProcessKafka(node, logs, bootstrapServers);
    }

    private static String listeners(String bootstrapServers, int controllerPort) {
        return "PLAINTEXT://%s,%s://127.0.0.1:%d".formatted(bootstrapServers, CONTROLLER, controllerPort);
    }

    private static void format(String directory) {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(directory))
                    .setControllerListenerName(CONTROLLER)
                    .setMetadataLogDirectory(directory)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's directory %s could not be formatted".formatted(directory), e);
        }
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        node.shutdown();
        node.awaitShutdown();
        Directories.delete(logs);
    }
}
