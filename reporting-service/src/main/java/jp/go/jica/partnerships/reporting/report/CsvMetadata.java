package jp.go.jica.partnerships.reporting.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the columns of a CSV are, by the W3C's Metadata Vocabulary for Tabular Data. */
public final class CsvMetadata {

    private CsvMetadata() {}

    /**
     * The metadata of one CSV.
     *
     * @param language in which it speaks; the header may be in any
     * @param address where the CSV is
     */
    public static Map<String, Object> of(Table table, Language language, String address) {
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Table.Column column : table.columns()) {
            columns.add(ordered(
                    "name",
                    column.name(),
                    "titles",
                    ordered(
                            "und",
                            column.name(),
                            Language.ENGLISH.code(),
                            column.label().en(),
                            Language.JAPANESE.code(),
                            column.label().ja()),
                    "datatype",
                    column.type().xsd()));
        }
        Map<String, Object> knowledge = new LinkedHashMap<>();
        table.knowledge().forEach((column, value) -> knowledge.put(column.name(), Cells.plain(value)));
        return ordered(
                "@context",
                List.of("http://www.w3.org/ns/csvw", Map.of("@language", language.code())),
                "@type",
                "Table",
                "url",
                address,
                "dc:title",
                table.name(),
                "dc:conformsTo",
                "/v1/measures",
                "notes",
                List.of(knowledge),
                "dialect",
                ordered("encoding", "utf-8", "header", true, "delimiter", ",", "lineTerminators", List.of("\r\n")),
                "tableSchema",
                ordered(
                        "columns",
                        columns,
                        "primaryKey",
                        table.columns().stream()
                                .filter(Table.Column::key)
                                .map(Table.Column::name)
                                .toList()));
    }

    /** Names and values in turn. */
    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            ordered.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return ordered;
    }
}
