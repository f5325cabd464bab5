package jp.go.jica.partnerships.bulk.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes rows as CSV (RFC 4180, UTF-8), as they come; nothing in them is computed by whoever opens the file. */
public final class CsvText implements AutoCloseable {

    private final CsvWriter csv;

    public CsvText(OutputStream out) {
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    public void row(List<String> cells) {
        csv.writeRecord(cells.stream().map(MeantText::written).toList());
    }

    /** A row that is passed over when the file is read. */
    public void remark(List<String> cells) {
        csv.writeRecord(cells.stream().map(cell -> "# " + cell).toList());
    }

    /** Writes out what has been collected; it does not close what it writes to. */
    @Override
    public void close() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
