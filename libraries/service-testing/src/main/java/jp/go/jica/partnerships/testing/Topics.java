package jp.go.jica.partnerships.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the file that production's are made from. */
record Topics(List<Topic> topics) {
    private static final String FILE = "deploy/kafka/topics.json";
    private static final short ONE_REPLICA = 1;

    record Topic(String name, int partitions, Map<String, String> config) {
        private NewTopic toCreate() {
            return new NewTopic(name, partitions, ONE_REPLICA).configs(config);
        }
    }

    static Topics ofProduction() {
        try {
            return new ObjectMapper().readValue(Resource.text(FILE), Topics.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(FILE + " could not be read", e);
        }
    }

    void create(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(topics.stream().map(Topic::toCreate).toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
