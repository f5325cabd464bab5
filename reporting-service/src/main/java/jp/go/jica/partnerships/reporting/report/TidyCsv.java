package jp.go.jica.partnerships.reporting.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers as tidy CSV (RFC 4180): one figure a line, with the codes, names and knowledge that it stands under. */
public final class TidyCsv {

    // A spreadsheet takes a cell that begins so for a formula.
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private TidyCsv() {}

    /**
     * Writes a table line by line.
     *
     * @param language of the header; null for the names that programs know the columns by
     */
    public static void write(Table table, @Nullable Language language, OutputStream out) throws IOException {
        try (CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            csv.writeRecord(table.columns().stream()
                    .map(column -> language == null ? column.name() : language.of(column.label()))
                    .toList());
            table.lines().forEach(line -> csv.writeRecord(safe(line)));
        }
    }

    private static List<String> safe(List<Object> line) {
        return line.stream().map(cell -> safe(cell.toString())).toList();
    }

    private static String safe(String text) {
        return text.isEmpty() || FORMULA_STARTS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
