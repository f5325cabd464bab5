package jp.go.jica.partnerships.reporting.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;

/**
 * The answer to a question.
 *
 * @param rows those in which anything counts, ordered by key
 * @param total counted on its own, never added up from the rows
 * @param estimated whether a year without a DAC list of its own took part in telling which countries are developing
 */
public record Statistics(
        StatisticsQuery query, List<Row> rows, Map<Measure, Figure> total, Position position, boolean estimated) {

    static final Comparator<Row> BY_KEY = Comparator.comparing(row -> String.join("\u0000", row.keys()));

    /**
     * A row.
     *
     * @param keys values of the query's dimensions, in their order
     */
    public record Row(List<String> keys, Map<Measure, Figure> figures) {}

    public boolean additive(Measure measure) {
        return measure.additiveOver(query.groupBy());
    }

    /** What the rows add up to, for a measure that can be added at all. */
    public Optional<Long> sumOfRows(Measure measure) {
        List<Figure> figures = rows.stream()
                .flatMap(row -> Optional.ofNullable(row.figures().get(measure)).stream())
                .toList();
        return figures.stream().allMatch(Figure.Count.class::isInstance)
                ? Optional.of(figures.stream()
                        .mapToLong(figure -> ((Figure.Count) figure).number())
                        .sum())
                : Optional.empty();
    }

    public Figure total(Measure measure) {
        Figure figure = total.get(measure);
        if (figure == null) {
            throw new IllegalArgumentException("The question was not about " + measure.wireName());
        }
        return figure;
    }

    /** The key of a row in one dimension. */
    public String key(Row row, Dimension dimension) {
        return row.keys().get(query.groupBy().indexOf(dimension));
    }
}
