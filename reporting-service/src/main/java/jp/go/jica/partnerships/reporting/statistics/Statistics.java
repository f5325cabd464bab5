package jp.go.jica.partnerships.reporting.statistics;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param rows those in which anything counts, ordered by key
 * @param total counted on its own, never added up from the rows
 * @param published the fiscal years of which the figures were published by then
 */
public record Statistics(
        StatisticsQuery query,
        List<Row> rows,
        Map<Measure, Figure> total,
        Position position,
        Set<FiscalYear> published) {

    static final Comparator<Row> BY_KEY = Comparator.comparing(row -> String.join("\u0000", row.keys()));

    /**
     * A row.
     *
     * @param keys values of the query's dimensions, in their order
     */
    public record Row(List<String> keys, Map<Measure, Figure> figures) {}

    /** The same with the rows of these keys withheld, those in which nothing counts among them. */
    public Statistics withholding(Set<List<String>> keys) {
        Map<Measure, Figure> figures = query.measures().stream()
                .collect(Collectors.toMap(measure -> measure, measure -> new Figure.Withheld()));
        List<Row> others = Stream.concat(
                        rows.stream().filter(row -> !keys.contains(row.keys())),
                        keys.stream().map(key -> new Row(key, figures)))
                .sorted(BY_KEY)
                .toList();
        return new Statistics(query, others, total, position, published);
    }

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

    /** The status of the figures of a row, or of the total. Until all its fiscal years are published, it is provisional. */
    public Status status(@Nullable Row row) {
        if (row != null && row.figures().containsValue(new Figure.Withheld())) {
            return Status.WITHHELD;
        }
        if (joins(row, Dimension.LEAD_OFFICE, query.basis().office(), Genealogy.OFFICE_SUCCESSORS)
                || joins(row, Dimension.COOPERATING_OFFICE, query.basis().office(), Genealogy.OFFICE_SUCCESSORS)
                || joins(row, Dimension.COUNTRY, query.basis().formerCountries(), Genealogy.COUNTRY_SUCCESSORS)) {
            return Status.BREAK;
        }
        if (isByDacList() && years(row).anyMatch(Statistics::isEstimated)) {
            return Status.ESTIMATED;
        }
        return years(row).allMatch(published::contains) ? Status.NORMAL : Status.PROVISIONAL;
    }

    /** The key of a row in one dimension. */
    public String key(Row row, Dimension dimension) {
        return row.keys().get(query.groupBy().indexOf(dimension));
    }

    private boolean joins(
            @Nullable Row row, Dimension dimension, Basis.Succession basis, Map<String, String> successors) {
        if (basis == Basis.Succession.RECORDED) {
            return false;
        }
        Stream<String> codes = row != null && query.groupBy().contains(dimension)
                ? Stream.of(key(row, dimension))
                : query.filters().of(dimension).stream();
        return codes.anyMatch(successors::containsValue);
    }

    private boolean isByDacList() {
        return query.filters().developing() != null
                || query.filters().values().containsKey(Dimension.INCOME_GROUP)
                || query.groupBy().contains(Dimension.INCOME_GROUP);
    }

    private Stream<FiscalYear> years(@Nullable Row row) {
        if (row != null && query.groupBy().contains(Dimension.FISCAL_YEAR)) {
            return Stream.of(FiscalYear.parse(key(row, Dimension.FISCAL_YEAR)));
        }
        if (row != null && query.groupBy().contains(Dimension.MONTH)) {
            return Stream.of(
                    FiscalYear.of(YearMonth.parse(key(row, Dimension.MONTH)).atDay(1)));
        }
        return query.period().years().stream();
    }

    private static boolean isEstimated(FiscalYear year) {
        return Countries.developmentStatus(Countries.NONE, year).estimated();
    }
}
