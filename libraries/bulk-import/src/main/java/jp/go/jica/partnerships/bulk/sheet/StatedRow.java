package jp.go.jica.partnerships.bulk.sheet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jp.go.jica.partnerships.bulk.csv.CsvRow;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Refusal.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file, beside what is made of it.
 *
 * @param warnings what somebody should look at though the row is taken
 */
public record StatedRow(Layout layout, CsvRow row, ObjectMapper json, List<Violation> warnings) {

    public StatedRow(Layout layout, CsvRow row, ObjectMapper json) {
        this(layout, row, json, new ArrayList<>());
    }

    /** Takes the row all the same, and tells whoever brought the file. */
    public void warn(Violation about) {
        warnings.add(about);
    }

    /** What stands in the column of this name; empty if nothing does. */
    public String cell(String column) {
        return layout.sheet()
                .column(column)
                .map(known -> layout.cell(known, row))
                .orElse("");
    }

    /** The day in the column of this name; null if nothing stands there. */
    public @Nullable LocalDate day(String column) {
        String cell = cell(column);
        try {
            return cell.isEmpty() ? null : LocalDate.parse(cell);
        } catch (DateTimeException unreadable) {
            throw Refusal.invalid("unreadable-value", "/" + column, "A date such as 2015-04-01 is wanted");
        }
    }

    /**
     * Refuses the row if something that it states is not so in the record that is there; what it leaves empty may be there.
     *
     * @param field of the record to which this is confined, with what stands in it; empty for all
     */
    public void requireTrueOf(Object record, String... field) {
        requireSame(
                record,
                layout.sheet().columns().stream()
                        .filter(column -> cell(column.name()).isEmpty() || !within(column, List.of(field)))
                        .map(Column::name)
                        .toArray(String[]::new));
    }

    private static boolean within(Column column, List<String> field) {
        return column.path().size() >= field.size()
                && column.path().subList(0, field.size()).equals(field);
    }

    /**
     * Refuses the row if it says something else than the record that is there.
     *
     * @param butFor names of columns that may say something else
     */
    public void requireSame(Object record, String... butFor) {
        Set<String> free = Set.of(butFor);
        List<Violation> differences =
                layout.differences(row, json.valueToTree(record), column -> !free.contains(column));
        if (!differences.isEmpty()) {
            throw Refusal.invalid(differences);
        }
    }
}
