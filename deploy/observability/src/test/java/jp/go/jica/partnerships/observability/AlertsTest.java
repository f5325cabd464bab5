package jp.go.jica.partnerships.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.go.jica.partnerships.testing.NeedsTool;
import org.junit.jupiter.api.Test;

class AlertsTest {

    @Test
    @NeedsTool(command = "promtool", debianPackage = "prometheus")
    void rulesDoWhatTheirTestsSay() throws Exception {
        promtool("test", "rules", "alerts-test.yaml");
    }

    @Test
    @NeedsTool(command = "promtool", debianPackage = "prometheus")
    void everyRuleAndEveryPanelAsksAQuestion() throws Exception {
        promtool("check", "rules", Checkout.ALERTS.toString());
        Path panels = Path.of("target", "panels.yaml");
        Files.writeString(panels, asRules(DashboardsTest.questions()));
        promtool("check", "rules", panels.toString());
    }

    @Test
    void everyAlertIsShownToRingAndToKeepQuiet() {
        Set<String> ringing = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        Checkout.read(Path.of("alerts-test.yaml"))
                .path("tests")
                .forEach(test -> test.path("alert_rule_test")
                        .forEach(at -> (at.path("exp_alerts").isEmpty() ? quiet : ringing)
                                .add(at.path("alertname").asText())));
        List<String> alerts = Checkout.alerts().stream()
                .map(rule -> rule.path("alert").asText())
                .toList();
        assertThat(ringing).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(quiet).containsAll(alerts);
    }

    @Test
    void everyAlertNamesARunbookThatKnowsIt() {
        for (JsonNode rule : Checkout.alerts()) {
            String runbook = rule.at("/annotations/runbook").asText();
            assertThat(runbook).startsWith("docs/runbooks/");
            assertThat(Path.of("../..").resolve(runbook))
                    .content()
                    .contains("`%s`".formatted(rule.path("alert").asText()));
        }
    }

    @Test
    void everyRunbookBeginsWithWhatToLookAtAndEndsWithHowToKnowItIsOver() {
        assertThat(Checkout.runbooks()).isNotEmpty().allSatisfy(runbook -> {
            List<String> parts = Checkout.text(runbook)
                    .lines()
                    .filter(line -> line.startsWith("**"))
                    .toList();
            assertThat(parts.get(0)).startsWith("**Look at**");
            assertThat(parts.get(parts.size() - 1)).startsWith("**It is over**");
        });
    }

    private static String asRules(List<String> questions) {
        StringBuilder rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
        for (int i = 0; i < questions.size(); i++) {
            rules.append("      - record: panel:%d\n        expr: |\n          %s\n"
                    .formatted(
                            i,
                            questions.get(i).replace("$__rate_interval", "5m").replace("$__range", "1d")));
        }
        return rules.toString();
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
