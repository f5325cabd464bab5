package jp.go.jica.partnerships.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusTest {

    @TempDir
    private Path folder;

    @Test
    void withoutItsProgramThePackageIsNamed() {
        Checkout checkout = new Checkout(folder, folder);
        assertThatThrownBy(() -> new Prometheus(checkout, Ports.in(Map.of()), folder.toString()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Debian has it in the package prometheus");
    }

    @Test
    void itWatchesEveryServiceWithTheRulesOfEveryEnvironment() throws IOException {
        Files.createFile(
                folder.resolve("prometheus"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Checkout checkout = new Checkout(Path.of("../..").toRealPath(), folder);
        checkout.makeFolders();
        Ports ports = Ports.in(Map.of("PARTNERSHIPS_PROMETHEUS_PORT", "9091"));

        Part part = new Prometheus(checkout, ports, "/nowhere:" + folder).part();

        assertThat(part.command()).contains("--web.listen-address=127.0.0.1:9091");
        assertThat(folder.resolve("run/prometheus.yaml"))
                .content()
                .contains(
                        "job_name: programs-service",
                        "127.0.0.1:8081",
                        "127.0.0.1:8082",
                        "127.0.0.1:8083",
                        "127.0.0.1:8084")
                .contains(checkout.root()
                        .resolve("deploy/observability/alerts.yaml")
                        .toString());
        assertThat(checkout.root().resolve("deploy/observability/alerts.yaml")).exists();
    }
}
