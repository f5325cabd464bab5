package jp.go.jica.partnerships.reporting.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the definitions is made from the code; {@code -Ddefinitions.write=true} writes it anew. */
class DefinitionsTest {

    private static final Path PAGE = Path.of("..", "docs", "statistics.md");

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("definitions.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    @Test
    void everyDimensionThatIsNoTimeHasCodesWithNamesInBothLanguages() {
        for (Dimension dimension : Dimension.filters()) {
            assertThat(dimension.codelist().codes()).as(dimension.wireName()).isNotEmpty();
            for (String code : dimension.codelist().codes()) {
                assertThat(dimension.codelist().has(code)).isTrue();
                assertThat(dimension.codelist().label(code).en()).isNotBlank();
                assertThat(dimension.codelist().label(code).ja()).isNotBlank();
            }
            assertThat(dimension.codelist().has("no such code")).isFalse();
        }
    }

    private static String page() {
        return """
                # Statistics

                What is counted, and by what. This page is made from the code that counts
                (`-Ddefinitions.write=true` with `DefinitionsTest`); machines read the same at `/v1/measures` and `/v1/dimensions`.

                ## Measures

                | measure | | unit | definition | does not add up over |
                |---|---|---|---|---|
                %s

                ## Dimensions

                Each but the first two is a filter too. Where a record has none, the row is `NONE`, `ZZ` for a country, `UNASSIGNED` for a lead
                office; a code that is not known here counts under `UNKNOWN`.

                | dimension | | definition | of | codes |
                |---|---|---|---|---|
                %s
                """.formatted(
                Arrays.stream(Measure.values()).map(DefinitionsTest::line).collect(Collectors.joining("\n")),
                Arrays.stream(Dimension.values()).map(DefinitionsTest::line).collect(Collectors.joining("\n")));
    }

    private static String line(Measure measure) {
        List<String> not = measure.dimensions().stream()
                .filter(dimension -> !measure.additiveOver(List.of(dimension)))
                .map(Dimension::wireName)
                .toList();
        String overNothing = not.size() == measure.dimensions().size() ? "anything" : String.join(", ", not);
        return "| `%s` | %s, %s | %s | %s | %s |"
                .formatted(
                        measure.wireName(),
                        measure.label().en(),
                        measure.label().ja(),
                        measure.unit(),
                        measure.definition(),
                        overNothing);
    }

    private static String line(Dimension dimension) {
        String of = Arrays.stream(Subject.values())
                .filter(dimension::appliesTo)
                .map(Subject::wireName)
                .collect(Collectors.joining(", "));
        String codes = dimension
                .codelist()
                .path()
                .map(path -> "`" + path + "`")
                .orElseGet(() -> dimension.codelist().codes().stream()
                        .map(code -> "`" + code + "`")
                        .collect(Collectors.joining(" ")));
        return "| `%s`%s | %s, %s | %s | %s | %s |"
                .formatted(
                        dimension.wireName(),
                        dimension.isPersonal() ? " (personal)" : "",
                        dimension.label().en(),
                        dimension.label().ja(),
                        dimension.definition(),
                        of,
                        codes);
    }
}
