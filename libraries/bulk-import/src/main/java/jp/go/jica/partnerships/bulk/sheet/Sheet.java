package jp.go.jica.partnerships.bulk.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.go.jica.partnerships.bulk.csv.CsvRow;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Refusal.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a kind of file: the one table that says what is read, what is written and what the template shows.
 *
 * @param key the columns by which a row is known; no two rows of a file have the same in all of them
 */
public record Sheet(List<Column> key, List<Column> columns) {

    /** The first column is the key. */
    public static Sheet of(Column... columns) {
        return keyedByFirst(1, columns);
    }

    /** The first so many columns are the key. */
    public static Sheet keyedByFirst(int keys, Column... columns) {
        List<Column> all = List.of(columns);
        return new Sheet(all.subList(0, keys), all);
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** In which column the field stands to which a refusal points; empty if it is about none, or about all. */
    public String columnAt(String pointer) {
        return pointer.isEmpty()
                ? ""
                : columns.stream()
                        .filter(column -> column.concerns(pointer))
                        .findFirst()
                        .map(Column::name)
                        .orElse("");
    }

    /** The row that a resource is, all columns in their order. */
    public List<String> cells(JsonNode resource) {
        return columns.stream().map(column -> cell(column, resource)).toList();
    }

    static String cell(Column column, JsonNode resource) {
        JsonNode value = resource;
        for (String field : column.path()) {
            value = value.path(field);
        }
        return value.isMissingNode() || value.isNull()
                ? ""
                : column.form().write().apply(value);
    }

    /**
     * Where the columns stand in a file.
     *
     * @param header the first row; null if the file is empty
     * @throws Refusal (400) naming each column that is missing, unknown or there twice
     */
    public Layout layout(@Nullable CsvRow header) {
        List<String> found = header == null ? List.of() : header.cells();
        List<Violation> wrong = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            String name = found.get(i).strip();
            Optional<Column> column = column(name);
            if (column.isEmpty()) {
                wrong.add(violation(
                        name,
                        "unknown-column",
                        "There is no column \"%s\"; known are %s".formatted(shown(name), names())));
            } else if (places.putIfAbsent(column.get().name(), i) != null) {
                wrong.add(violation(name, "doubled-column", "The column %s is there twice".formatted(name)));
            }
        }
        columns.stream()
                .filter(column -> column.required() && !places.containsKey(column.name()))
                .forEach(column -> wrong.add(violation(
                        column.name(), "missing-column", "The column %s is missing".formatted(column.name()))));
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(wrong);
        }
        return new Layout(this, Map.copyOf(places), found.size());
    }

    private static Violation violation(String column, String code, String sentence) {
        return new Violation("/" + shown(column), code, sentence);
    }

    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return printable.length() <= 64 ? printable : printable.substring(0, 64) + "…";
    }

    /** What the cells of a template say of their columns. */
    public List<String> explanations() {
        return columns.stream()
                .map(column -> String.join(
                        "",
                        Arrays.asList(
                                column.required() ? "required: " : "optional: ",
                                column.form().described(),
                                column.codes().isEmpty() ? "" : "; one of " + String.join(", ", column.codes()))))
                .toList();
    }
}
