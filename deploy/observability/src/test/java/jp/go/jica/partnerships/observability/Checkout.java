package jp.go.jica.partnerships.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What operators are given, as it lies in this folder and in docs. */
final class Checkout {

    static final Path ALERTS = Path.of("alerts.yaml");
    static final Path DOCS = Path.of("../../docs");

    private static final YAMLMapper YAML = new YAMLMapper();

    private Checkout() {}

    /** All rules, those that record and those that alert. */
    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        read(ALERTS).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    static Map<Path, JsonNode> dashboards() {
        Map<Path, JsonNode> dashboards = new TreeMap<>();
        files(Path.of("dashboards"), ".json").forEach(file -> dashboards.put(file, read(file)));
        return dashboards;
    }

    static List<Path> runbooks() {
        return files(DOCS.resolve("runbooks"), ".md");
    }

    /** What services export, with its labels; that they do is shown by their own tests. */
    static Map<String, Set<String>> exported() {
        Map<String, Set<String>> exported = new TreeMap<>();
        text(Path.of("metrics.csv"))
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(columns -> exported.put(columns[0], Set.of(columns[1].split(" "))));
        return exported;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
