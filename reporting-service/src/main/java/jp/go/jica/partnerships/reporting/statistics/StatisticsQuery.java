package jp.go.jica.partnerships.reporting.statistics;

import java.time.LocalDate;
import java.util.List;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;

/**
 * One question.
 *
 * @param groupBy at most three dimensions; none asks for the total alone
 * @param asOf dated facts after it are ignored
 */
public record StatisticsQuery(
        List<Measure> measures,
        List<Dimension> groupBy,
        Period period,
        Filters filters,
        LocalDate asOf,
        OfficeBasis officeBasis,
        Knowledge knowledge) {

    /** So many at most: an answer by more would have about as many rows as there are records. */
    public static final int DIMENSIONS_AT_MOST = 3;

    public StatisticsQuery {
        measures = List.copyOf(measures);
        groupBy = List.copyOf(groupBy);
        if (groupBy.size() > DIMENSIONS_AT_MOST) {
            throw new IllegalArgumentException("At most %d dimensions".formatted(DIMENSIONS_AT_MOST));
        }
    }

    StatisticsQuery total() {
        return new StatisticsQuery(measures, List.of(), period, filters, asOf, officeBasis, knowledge);
    }
}
