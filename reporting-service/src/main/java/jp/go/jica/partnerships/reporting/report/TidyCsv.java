package jp.go.jica.partnerships.reporting.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.go.jica.partnerships.referencedata.Label;

/**
 * Answers as tidy CSV (RFC 4180): one figure a line, with the codes, names and knowledge that it stands under. The lines
 * of the total have {@code _T} for their keys.
 */
public final class TidyCsv {

    private static final String TOTAL = "_T";

    // A spreadsheet takes a cell that begins so for a formula.
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private TidyCsv() {}

    public static String of(Answer answer, List<String> keyNames) {
        List<String> header = new ArrayList<>(List.of("report", "periodStart", "periodEnd"));
        header.addAll(keyNames);
        header.addAll(List.of(
                "labelEn", "labelJa", "measure", "value", "status", "asOf", "knownAt", "position", "definitions"));
        List<List<String>> lines = new ArrayList<>();
        for (Answer.Row row : answer.rows()) {
            add(lines, answer, row.key().values(), row.label(), row.values(), row.status());
        }
        List<Object> total = keyNames.stream().<Object>map(name -> TOTAL).toList();
        add(
                lines,
                answer,
                total,
                Labels.TOTAL,
                answer.total().values(),
                answer.total().status());
        return lines(header, lines);
    }

    /** Any table; its cells are made safe for spreadsheets. */
    public static String lines(List<String> header, List<List<String>> lines) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(header);
            lines.forEach(
                    line -> csv.writeRecord(line.stream().map(TidyCsv::safe).toList()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("A text in memory cannot be written", impossible);
        }
        return text.toString();
    }

    private static void add(
            List<List<String>> lines,
            Answer answer,
            Collection<Object> keys,
            Label label,
            Map<String, Object> values,
            Map<String, String> status) {
        values.forEach((measure, value) -> {
            List<String> line = new ArrayList<>();
            line.add(answer.report());
            line.add(answer.period().start().toString());
            line.add(answer.period().end().toString());
            keys.forEach(key -> line.add(key.toString()));
            line.add(label.en());
            line.add(label.ja());
            line.add(measure);
            line.add(value.toString());
            line.add(Objects.toString(status.get(measure), ""));
            line.add(answer.asOf().toString());
            line.add(answer.knownAt().toString());
            line.add(Long.toString(answer.position()));
            line.add(answer.definitions());
            lines.add(line);
        });
    }

    private static String safe(String text) {
        return text.isEmpty() || FORMULA_STARTS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
