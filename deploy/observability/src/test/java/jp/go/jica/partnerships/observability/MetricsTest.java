package jp.go.jica.partnerships.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {

    /** Put to every metric by Prometheus itself, from where it has found it. */
    private static final Set<String> OF_EVERY_TARGET = Set.of("job", "instance");

    @Test
    void everyMetricThatAlertsAndDashboardsAskForIsExportedWithTheseLabels() {
        Map<String, Set<String>> exported = Checkout.exported();
        Set<String> recorded = new TreeSet<>();
        Checkout.rules().forEach(rule -> recorded.add(rule.path("record").asText()));
        Stream.concat(
                        Checkout.rules().stream().map(rule -> rule.path("expr").asText()),
                        DashboardsTest.questions().stream())
                .forEach(question -> new Expression(question).metrics().forEach((metric, labels) -> {
                    if (!metric.equals("up") && !recorded.contains(metric)) {
                        assertThat(exported).as(question).containsKey(metric);
                        assertThat(labels)
                                .as(question)
                                .isSubsetOf(Stream.concat(
                                                OF_EVERY_TARGET.stream(),
                                                exported.getOrDefault(metric, Set.of()).stream())
                                        .toList());
                    }
                }));
    }

    @Test
    void everyMetricOfOursIsTold() {
        String told = Checkout.text(Checkout.DOCS.resolve("observability.md"));
        List<String> ours = Checkout.exported().keySet().stream()
                .filter(metric -> metric.startsWith("partnerships_") || metric.startsWith("reporting_"))
                .toList();
        assertThat(ours).isNotEmpty().allSatisfy(metric -> assertThat(told).contains("`" + metric + "`"));
    }

    @Test
    void everyAlertIsTold() {
        String told = Checkout.text(Checkout.DOCS.resolve("observability.md"));
        for (JsonNode rule : Checkout.alerts()) {
            assertThat(told).contains("`%s`".formatted(rule.path("alert").asText()));
        }
    }
}
