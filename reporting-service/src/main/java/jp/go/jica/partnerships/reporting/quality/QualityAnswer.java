package jp.go.jica.partnerships.reporting.quality;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.report.Answered;
import jp.go.jica.partnerships.reporting.report.Cube;
import jp.go.jica.partnerships.reporting.report.Table;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;

/**
 * How many records leave something open.
 *
 * @param rows every flaw, also one that no record has; a record with two of them stands in two rows
 * @param total by kind of record, each record with a flaw once
 */
public record QualityAnswer(
        String report,
        LocalDate asOf,
        Instant knownAt,
        KnownAtBasis knownAtBasis,
        String definitions,
        List<Row> rows,
        Map<String, Long> total,
        long position,
        List<OwnerFreshness> owners)
        implements Answered {

    /**
     * A flaw.
     *
     * @param flaw its name, stable for ever
     * @param counts the kind of record
     */
    public record Row(String flaw, String counts, Label label, long records) {}

    private static final Label TITLE = new Label("Quality of the records", "記録の品質");
    private static final Label TOTAL = new Label("Records with a flaw", "不備のある記録");
    private static final Label COUNTS = new Label("Kind of record", "記録の種類");
    private static final Label FLAW = new Label("Flaw", "不備");
    private static final Label RECORDS = new Label("Records", "件数");

    @Override
    public Table table() {
        return Table.of(
                this,
                List.of(
                        Table.Column.key("flaw", FLAW),
                        Table.Column.key("counts", COUNTS),
                        Table.Column.of("labelEn", new Label("Name (English)", "名称(英語)"), Table.Type.TEXT),
                        Table.Column.of("labelJa", new Label("Name (Japanese)", "名称(日本語)"), Table.Type.TEXT),
                        Table.Column.of("records", RECORDS, Table.Type.INTEGER)),
                () -> rowsAndTotals()
                        .map(row -> List.of(
                                row.flaw(),
                                row.counts(),
                                row.label().en(),
                                row.label().ja(),
                                row.records())));
    }

    @Override
    public Cube cube() {
        Map<String, Label> flaws = new LinkedHashMap<>();
        Map<String, Label> kinds = new LinkedHashMap<>();
        rowsAndTotals().forEach(row -> {
            flaws.put(row.flaw(), row.label());
            kinds.put(row.counts(), new Label(row.counts(), row.counts()));
        });
        return new Cube(
                this,
                TITLE,
                List.of(
                        Cube.Axis.of("flaw", FLAW, Cube.Role.OTHER, flaws),
                        Cube.Axis.of("counts", COUNTS, Cube.Role.OTHER, kinds),
                        new Cube.Axis(
                                "measure",
                                RECORDS,
                                Cube.Role.METRIC,
                                Map.of("records", RECORDS),
                                Map.of("records", new Cube.Unit("records", 0)))),
                () -> rowsAndTotals()
                        .map(row -> new Cube.Cell(List.of(row.flaw(), row.counts(), "records"), row.records(), null)),
                Map.of());
    }

    private Stream<Row> rowsAndTotals() {
        return Stream.concat(
                rows.stream(),
                total.entrySet().stream().map(each -> new Row(Table.TOTAL, each.getKey(), TOTAL, each.getValue())));
    }
}
