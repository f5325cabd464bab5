package jp.go.jica.partnerships.bulk.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.bulk.csv.CsvRow;
import jp.go.jica.partnerships.conventions.Refusal.Violation;

/**
 * The columns of one file in their places.
 *
 * @param places by the columns' names
 * @param width how many cells each row has
 */
public record Layout(Sheet sheet, Map<String, Integer> places, int width) {

    // As long as any text in a JSON body may be.
    private static final int LONGEST = 100_000;

    /** By what the row is known. */
    public String key(CsvRow row) {
        return sheet.key().stream().map(column -> cell(column, row)).collect(Collectors.joining("\0"));
    }

    /** What stands in the column; empty if the file does not have it. */
    public String cell(Column column, CsvRow row) {
        Integer place = places.get(column.name());
        return place == null || place >= row.cells().size() ? "" : row.cells().get(place);
    }

    /** What is wrong with the cells before anything is made of them. */
    public List<Violation> faults(CsvRow row) {
        List<Violation> faults = new ArrayList<>();
        if (row.cells().size() != width) {
            faults.add(new Violation(
                    "",
                    "wrong-number-of-cells",
                    "The row has %d cells, the header has %d"
                            .formatted(row.cells().size(), width)));
        }
        for (Column column : sheet.columns()) {
            String cell = cell(column, row);
            if (cell.length() > LONGEST) {
                faults.add(fault(column, "cell-too-long", "At most %d characters are taken".formatted(LONGEST)));
            } else if (!isStorable(cell)) {
                faults.add(fault(column, "unstorable-text", "The cell holds a NUL or half a character"));
            }
        }
        return faults;
    }

    private static Violation fault(Column column, String code, String sentence) {
        return new Violation("/" + String.join("/", column.path()), code, sentence);
    }

    // PostgreSQL stores neither.
    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** The body of a request that states the same; what is not in the file or empty is absent. */
    public ObjectNode body(CsvRow row) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (Column column : sheet.columns()) {
            String cell = cell(column, row);
            if (column.stated() && !cell.isEmpty()) {
                ObjectNode parent = body;
                List<String> path = column.path();
                for (String field : path.subList(0, path.size() - 1)) {
                    parent = parent.withObjectProperty(field);
                }
                parent.set(path.get(path.size() - 1), column.form().read().apply(cell));
            }
        }
        return body;
    }

    /** Where the file says something else than the resource, in the columns that it has. */
    public List<Violation> differences(CsvRow row, JsonNode resource, Predicate<String> concerned) {
        return sheet.columns().stream()
                .filter(column -> places.containsKey(column.name()) && concerned.test(column.name()))
                .filter(column ->
                        !normal(column, cell(column, row)).equals(normal(column, Sheet.cell(column, resource))))
                .map(column -> fault(
                        column,
                        "differs",
                        column.told()
                                ? "There is such a record already, and it has \"%s\" here"
                                        .formatted(shortened(Sheet.cell(column, resource)))
                                : "There is such a record already, and it has something else here"))
                .toList();
    }

    // LA;VN and LA VN say the same.
    private static String normal(Column column, String cell) {
        return cell.isEmpty()
                ? ""
                : column.form().write().apply(column.form().read().apply(cell));
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
