package jp.go.jica.partnerships.reporting.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import org.jspecify.annotations.Nullable;

/** A report's answer as lines and by its dimensions. A cell that is withheld is in both, without a value. */
final class AnswerShapes {

    private static final Label MEASURE = new Label("Measure", "指標");

    private AnswerShapes() {}

    static Table table(Answer answer) {
        List<Table.Column> columns = new ArrayList<>();
        answer.dimensions().forEach(dimension -> columns.add(Table.Column.key(dimension.name(), dimension.label())));
        columns.add(Table.Column.of("labelEn", new Label("Name (English)", "名称(英語)"), Table.Type.TEXT));
        columns.add(Table.Column.of("labelJa", new Label("Name (Japanese)", "名称(日本語)"), Table.Type.TEXT));
        columns.add(Table.Column.key("measure", MEASURE));
        columns.add(Table.Column.of("measureEn", new Label("Measure (English)", "指標(英語)"), Table.Type.TEXT));
        columns.add(Table.Column.of("measureJa", new Label("Measure (Japanese)", "指標(日本語)"), Table.Type.TEXT));
        columns.add(Table.Column.of("unit", new Label("Unit", "単位"), Table.Type.TEXT));
        columns.add(Table.Column.of("value", new Label("Value", "値"), typeOfValues(answer)));
        columns.add(Table.Column.of("status", new Label("Status", "状態"), Table.Type.TEXT));
        columns.add(Table.Column.of("additive", new Label("Rows add up", "合算可否"), Table.Type.BOOLEAN));
        columns.add(Table.Column.of("sumOfRows", new Label("Sum of the rows", "行の合算"), Table.Type.INTEGER));
        return Table.of(
                answer,
                columns,
                () -> Stream.concat(
                        answer.rows().stream()
                                .flatMap(row -> lines(
                                        answer, row.key().values(), row.label(), row.values(), row.status(), Map.of())),
                        lines(
                                answer,
                                answer.dimensions().stream()
                                        .<Object>map(dimension -> Table.TOTAL)
                                        .toList(),
                                Labels.TOTAL,
                                answer.total().values(),
                                answer.total().status(),
                                sumOfRows(answer))));
    }

    private static Stream<List<Object>> lines(
            Answer answer,
            Collection<Object> keys,
            Label label,
            Map<String, Object> values,
            Map<String, String> status,
            Map<String, Long> sums) {
        return answer.measures().stream().map(measure -> {
            List<Object> line = new ArrayList<>(keys.size() + 10);
            keys.forEach(key -> line.add(key.toString()));
            line.add(label.en());
            line.add(label.ja());
            line.add(measure.name());
            line.add(measure.label().en());
            line.add(measure.label().ja());
            line.add(measure.unit());
            line.add(orNothing(values.get(measure.name())));
            line.add(orNothing(status.get(measure.name())));
            line.add(measure.additive());
            line.add(orNothing(sums.get(measure.name())));
            return line;
        });
    }

    private static Table.Type typeOfValues(Answer answer) {
        List<String> units =
                answer.measures().stream().map(Answer.MeasureOfAnswer::unit).toList();
        if (units.contains("date")) {
            return Table.Type.TEXT;
        }
        return units.contains("share") ? Table.Type.DECIMAL : Table.Type.INTEGER;
    }

    static Cube cube(Answer answer) {
        List<Cube.Axis> axes = new ArrayList<>();
        for (int i = 0; i < answer.dimensions().size(); i++) {
            Answer.DimensionOfAnswer dimension = answer.dimensions().get(i);
            axes.add(Cube.Axis.of(
                    dimension.name(), dimension.label(), role(dimension.dimension()), categories(answer, i)));
        }
        axes.add(measures(answer));
        Map<String, Object> besides = new LinkedHashMap<>();
        if (answer.about() != null) {
            besides.put("about", answer.about());
        }
        besides.put("officeBasis", answer.officeBasis());
        besides.put("countryBasis", answer.countryBasis());
        besides.put("formerCountries", answer.formerCountries());
        besides.put("filters", answer.filters());
        besides.put("additive", byMeasure(answer, Answer.MeasureOfAnswer::additive));
        besides.put("sumOfRows", sumOfRows(answer));
        return new Cube(
                answer,
                new Label(answer.report(), answer.report()),
                axes,
                () -> Stream.concat(
                        answer.rows().stream()
                                .flatMap(row -> cells(answer, row.key().values(), row.values(), row.status())),
                        cells(
                                answer,
                                answer.dimensions().stream()
                                        .<Object>map(dimension -> Table.TOTAL)
                                        .toList(),
                                answer.total().values(),
                                answer.total().status())),
                besides);
    }

    private static Stream<Cube.Cell> cells(
            Answer answer, Collection<Object> keys, Map<String, Object> values, Map<String, String> status) {
        return answer.measures().stream()
                .map(measure -> new Cube.Cell(
                        Stream.concat(keys.stream().map(Object::toString), Stream.of(measure.name()))
                                .toList(),
                        values.get(measure.name()),
                        status.get(measure.name())));
    }

    private static Map<String, Label> categories(Answer answer, int place) {
        Dimension dimension =
                Dimension.named(answer.dimensions().get(place).dimension()).orElseThrow();
        boolean alone = answer.dimensions().size() == 1;
        Map<String, Label> categories = new TreeMap<>();
        for (Answer.Row row : answer.rows()) {
            String code = List.copyOf(row.key().values()).get(place).toString();
            categories.computeIfAbsent(code, key -> alone ? row.label() : Labels.of(dimension, key));
        }
        Map<String, Label> withTotal = new LinkedHashMap<>(categories);
        withTotal.put(Table.TOTAL, Labels.TOTAL);
        return withTotal;
    }

    private static Cube.Axis measures(Answer answer) {
        return new Cube.Axis(
                "measure",
                MEASURE,
                Cube.Role.METRIC,
                byMeasure(answer, Answer.MeasureOfAnswer::label),
                byMeasure(
                        answer,
                        measure -> new Cube.Unit(measure.unit(), measure.unit().equals("share") ? 4 : 0)));
    }

    private static <V> Map<String, V> byMeasure(Answer answer, Function<Answer.MeasureOfAnswer, V> value) {
        return answer.measures().stream()
                .collect(
                        Collectors.toMap(Answer.MeasureOfAnswer::name, value, (one, other) -> one, LinkedHashMap::new));
    }

    private static Cube.Role role(String dimension) {
        return switch (dimension) {
            case "fiscalYear", "month" -> Cube.Role.TIME;
            case "country", "region", "nationality", "localGovernment", "prefecture" -> Cube.Role.GEO;
            default -> Cube.Role.OTHER;
        };
    }

    private static Map<String, Long> sumOfRows(Answer answer) {
        Map<String, Long> sums = answer.sumOfRows();
        return sums == null ? Map.of() : sums;
    }

    private static Object orNothing(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
