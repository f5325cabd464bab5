package jp.go.jica.partnerships.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.NeedsTool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The linter Spectral, with the rules of {@code spectral.yaml}, which hold each example against its schema too, and for
 * descriptions of events those of {@code spectral-events.yaml}.
 */
@NeedsTool(command = "npm", debianPackage = "npm")
class LintTest {

    private static final Path SPECTRAL = Path.of("node_modules/.bin/spectral");
    private static final int MINUTES = 5;

    /** What the linter said. */
    private record Finding(int exit, String text) {}

    @BeforeAll
    static void bringTheLinter() throws IOException, InterruptedException {
        if (!Files.isExecutable(SPECTRAL)) {
            Finding installed =
                    run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
            assertThat(installed.exit()).as(installed.text()).isZero();
        }
    }

    @Test
    void descriptionsAreWellWrittenAndTheirExamplesAreTrue() throws IOException, InterruptedException {
        Finding finding = lint(
                "spectral.yaml",
                Stream.of("programs", "agreements", "participants", "reporting")
                        .map(service -> Description.of(service).committed())
                        .toList());
        assertThat(finding.exit()).as(finding.text()).isZero();
    }

    /** Something that a rule must find. */
    private record Break(String what, String rule, String before, String after) {

        String in(String text) {
            assertThat(text).as(what).contains(before);
            return text.replace(before, after);
        }
    }

    private static final List<Break> BREAKS = List.of(
            new Break("example that breaks its schema", "oas3-valid-media-example", "state: PROPOSED", "state: 7"),
            new Break(
                    "path that is no kebab-case",
                    "paths-are-versioned-and-in-kebab-case",
                    "/v1/programs/{id}/start:",
                    "/v1/programs/{id}/startNow:"),
            new Break("field that is no camelCase", "fields-are-in-camel-case", "leadOffice:", "lead_office:"),
            new Break(
                    "answer of its own for a fault",
                    "problems-are-those-of-the-catalogue",
                    "$ref: \"#/components/responses/Problem404\"",
                    "description: Nothing"),
            new Break("POST without a key", "every-post-takes-a-key", "name: Idempotency-Key", "name: Key"),
            new Break(
                    "operation without a summary",
                    "operations-say-what-they-do",
                    "summary: Propose a program",
                    "x-summary: none"));

    @Test
    void breaksAreFound(@TempDir Path folder) throws IOException, InterruptedException {
        String text = Files.readString(Description.of("programs").committed());
        for (Break each : BREAKS) {
            text = each.in(text);
        }
        Finding finding = lint("spectral.yaml", List.of(Files.writeString(folder.resolve("openapi.yaml"), text)));
        assertThat(finding.exit()).isNotZero();
        assertThat(finding.text()).contains(BREAKS.stream().map(Break::rule).toList());
    }

    /** Of every service that has one. */
    private static List<Path> descriptionsOfEvents() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", ".."))) {
            return folders.map(folder -> folder.resolve("contracts/asyncapi.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void descriptionsOfEventsAreWellWritten() throws IOException, InterruptedException {
        Finding finding = lint("spectral-events.yaml", descriptionsOfEvents());
        assertThat(finding.exit()).as(finding.text()).isZero();
    }

    private static final List<Break> BREAKS_OF_EVENTS = List.of(
            new Break(
                    "message that is not there",
                    "invalid-ref",
                    "$ref: '#/components/messages/ProgramAdopted'",
                    "$ref: '#/components/messages/ProgramTaken'"),
            new Break("operation that is none", "asyncapi-3-document-resolved", "action: receive", "action: guess"),
            new Break(
                    "operation without description",
                    "asyncapi-3-operation-description",
                    "description: Relayed",
                    "x-description: Relayed"));

    @Test
    void breaksOfADescriptionOfEventsAreFound(@TempDir Path folder) throws IOException, InterruptedException {
        Path programs = Path.of("../../programs-service/contracts/asyncapi.yaml");
        // Where a copy finds the schemas that it refers to.
        String text = Files.readString(programs)
                .replace("$ref: events/", "$ref: " + programs.toRealPath().resolveSibling("events") + "/")
                .replace("$ref: ../../", "$ref: " + Path.of("../..").toRealPath() + "/")
                .replace("description: >-\n      Relayed", "description: Relayed");
        // Each in a copy of its own: a reference that leads nowhere keeps other rules from being asked.
        List<Path> copies = new ArrayList<>();
        for (Break each : BREAKS_OF_EVENTS) {
            copies.add(Files.writeString(folder.resolve(copies.size() + ".yaml"), each.in(text)));
        }
        Finding finding = lint("spectral-events.yaml", copies);
        assertThat(finding.exit()).isNotZero();
        assertThat(finding.text())
                .contains(BREAKS_OF_EVENTS.stream().map(Break::rule).toList());
    }

    private static Finding lint(String rules, List<Path> descriptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(SPECTRAL.toString(), "lint", "--quiet", "--fail-severity=hint", "--ruleset=" + rules));
        descriptions.forEach(description -> command.add(description.toString()));
        return run(command);
    }

    private static Finding run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(text).isTrue();
        return new Finding(process.exitValue(), text);
    }
}
