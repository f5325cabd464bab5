package jp.go.jica.partnerships.local.bus;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of {@code deploy/kafka/topics.json}: the only ones there are, since the broker makes none by itself. */
public record Topics(List<Topic> topics) {
    /**
     * A topic as the file gives it.
     *
     * @param partitions how many; never changed once the topic holds a record, or the order per aggregate is lost
     * @param config the topic's settings by Kafka's own names
     */
    public record Topic(String name, int partitions, Map<String, String> config) {}

    public static Topics read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
    }

    /** Makes those that are missing, each with one replica: this machine has one broker. */
    void createMissing(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config()))
                .toList();
        admin.createTopics(missing).all().get();
    }
}
