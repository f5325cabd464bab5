package jp.go.jica.partnerships.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureTest {

    @TempDir
    Path directory;

    @Test
    void containersAreChosenWhereAnEngineAnswersElseEmbeddedServers() {
        assertThat(Infrastructure.chosen(new Properties(), Map.of(), environment -> true))
                .isEqualTo(Infrastructure.CONTAINERS);
        assertThat(Infrastructure.chosen(new Properties(), Map.of(), environment -> false))
                .isEqualTo(Infrastructure.EMBEDDED);
    }

    @Test
    void propertyForcesEitherWhateverAnswers() {
        assertThat(Infrastructure.chosen(forced("embedded"), Map.of(), environment -> true))
                .isEqualTo(Infrastructure.EMBEDDED);
        assertThat(Infrastructure.chosen(forced("containers"), Map.of(), environment -> false))
                .isEqualTo(Infrastructure.CONTAINERS);
        assertThatThrownBy(() -> Infrastructure.chosen(forced("cloud"), Map.of(), environment -> true))
                .hasMessage("-Dtest.infra is containers or embedded, not cloud");
    }

    @Test
    void engineIsReachableIfSomethingListensAtDockerHost() throws IOException {
        String url;
        try (ServerSocket engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "tcp://127.0.0.1:" + engine.getLocalPort();
            assertThat(ContainerEngine.isReachable(Map.of("DOCKER_HOST", url))).isTrue();
        }
        assertThat(ContainerEngine.isReachable(Map.of("DOCKER_HOST", url))).isFalse();
        assertThat(ContainerEngine.isReachable(Map.of("DOCKER_HOST", "tcp://no-port")))
                .isFalse();
    }

    @Test
    void engineIsReachableIfSomethingListensAtASocketNotIfAFileWasLeftBehind() throws IOException {
        Path socket = directory.resolve("docker.sock");
        Map<String, String> environment = Map.of("DOCKER_HOST", "unix://" + socket);
        assertThat(ContainerEngine.isReachable(environment)).isFalse();
        try (ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            engine.bind(UnixDomainSocketAddress.of(socket));
            assertThat(ContainerEngine.isReachable(environment)).isTrue();
            assertThat(ContainerEngine.isReachable(Map.of("XDG_RUNTIME_DIR", directory.toString())))
                    .isTrue();
        }
        assertThat(Files.exists(socket)).isTrue();
        assertThat(ContainerEngine.isReachable(environment)).isFalse();
    }

    private static Properties forced(String value) {
        Properties properties = new Properties();
        properties.setProperty(Infrastructure.PROPERTY, value);
        return properties;
    }
}
