package jp.go.jica.partnerships.reporting.disclosure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.statistics.Basis;
import jp.go.jica.partnerships.reporting.statistics.Filters;
import jp.go.jica.partnerships.reporting.statistics.StatisticsQuery;
import org.jspecify.annotations.Nullable;

/**
 * A table with an attribute of persons that everybody may see of a published fiscal year.
 *
 * @param grouping none for the whole year
 */
public record OpenTable(Dimension attribute, @Nullable Dimension grouping) {

    /** Of how many persons a figure must at least be. */
    public static final int PERSONS_AT_LEAST = 5;

    /** What the tables count. */
    public static final List<Measure> MEASURES = List.of(Measure.PARTICIPATIONS_ACCEPTED, Measure.PERSONS);

    static final List<Dimension> GROUPINGS =
            List.of(Dimension.COUNTRY, Dimension.LEAD_OFFICE, Dimension.SCHEME, Dimension.FACILITY);

    /** All of them; they are protected together. */
    public static final List<OpenTable> ALL = Arrays.stream(Dimension.values())
            .filter(Dimension::isPersonal)
            .flatMap(attribute -> Stream.concat(
                    Stream.of(new OpenTable(attribute, null)),
                    GROUPINGS.stream().map(grouping -> new OpenTable(attribute, grouping))))
            .toList();

    /** The table that a question asks for, if it asks for nothing else. */
    static Optional<OpenTable> of(StatisticsQuery query) {
        if (!MEASURES.containsAll(query.measures())
                || !query.filters().equals(Filters.NONE)
                || !query.basis().equals(Basis.RECORDED)
                || !query.period().isOneYear()) {
            return Optional.empty();
        }
        Set<Dimension> asked = Set.copyOf(query.groupBy().stream()
                .filter(dimension -> dimension != Dimension.FISCAL_YEAR)
                .toList());
        return ALL.stream()
                .filter(table -> Set.copyOf(table.dimensions()).equals(asked))
                .findFirst();
    }

    /** By which it is broken down, beside the fiscal year. */
    public List<Dimension> dimensions() {
        return grouping == null ? List.of(attribute) : List.of(grouping, attribute);
    }
}
