package jp.go.jica.partnerships.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

class ToolConditionTest {
    private static final String LINE = "exports needs ledger-export: install the Debian package ledger-tools";

    @TempDir
    Path programs;

    private final List<String> announced = new ArrayList<>();
    private Path ledgerExport;

    @BeforeEach
    void nameTheProgram() {
        ledgerExport = programs.resolve("ledger-export");
    }

    @Test
    void testRunsWhereItsToolIsInstalled() throws IOException {
        Files.createFile(ledgerExport);
        assertThat(ledgerExport.toFile().setExecutable(true)).isTrue();

        assertThat(evaluated(Map.of("PATH", "/nowhere:" + programs, "CI", "true"))
                        .isDisabled())
                .isFalse();
    }

    @Test
    void testIsSkippedOnADevelopersMachineWithoutItsToolAndNamesThePackage() {
        ConditionEvaluationResult result = evaluated(Map.of("PATH", programs.toString()));

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).contains(LINE);
        assertThat(announced).containsExactly("Skipped: " + LINE);
    }

    @Test
    void testFailsInContinuousIntegrationWithoutItsTool() {
        assertThatThrownBy(() -> evaluated(Map.of("PATH", programs.toString(), "CI", "true")))
                .hasMessage(LINE);
    }

    @Test
    void fileThatMayNotBeExecutedIsNoTool() throws IOException {
        Files.createFile(ledgerExport);

        assertThat(evaluated(Map.of("PATH", programs.toString())).isDisabled()).isTrue();
    }

    @Test
    void testWithoutNeedsRuns() {
        assertThat(new ToolCondition(Map.of(), announced::add)
                        .evaluate(Object.class, "anything")
                        .isDisabled())
                .isFalse();
    }

    @Test
    void annotationAloneKeepsATestFromRunning() {
        boolean ci = Boolean.parseBoolean(System.getenv("CI"));
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Exports.class))
                    .execute()
                    .testEvents()
                    .assertStatistics(statistics ->
                            statistics.skipped(ci ? 0 : 1).failed(ci ? 1 : 0).succeeded(0));
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(ci ? 0 : 1);
    }

    private ConditionEvaluationResult evaluated(Map<String, String> environment) {
        try {
            return new ToolCondition(environment, announced::add)
                    .evaluate(Exports.class.getDeclaredMethod("exports"), "exports");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    static class Exports {
        @Test
        @NeedsTool(command = "ledger-export", debianPackage = "ledger-tools")
        void exports() {
            throw new AssertionError("ran without its tool");
        }
    }
}
