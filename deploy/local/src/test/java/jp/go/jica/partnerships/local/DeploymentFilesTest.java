package jp.go.jica.partnerships.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.go.jica.partnerships.local.bus.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that every environment is made from. */
class DeploymentFilesTest {
    private static final Path DEPLOY = Path.of("..");

    static Stream<String> owners() {
        return Stream.of(Service.values()).filter(Service::isOwner).map(Service::part);
    }

    @Test
    void topicsAreKeptForEverAndNeverCompacted() throws Exception {
        for (Topics.Topic topic : topics()) {
            assertThat(topic.config())
                    .as(topic.name())
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", "-1")
                    .containsEntry("retention.bytes", "-1");
        }
        assertThat(topics()).extracting(Topics.Topic::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("owners")
    void ownersHeartbeatHasOnePartitionSoThatItsOrderIsTheOrderOfCommits(String owner) throws Exception {
        assertThat(topics())
                .filteredOn(topic -> topic.name().equals(owner + ".heartbeat.v1"))
                .singleElement()
                .extracting(Topics.Topic::partitions)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("owners")
    void connectorsDifferByTheirOwnersNameOnly(String owner) throws Exception {
        String first = Files.readString(connector("programs"));

        assertThat(connector(owner))
                .content()
                .isEqualTo(first.replace("programs", owner).replace("PROGRAMS", owner.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @MethodSource("owners")
    void whereAndAsWhomAConnectorReadsComesFromVariablesThatTheWorkerLetsThrough(String owner) throws Exception {
        Map<String, String> settings = settings(owner);
        Pattern allowed = Pattern.compile(worker().getProperty("config.providers.env.param.allowlist.pattern"));

        for (String name : List.of("hostname", "port", "user", "password")) {
            String value = settings.getOrDefault("database." + name, "");
            assertThat(value).startsWith("${env:").endsWith("}");
            assertThat(value.substring("${env:".length(), value.length() - 1)).matches(allowed);
        }
    }

    @ParameterizedTest
    @MethodSource("owners")
    void everyStepOfAConnectorIsDescribedAndEveryDescribedStepIsUsed(String owner) throws Exception {
        Map<String, String> settings = settings(owner);
        for (String kind : List.of("transforms", "predicates")) {
            List<String> listed = List.of(settings.getOrDefault(kind, "").split(",", -1));
            assertThat(settings.keySet())
                    .filteredOn(name -> name.startsWith(kind + ".") && name.endsWith(".type"))
                    .containsExactlyInAnyOrderElementsOf(listed.stream()
                            .map(step -> kind + "." + step + ".type")
                            .toList());
        }
    }

    private static List<Topics.Topic> topics() throws IOException {
        return Topics.read(DEPLOY.resolve("kafka/topics.json")).topics();
    }

    private static Path connector(String owner) {
        return DEPLOY.resolve("connect/" + owner + ".json");
    }

    private static Map<String, String> settings(String owner) throws IOException {
        return new ObjectMapper().readValue(connector(owner).toFile(), new TypeReference<>() {});
    }

    private static Properties worker() throws IOException {
        Properties worker = new Properties();
        try (Reader reader = Files.newBufferedReader(DEPLOY.resolve("connect/worker.properties"))) {
            worker.load(reader);
        }
        return worker;
    }
}
