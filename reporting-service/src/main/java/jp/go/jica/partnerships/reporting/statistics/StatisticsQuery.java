package jp.go.jica.partnerships.reporting.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import org.jspecify.annotations.Nullable;

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

    /** The same as of another day. */
    public StatisticsQuery asOf(LocalDate day) {
        return new StatisticsQuery(measures, groupBy, period, filters, day, within, basis, knowledge);
    }

    /** The same for one measure. */
    public StatisticsQuery of(Measure measure) {
        return new StatisticsQuery(List.of(measure), groupBy, period, filters, asOf, within, basis, knowledge);
    }

    /** The question that has one row of this one, or its total, for its answer; but for the month, if it is told apart by it. */
    public StatisticsQuery cell(@Nullable List<String> keys) {
        Filters narrowed = filters;
        Period of = period;
        for (int i = 0; keys != null && i < keys.size(); i++) {
            Dimension dimension = groupBy.get(i);
            if (dimension == Dimension.FISCAL_YEAR) {
                of = Period.of(FiscalYear.parse(keys.get(i)));
            } else if (dimension != Dimension.MONTH) {
                narrowed = narrowed.with(dimension, keys.get(i));
            }
        }
        return new StatisticsQuery(measures, List.of(), of, narrowed, asOf, within, basis, knowledge);
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

    /** All days of the period. */
    Span whole() {
        return new Span(period.start(), period.end());
    }

    /** Days in a row, both ends included. */
    record Span(LocalDate first, LocalDate last) {}
}
