package jp.go.jica.partnerships.reporting.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.referencedata.Label;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Answers as a workbook (Office Open XML): the lines of the CSV with numbers as numbers and days as days, and a sheet that
 * says under which knowledge they stand. A text is never taken for a formula, since its cell is one of text.
 */
public final class Spreadsheet {

    private static final Label FIGURES = new Label("Figures", "数値");
    private static final Label ABOUT = new Label("About", "この表について");
    private static final String DAY = "yyyy-mm-dd";

    // A sheet has 1,048,576 rows, and what is flushed needs no memory any more.
    private static final int ROWS_OF_SHEET = 1_000_000;
    private static final int ROWS_OF_FLUSH = 1_000;

    private Spreadsheet() {}

    /** Writes the workbook while it is made. */
    public static void write(Table table, Language language, OutputStream out) throws IOException {
        Workbook workbook = new Workbook(out, "Partnerships", null);
        Iterator<List<Object>> lines = table.lines().iterator();
        int sheets = 0;
        do {
            String name = language.of(FIGURES) + (sheets == 0 ? "" : " " + (sheets + 1));
            writeLines(workbook.newWorksheet(name), table, language, lines);
            sheets++;
        } while (lines.hasNext());
        writeAbout(workbook.newWorksheet(language.of(ABOUT)), table, language);
        workbook.finish();
    }

    private static void writeLines(Worksheet sheet, Table table, Language language, Iterator<List<Object>> lines)
            throws IOException {
        List<Table.Column> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            sheet.value(0, i, language.of(columns.get(i).label()));
        }
        sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
        sheet.freezePane(0, 1);
        int row = 1;
        while (lines.hasNext() && row <= ROWS_OF_SHEET) {
            List<Object> line = lines.next();
            for (int i = 0; i < line.size(); i++) {
                put(sheet, row, i, line.get(i));
            }
            if (row % ROWS_OF_FLUSH == 0) {
                sheet.flush();
            }
            row++;
        }
        sheet.finish();
    }

    private static void writeAbout(Worksheet sheet, Table table, Language language) throws IOException {
        int row = 0;
        for (Map.Entry<Table.Column, Object> known : table.knowledge().entrySet()) {
            sheet.value(row, 0, language.of(known.getKey().label()));
            put(sheet, row, 1, known.getValue());
            row++;
        }
        sheet.finish();
    }

    private static void put(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof LocalDate day) {
            sheet.value(row, column, day);
            sheet.style(row, column).format(DAY).set();
        } else if (value instanceof Boolean truth) {
            sheet.value(row, column, truth);
        } else if (!value.toString().isEmpty()) {
            sheet.value(row, column, value.toString());
        }
    }
}
