package jp.go.jica.partnerships.reporting.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;

/**
 * One question.
 *
 * @param groupBy at most three dimensions; none asks for the total alone
 * @param asOf dated facts after it are ignored
 * @param within days in which an agreement must run out to be expiring
 */
public record StatisticsQuery(
        List<Measure> measures,
        List<Dimension> groupBy,
        Period period,
        Filters filters,
        LocalDate asOf,
        int within,
        Basis basis,
        Knowledge knowledge) {

    /** So many at most: an answer by more would have about as many rows as there are records. */
    public static final int DIMENSIONS_AT_MOST = 3;

    /** What counts as expiring if nothing is said. */
    public static final int WITHIN = 90;

    public StatisticsQuery {
        measures = List.copyOf(measures);
        groupBy = List.copyOf(groupBy);
        if (groupBy.size() > DIMENSIONS_AT_MOST) {
            throw new IllegalArgumentException("At most %d dimensions".formatted(DIMENSIONS_AT_MOST));
        }
    }

    StatisticsQuery total() {
        return new StatisticsQuery(measures, List.of(), period, filters, asOf, within, basis, knowledge);
    }

    /** The same as of other knowledge. */
    public StatisticsQuery at(Knowledge then) {
        return new StatisticsQuery(measures, groupBy, period, filters, asOf, within, basis, then);
    }

    /** The periods for which rows are counted apart: months, fiscal years, or the whole. */
    List<Span> spans() {
        if (groupBy.contains(Dimension.MONTH)) {
            return period.start()
                    .datesUntil(period.end().plusDays(1), java.time.Period.ofMonths(1))
                    .map(first -> new Span(first, first.plusMonths(1).minusDays(1)))
                    .toList();
        }
        return (groupBy.contains(Dimension.FISCAL_YEAR)
                        ? period.years().stream().map(Period::of)
                        : Stream.of(period))
                .map(each -> new Span(each.start(), each.end()))
                .toList();
    }

    /** Days in a row, both ends included. */
    record Span(LocalDate first, LocalDate last) {}
}
