package jp.go.jica.partnerships.testing.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What alerts and dashboards stand on, {@code deploy/observability/metrics.csv}, is what the service exports. */
abstract class MetricConventions extends GeneratedInputs {

    private static final Path LIST = Path.of("../deploy/observability/metrics.csv");
    // A counter may have an example of a trace behind its value.
    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*?)})? [^ ]+(?: # .*)?$");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    @Test
    void everyMetricThatOperatorsAreToldOfIsExportedWithItsLabels() {
        Operation command = operations().stream()
                .filter(each -> each.is("POST"))
                .findFirst()
                .orElseThrow();
        Request example = examples().fresh(command);
        example.without("Authorization").send();
        example.send();
        // Some are looked up on a schedule, for the first time soon after the start.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(exported()).containsAllEntriesOf(told()));
    }

    /** Each line: metric, its labels, and the services that export it. */
    private static Map<String, Set<String>> told() throws IOException {
        String service =
                String.valueOf(Path.of("").toAbsolutePath().getFileName()).replace("-service", "");
        Map<String, Set<String>> told = new TreeMap<>();
        Files.readAllLines(LIST).stream().map(line -> line.split(",", -1)).forEach(columns -> {
            if (words(columns[2]).contains(service)) {
                told.put(columns[0], words(columns[1]));
            }
        });
        return told;
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(" ", -1)));
    }

    private static Map<String, Set<String>> exported() {
        Map<String, Set<String>> exported = new TreeMap<>();
        Matcher sample =
                SAMPLE.matcher(Request.anonymous("GET", "/q/metrics").send().body());
        while (sample.find()) {
            Set<String> labels = exported.computeIfAbsent(sample.group(1), metric -> new TreeSet<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
            }
        }
        return exported;
    }
}
