package jp.go.jica.partnerships.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.NeedsTool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"programs", "agreements", "participants", "reporting"})
    void descriptionIsWellWrittenAndItsExamplesAreTrue(String service) throws IOException, InterruptedException {
        Finding finding = lint(Description.of(service).committed());
        assertThat(finding.exit()).as(finding.text()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                example that breaks its schema | oas3-valid-media-example              | state: PROPOSED          | state: 7
                path that is no kebab-case     | paths-are-versioned-and-in-kebab-case | /v1/programs/{id}/start: | /v1/programs/{id}/startNow:
                field that is no camelCase     | fields-are-in-camel-case              | leadOffice:              | lead_office:
                answer of its own for a fault  | problems-are-those-of-the-catalogue   | $ref: "#/components/responses/Problem404" | description: Nothing
                POST without a key             | every-post-takes-a-key                | name: Idempotency-Key    | name: Key
                operation without a summary    | operations-say-what-they-do           | summary: Propose a program | x-summary: none
                """)
    void breakIsFound(String what, String rule, String before, String after, @TempDir Path folder)
            throws IOException, InterruptedException {
        String text = Files.readString(Description.of("programs").committed());
        assertThat(text).as(what).contains(before);
        Finding finding = lint(Files.writeString(folder.resolve("openapi.yaml"), text.replace(before, after)));
        assertThat(finding.exit()).as(what).isNotZero();
        assertThat(finding.text()).as(what).contains(rule);
    }

    /** Of every service that has one. */
    static List<Path> descriptionsOfEvents() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", ".."))) {
            return folders.map(folder -> folder.resolve("contracts/asyncapi.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("descriptionsOfEvents")
    void descriptionOfEventsIsWellWritten(Path description) throws IOException, InterruptedException {
        Finding finding = lint("spectral-events.yaml", description);
        assertThat(finding.exit()).as(finding.text()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                message that is not there     | invalid-ref                     | $ref: '#/components/messages/ProgramAdopted' | $ref: '#/components/messages/ProgramTaken'
                operation that is none        | asyncapi-3-document-resolved    | action: receive      | action: guess
                operation without description | asyncapi-3-operation-description | description: Relayed | x-description: Relayed
                """)
    void breakOfADescriptionOfEventsIsFound(String what, String rule, String before, String after, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path programs = Path.of("../../programs-service/contracts/asyncapi.yaml");
        // Where a copy finds the schemas that it refers to.
        String text = Files.readString(programs)
                .replace("$ref: events/", "$ref: " + programs.toRealPath().resolveSibling("events") + "/")
                .replace("$ref: ../../", "$ref: " + Path.of("../..").toRealPath() + "/")
                .replace("description: >-\n      Relayed", "description: Relayed");
        assertThat(text).as(what).contains(before);
        Finding finding = lint(
                "spectral-events.yaml",
                Files.writeString(folder.resolve("asyncapi.yaml"), text.replace(before, after)));
        assertThat(finding.exit()).as(what).isNotZero();
        assertThat(finding.text()).as(what).contains(rule);
    }

    private static Finding lint(Path description) throws IOException, InterruptedException {
        return lint("spectral.yaml", description);
    }

    private static Finding lint(String rules, Path description) throws IOException, InterruptedException {
        return run(List.of(
                SPECTRAL.toString(),
                "lint",
                "--quiet",
                "--fail-severity=hint",
                "--ruleset=" + rules,
                description.toString()));
    }

    private static Finding run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(text).isTrue();
        return new Finding(process.exitValue(), text);
    }
}
