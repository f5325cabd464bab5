package jp.go.jica.partnerships.referencedata;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A CSV resource of this package: UTF-8, comment lines with {@code #}, a header, no ragged rows. */
final class Table {

    private Table() {}

    static boolean exists(String resource) {
        return Table.class.getResource(resource) != null;
    }

    static <T> List<T> read(String resource, Function<Row, T> toEntry) {
        InputStream stream = Table.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("The reference data lacks " + resource);
        }
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return rows.stream().map(Row::new).map(toEntry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The reference data in " + resource + " cannot be read", e);
        }
    }

    /** One row; an empty field is an absent value. */
    record Row(NamedCsvRecord fields) {

        /** A value that every row must have. */
        String text(String column) {
            String value = fields.getField(column);
            if (value.isEmpty()) {
                throw new IllegalStateException("Line %d has no %s".formatted(fields.getStartingLineNumber(), column));
            }
            return value;
        }

        @Nullable
        String optional(String column) {
            String value = fields.getField(column);
            return value.isEmpty() ? null : value;
        }

        boolean yes(String column) {
            return switch (text(column)) {
                case "yes" -> true;
                case "no" -> false;
                default ->
                    throw new IllegalStateException(
                            "Line %d: %s must be yes or no".formatted(fields.getStartingLineNumber(), column));
            };
        }

        /** Several values in one field stand between bars: {@code HYG|OSK}. */
        List<String> several(String column) {
            String value = fields.getField(column);
            return value.isEmpty() ? List.of() : List.of(value.split("\\|"));
        }

        /** The names of the facts of this row that no source confirms. */
        Set<String> unverified() {
            return Set.copyOf(several("unverified"));
        }

        LocalDate day(String column) {
            return LocalDate.parse(text(column));
        }

        @Nullable
        PartialDate date(String column) {
            String value = optional(column);
            return value == null ? null : PartialDate.parse(value);
        }

        @Nullable
        LocalDate firstDay(String column) {
            PartialDate date = date(column);
            return date == null ? null : date.firstDay();
        }

        @Nullable
        LocalDate lastDay(String column) {
            PartialDate date = date(column);
            return date == null ? null : date.lastDay();
        }

        int number(String column) {
            return Integer.parseInt(text(column));
        }
    }
}
