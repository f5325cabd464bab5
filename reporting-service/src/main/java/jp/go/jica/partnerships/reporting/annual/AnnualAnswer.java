package jp.go.jica.partnerships.reporting.annual;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.report.Answer;
import jp.go.jica.partnerships.reporting.report.Answered;
import jp.go.jica.partnerships.reporting.report.Cube;
import jp.go.jica.partnerships.reporting.report.Table;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import org.jspecify.annotations.Nullable;

/** The yearly report: every figure computed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnualAnswer(
        String report,
        Answer.PeriodOfAnswer period,
        LocalDate asOf,
        Instant knownAt,
        KnownAtBasis knownAtBasis,
        String definitions,
        List<Figure> figures,
        long position,
        List<OwnerFreshness> owners)
        implements Answered {

    /** An answer that was frozen before there was another basis does not tell its own. */
    public AnnualAnswer {
        knownAtBasis = Objects.requireNonNullElse(knownAtBasis, KnownAtBasis.FOLDED);
    }

    /**
     * A figure.
     *
     * @param id stable for ever
     * @param value a number, or a day; absent when there is none, such as the first of nothing
     * @param approximate whether the printed report gives it rounded
     * @param rounded the value as the printed report would give it
     * @param from of a cumulative figure, the first fiscal year
     * @param status provisional, or estimated when a list of developing countries of another year stands in
     * @param source the request that gives the value
     * @param explain the request that lists what it counts; the source itself where that is a list
     * @param details what the value is made of
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Figure(
            String id,
            Label text,
            @Nullable Object value,
            boolean approximate,
            @Nullable Long rounded,
            @Nullable Integer from,
            @Nullable String status,
            String source,
            String explain,
            @Nullable List<Map<String, Object>> details) {}

    private static final Label TITLE = new Label("Figures of the annual report", "年次報告の数値");
    private static final Label FIGURE = new Label("Figure", "項目");
    private static final Label VALUE = new Label("Value", "値");
    private static final Label ROUNDED = new Label("Rounded", "概数");

    @Override
    public Table table() {
        return Table.of(
                this,
                List.of(
                        Table.Column.key("figure", FIGURE),
                        Table.Column.of("textEn", new Label("Text (English)", "説明(英語)"), Table.Type.TEXT),
                        Table.Column.of("textJa", new Label("Text (Japanese)", "説明(日本語)"), Table.Type.TEXT),
                        // A number of most, a day of the first agreement.
                        Table.Column.of("value", VALUE, Table.Type.TEXT),
                        Table.Column.of("approximate", new Label("Printed rounded", "概数で表示"), Table.Type.BOOLEAN),
                        Table.Column.of("rounded", ROUNDED, Table.Type.INTEGER),
                        Table.Column.of("from", new Label("From fiscal year", "起点年度"), Table.Type.INTEGER),
                        Table.Column.of("status", new Label("Status", "状態"), Table.Type.TEXT),
                        Table.Column.of("source", new Label("Source", "出典"), Table.Type.ADDRESS),
                        Table.Column.of("explain", new Label("Records behind it", "内訳の記録"), Table.Type.ADDRESS)),
                () -> figures.stream()
                        .map(figure -> List.of(
                                figure.id(),
                                figure.text().en(),
                                figure.text().ja(),
                                orNothing(figure.value()),
                                figure.approximate(),
                                orNothing(figure.rounded()),
                                orNothing(figure.from()),
                                orNothing(figure.status()),
                                figure.source(),
                                figure.explain())));
    }

    @Override
    public Cube cube() {
        Map<String, Label> ids = new LinkedHashMap<>();
        figures.forEach(figure -> ids.put(figure.id(), figure.text()));
        Map<String, Label> values = new LinkedHashMap<>();
        values.put("value", VALUE);
        values.put("rounded", ROUNDED);
        return new Cube(
                this,
                TITLE,
                List.of(
                        Cube.Axis.of("figure", FIGURE, Cube.Role.OTHER, ids),
                        Cube.Axis.of("measure", VALUE, Cube.Role.METRIC, values)),
                () -> figures.stream()
                        .flatMap(figure -> Stream.of(
                                new Cube.Cell(List.of(figure.id(), "value"), figure.value(), figure.status()),
                                new Cube.Cell(List.of(figure.id(), "rounded"), figure.rounded(), null))),
                Map.of());
    }

    private static Object orNothing(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "");
    }
}
