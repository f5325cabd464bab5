package jp.go.jica.partnerships.bulk;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.bulk.csv.CsvFile;
import jp.go.jica.partnerships.bulk.csv.CsvRow;
import jp.go.jica.partnerships.bulk.sheet.Layout;
import jp.go.jica.partnerships.bulk.sheet.Sheet;
import org.jspecify.annotations.Nullable;

/** The rows of a stored file, from its first one behind the header on. */
final class RowsOfFile implements AutoCloseable {

    // So that a thousand rows fit into the memory whatever stands in them.
    private static final int LARGEST_CHUNK = 2_000_000;

    private final CsvFile file;
    private final Layout layout;

    private RowsOfFile(CsvFile file, Layout layout) {
        this.file = file;
        this.layout = layout;
    }

    /**
     * Opens it anew.
     *
     * @throws jp.go.jica.partnerships.conventions.Refusal if its header is not the sheet's
     */
    static RowsOfFile open(Uploads uploads, UUID upload, String charset, Sheet sheet) {
        CsvFile file = CsvFile.open(uploads.open(upload), Charset.forName(charset));
        return new RowsOfFile(file, sheet.layout(file.next()));
    }

    Layout layout() {
        return layout;
    }

    @Nullable
    CsvRow next() {
        return file.next();
    }

    /** The next rows, at most so many; none at the end. */
    List<CsvRow> next(int most) {
        List<CsvRow> rows = new ArrayList<>();
        int characters = 0;
        while (rows.size() < most && characters < LARGEST_CHUNK) {
            CsvRow row = file.next();
            if (row == null) {
                break;
            }
            rows.add(row);
            characters += row.cells().stream().mapToInt(String::length).sum();
        }
        return rows;
    }

    @Override
    public void close() {
        file.close();
    }
}
