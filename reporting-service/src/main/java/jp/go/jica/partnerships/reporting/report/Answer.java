package jp.go.jica.partnerships.reporting.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.statistics.Figure;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import jp.go.jica.partnerships.reporting.statistics.Period;
import jp.go.jica.partnerships.reporting.statistics.Statistics;
import jp.go.jica.partnerships.reporting.statistics.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a report answers, in the form that it has in JSON; other formats are written from the same object.
 *
 * @param about the one country or office that the report is about
 * @param filters what was asked for beside the period, by parameter
 * @param dimensions by which the rows are kept apart, in the order of their keys
 * @param total counted on its own; for a measure that is not additive the sum of the rows stands beside it
 * @param sumOfRows of the measures that are not additive over the rows' dimensions
 * @param position with asOf it gives the same answer again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(
        String report,
        @Nullable About about,
        PeriodOfAnswer period,
        LocalDate asOf,
        Instant knownAt,
        KnownAtBasis knownAtBasis,
        String definitions,
        String officeBasis,
        String countryBasis,
        String formerCountries,
        Map<String, Object> filters,
        List<DimensionOfAnswer> dimensions,
        List<MeasureOfAnswer> measures,
        List<Row> rows,
        Total total,
        @Nullable Map<String, Long> sumOfRows,
        long position,
        List<OwnerFreshness> owners)
        implements Answered {

    /** An answer that was frozen before there was another basis does not tell its own. */
    public Answer {
        knownAtBasis = Objects.requireNonNullElse(knownAtBasis, KnownAtBasis.FOLDED);
    }

    /** A code with its name. */
    public record About(String code, Label label) {}

    /** Both ends included. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PeriodOfAnswer(
            @Nullable Integer fiscalYear,
            @Nullable Integer from,
            @Nullable Integer to,
            LocalDate start,
            LocalDate end) {

        public static PeriodOfAnswer of(Period period) {
            return period.isOneYear()
                    ? new PeriodOfAnswer(period.from().startYear(), null, null, period.start(), period.end())
                    : new PeriodOfAnswer(
                            null, period.from().startYear(), period.to().startYear(), period.start(), period.end());
        }
    }

    /**
     * A part of the rows' keys.
     *
     * @param name in the keys: {@code office}
     * @param dimension what it is: {@code leadOffice}
     */
    public record DimensionOfAnswer(String name, String dimension, Label label) {

        static DimensionOfAnswer of(Dimension dimension, @Nullable String rowKey) {
            return new DimensionOfAnswer(
                    rowKey == null ? dimension.wireName() : rowKey, dimension.wireName(), dimension.label());
        }
    }

    /** A column of figures. */
    public record MeasureOfAnswer(String name, boolean additive, String unit, Label label, String definition) {}

    /**
     * A row.
     *
     * @param status of those values that are anything but final: provisional, estimated, break
     */
    public record Row(Map<String, Object> key, Label label, Map<String, Object> values, Map<String, String> status) {}

    /** The figures of all records together. */
    public record Total(Map<String, Object> values, Map<String, String> status) {}

    /** The bare answer, for those that quote from it. */
    public static Answer of(String report, Statistics statistics) {
        return of(report, null, statistics, null, List.of());
    }

    static Answer of(
            String report,
            @Nullable About about,
            Statistics statistics,
            @Nullable String rowKey,
            List<OwnerFreshness> owners) {
        List<Measure> measures = statistics.query().measures();
        List<Dimension> dimensions = statistics.query().groupBy();
        Map<Status, Map<String, String>> byStatus = new EnumMap<>(Status.class);
        List<Row> rows = new ArrayList<>();
        for (Statistics.Row row : statistics.rows()) {
            rows.add(new Row(
                    key(dimensions, row.keys(), rowKey),
                    Labels.of(dimensions, row.keys()),
                    values(measures, row.figures()),
                    byStatus.computeIfAbsent(statistics.status(row), status -> status(measures, status))));
        }
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Measure measure : measures) {
            if (!dimensions.isEmpty() && !statistics.additive(measure)) {
                statistics.sumOfRows(measure).ifPresent(sum -> sums.put(measure.wireName(), sum));
            }
        }
        return new Answer(
                report,
                about,
                PeriodOfAnswer.of(statistics.query().period()),
                statistics.query().asOf(),
                statistics.position().knownAt(),
                statistics.position().knownAtBasis(),
                Measure.DEFINITIONS,
                statistics.query().basis().office().wireName(),
                statistics.query().basis().country().wireName(),
                statistics.query().basis().formerCountries().wireName(),
                filters(statistics),
                dimensions.stream()
                        .map(dimension -> DimensionOfAnswer.of(dimension, rowKey))
                        .toList(),
                measures.stream()
                        .map(measure -> new MeasureOfAnswer(
                                measure.wireName(),
                                statistics.additive(measure),
                                measure.unit(),
                                measure.label(),
                                measure.definition()))
                        .toList(),
                rows,
                new Total(values(measures, statistics.total()), status(measures, statistics.status(null))),
                sums.isEmpty() ? null : sums,
                statistics.position().seq(),
                owners);
    }

    @Override
    public Table table() {
        return AnswerShapes.table(this);
    }

    @Override
    public Cube cube() {
        return AnswerShapes.cube(this);
    }

    private static Map<String, Object> key(List<Dimension> dimensions, List<String> keys, @Nullable String rowKey) {
        Map<String, Object> key = new LinkedHashMap<>();
        for (int i = 0; i < dimensions.size(); i++) {
            Dimension dimension = dimensions.get(i);
            key.put(
                    rowKey == null ? dimension.wireName() : rowKey,
                    dimension == Dimension.FISCAL_YEAR ? Integer.valueOf(keys.get(i)) : keys.get(i));
        }
        return key;
    }

    private static Map<String, Object> values(List<Measure> measures, Map<Measure, Figure> figures) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Measure measure : measures) {
            Figure figure = figures.get(measure);
            Object written = figure == null ? null : figure.written();
            if (written != null) {
                values.put(measure.wireName(), written);
            }
        }
        return values;
    }

    private static Map<String, String> status(List<Measure> measures, Status status) {
        Map<String, String> byMeasure = new LinkedHashMap<>();
        measures.forEach(measure -> byMeasure.put(measure.wireName(), status.wireName()));
        return byMeasure;
    }

    private static Map<String, Object> filters(Statistics statistics) {
        Map<String, Object> filters = new LinkedHashMap<>();
        statistics.query().filters().values().forEach((dimension, codes) -> filters.put(dimension.wireName(), codes));
        if (statistics.query().filters().developing() != null) {
            filters.put("developing", statistics.query().filters().developing());
        }
        if (statistics.query().measures().contains(Measure.AGREEMENTS_EXPIRING)) {
            filters.put("within", "P%dD".formatted(statistics.query().within()));
        }
        return filters;
    }
}
