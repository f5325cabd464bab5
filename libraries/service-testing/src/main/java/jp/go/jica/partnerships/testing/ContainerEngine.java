package jp.go.jica.partnerships.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for a container engine without Testcontainers, whose own search logs errors where there is none.
 */
final class ContainerEngine {
    private ContainerEngine() {}

    /** True if something answers at DOCKER_HOST or, where that is not set, at an engine's usual socket. */
    static boolean isReachable(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isBlank()) {
            return answers(URI.create(host.trim()));
        }
        return usualSockets(environment).anyMatch(ContainerEngine::answers);
    }

    private static Stream<Path> usualSockets(Map<String, String> environment) {
        return Stream.of(
                        Optional.of("/var/run/docker.sock"),
                        Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).map(d -> d + "/docker.sock"),
                        Optional.ofNullable(environment.get("HOME")).map(d -> d + "/.docker/run/docker.sock"),
                        Optional.ofNullable(environment.get("HOME")).map(d -> d + "/.docker/desktop/docker.sock"))
                .flatMap(Optional::stream)
                .map(Path::of);
    }

    private static boolean answers(URI host) {
        String scheme = host.getScheme();
        if ("unix".equals(scheme)) {
            return answers(Path.of(host.getPath()));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.getHost(), host.getPort()), 1_000);
            return true;
        } catch (IOException | IllegalArgumentException unreachable) {
            return false;
        }
    }

    private static boolean answers(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException unreachable) {
            return false;
        }
    }
}
