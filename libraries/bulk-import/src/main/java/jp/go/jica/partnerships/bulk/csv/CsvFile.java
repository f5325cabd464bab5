package jp.go.jica.partnerships.bulk.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read from its header to its end. Empty lines are passed over, and so are remarks: rows whose first cell
 * begins with {@code #} and a blank.
 */
public final class CsvFile implements AutoCloseable {

    // Beyond what any row of ours may hold, so that a quote that is never closed does not eat up the memory.
    private static final int MOST_CELLS = 500;
    private static final int LONGEST_CELL = 1_000_000;
    private static final int LONGEST_ROW = 4_000_000;
    private static final int BYTE_ORDER_MARK = '\uFEFF';
    private static final String REMARK = "# ";

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private long line = 1;

    private CsvFile(CsvReader<CsvRecord> reader) {
        this.reader = reader;
        this.records = reader.iterator();
    }

    /** From the bytes as they were sent; a byte order mark may stand before them. */
    public static CsvFile open(InputStream bytes, Charset charset) {
        Reader text = withoutMark(new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        return new CsvFile(CsvReader.builder()
                // One cell has to fit, and a quote that is never closed is found out there and not at the end.
                .maxBufferSize(LONGEST_CELL)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                // How many cells a row has is its own matter; it does not spoil the others.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MOST_CELLS)
                                .maxFieldSize(LONGEST_CELL)
                                .maxRecordSize(LONGEST_ROW)
                                .build(),
                        text));
    }

    /** The next row, null behind the last one. */
    public @Nullable CsvRow next() {
        try {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                line = record.getStartingLineNumber();
                if (!record.getField(0).startsWith(REMARK)) {
                    return row(record);
                }
            }
            return null;
        } catch (CsvParseException unreadable) {
            throw refusal(unreadable);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new UnreadableFile(
                        "wrong-encoding",
                        line,
                        "Behind line %d there are bytes that are no text in the encoding that was declared"
                                .formatted(line));
            }
            throw e;
        }
    }

    private static CsvRow row(CsvRecord record) {
        List<String> cells = record.getFields().stream().map(MeantText::read).toList();
        return new CsvRow(record.getStartingLineNumber(), cells);
    }

    // The parser tells its reasons in words only.
    private UnreadableFile refusal(CsvParseException unreadable) {
        String reason = unreadable + " " + unreadable.getCause();
        if (reason.contains("Unclosed quote")) {
            return new UnreadableFile(
                    "unclosed-quote", line, "A quote that is opened behind line %d is never closed".formatted(line));
        }
        if (reason.contains("after closing quote")) {
            return new UnreadableFile(
                    "misplaced-quote",
                    line,
                    "Behind line %d something stands between a closing quote and the next comma".formatted(line));
        }
        return new UnreadableFile(
                "row-too-long",
                line,
                "Behind line %d there is a row with more than %d cells or %d characters; perhaps a quote is not closed"
                        .formatted(line, MOST_CELLS, LONGEST_CELL));
    }

    private static Reader withoutMark(Reader reader) {
        try {
            PushbackReader text = new PushbackReader(reader);
            int first = text.read();
            if (first >= 0 && first != BYTE_ORDER_MARK) {
                text.unread(first);
            }
            return text;
        } catch (CharacterCodingException wrong) {
            throw new UnreadableFile("wrong-encoding", 1, "The file is no text in the encoding that was declared");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
