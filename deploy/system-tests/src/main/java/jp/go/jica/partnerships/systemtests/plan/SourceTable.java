package jp.go.jica.partnerships.systemtests.plan;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A CSV resource of this package: UTF-8, comment lines with {@code #} that name the source, a header. */
final class SourceTable {

    private SourceTable() {}

    static <T> List<T> read(String resource, Function<NamedCsvRecord, T> toEntry) {
        InputStream stream = Objects.requireNonNull(SourceTable.class.getResourceAsStream(resource), resource);
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return rows.stream().map(toEntry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
