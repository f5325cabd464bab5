package jp.go.jica.partnerships.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prometheus as Debian brings it, with the rules of every environment, watching the four services. */
final class Prometheus {
    static final String PART = "prometheus";

    private final Checkout checkout;
    private final Ports ports;
    private final Path program;

    /** @throws Refused when it is not installed */
    Prometheus(Checkout checkout, Ports ports) {
        this(checkout, ports, System.getenv().getOrDefault("PATH", ""));
    }

    Prometheus(Checkout checkout, Ports ports, String path) {
        this.checkout = checkout;
        this.ports = ports;
        this.program = Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, PART))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new Refused("There is no prometheus on the PATH. Debian has it in the package prometheus; "
                                + "without --observability it is not needed"));
    }

    Part part() throws IOException {
        Path settings = checkout.run().resolve("prometheus.yaml");
        Files.writeString(settings, settings());
        List<String> command = List.of(
                program.toString(),
                "--config.file=" + settings,
                "--storage.tsdb.path=" + checkout.data().resolve(PART),
                "--storage.tsdb.retention.time=2d",
                "--web.listen-address=127.0.0.1:" + ports.of(Port.PROMETHEUS));
        String address = ports.http(Port.PROMETHEUS);
        return new Part(PART, command, Map.of(), Http.answers(address + "/-/ready"), address);
    }

    private String settings() {
        return """
                global: {scrape_interval: 5s, evaluation_interval: 15s}
                rule_files: ["%s"]
                scrape_configs:
                """.formatted(checkout.root().resolve("deploy/observability/alerts.yaml"))
                + Stream.of(Service.values())
                        .map(service -> """
                                  - job_name: %s-service
                                    metrics_path: /q/metrics
                                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                                """.formatted(service.part(), ports.of(service.port())))
                        .collect(Collectors.joining());
    }
}
