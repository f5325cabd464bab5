package jp.go.jica.partnerships.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortHolderTest {
    @Test
    void portThatNobodyListensOnIsFree() throws Exception {
        int port;
        try (ServerSocket socket = listening()) {
            port = socket.getLocalPort();
        }
        assertThat(PortHolder.isFree(port)).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void takenPortIsRefusedWithTheProcessThatHoldsIt() throws Exception {
        try (ServerSocket socket = listening()) {
            Ports ports = new Ports(Map.of(Port.PROGRAMS, socket.getLocalPort()));

            assertThatThrownBy(() -> Machine.checkPorts(ports, Set.of(Port.PROGRAMS)))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("Port " + socket.getLocalPort())
                    .hasMessageContaining("PARTNERSHIPS_PROGRAMS_PORT")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("java");
        }
    }

    @Test
    void portOfTheEnvironmentTakesThePlaceOfTheUsualOne() {
        Ports ports = Ports.in(Map.of("PARTNERSHIPS_PROGRAMS_PORT", "9082"));

        assertThat(ports.http(Port.PROGRAMS)).isEqualTo("http://127.0.0.1:9082");
        assertThat(ports.http(Port.REPORTING)).isEqualTo("http://127.0.0.1:8084");
    }

    @Test
    void portThatIsNoNumberIsRefusedByItsName() {
        assertThatThrownBy(() -> Ports.in(Map.of("PARTNERSHIPS_KAFKA_PORT", "many")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("PARTNERSHIPS_KAFKA_PORT")
                .hasMessageContaining("many");
    }

    private static ServerSocket listening() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
