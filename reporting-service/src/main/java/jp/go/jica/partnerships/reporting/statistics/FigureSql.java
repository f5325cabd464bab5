package jp.go.jica.partnerships.reporting.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;
import org.jdbi.v3.core.cache.JdbiCache;
import org.jdbi.v3.core.cache.internal.DefaultJdbiCacheBuilder;

/**
 * The SQL of one question: a SELECT for each measure, joined by UNION ALL, with the columns {@code total, measure, key1, key2,
 * key3, n, day}, for the rows and once more for their total. What can be summed comes from the cells where these know the
 * answer, everything else from the facts; both say the same.
 */
final class FigureSql {

    // Thirty thousand characters for the measures of a named report.
    private static final JdbiCache<Asked, String> TEXTS =
            DefaultJdbiCacheBuilder.builder().maxSize(200).buildWithLoader(asked -> text(asked));

    private final StatisticsQuery query;
    private final DimensionSql dimensions;
    private final FactSql facts;
    private final CellSql cells;

    private FigureSql(StatisticsQuery query, boolean newest, CellSql cells) {
        this.query = query;
        this.dimensions = new DimensionSql(query);
        this.facts = new FactSql(query, newest, false);
        this.cells = cells;
    }

    /**
     * The whole question; those that are asked again and again are not written anew.
     *
     * @param newest whether the answer is about the present rows of the facts
     * @param cells what may come from cells instead of the facts
     */
    static String text(StatisticsQuery query, boolean newest, CellSql.Use cells) {
        return TEXTS.get(new Asked(query, newest, cells));
    }

    private record Asked(StatisticsQuery query, boolean newest, CellSql.Use cells) {}

    private static String text(Asked asked) {
        CellSql cells = new CellSql(asked.query(), asked.newest(), asked.cells());
        String figures = new FigureSql(asked.query().total(), asked.newest(), cells.ofTotal()).figures(true);
        if (!asked.query().groupBy().isEmpty()) {
            figures = new FigureSql(asked.query(), asked.newest(), cells).figures(false) + "\nunion all\n" + figures;
        }
        List<String> tables = cells.tables();
        return tables.isEmpty() ? figures : "with %s\n%s".formatted(String.join(",\n", tables), figures);
    }

    private String figures(boolean total) {
        return query.measures().stream()
                .map(measure -> "select %s as total, * from (%s) figure".formatted(total, select(measure)))
                .collect(Collectors.joining("\nunion all\n"));
    }

    private String select(Measure measure) {
        Rule rule = measure.rule();
        if (rule instanceof Rule.Summed summed) {
            return sum(measure, parts(measure.subject(), summed));
        } else if (rule instanceof Rule.Distinct distinct) {
            return distinct(measure, distinct);
        } else if (rule instanceof Rule.Share share) {
            return distinct(measure, share.counted());
        } else if (rule instanceof Rule.Earliest earliest) {
            return grouped(
                    measure,
                    facts.flow(measure.subject(), earliest.flow(), null),
                    "null::bigint",
                    "min(%s)".formatted(earliest.flow().dateAsOf()));
        }
        throw new IllegalStateException("No SQL for " + rule);
    }

    private static String sum(Measure measure, List<String> parts) {
        return """
                select '%s' as measure, key1, key2, key3, sum(n)::bigint as n, null::date as day from (
                %s) counted group by 2, 3, 4 having sum(n) <> 0""".formatted(measure.wireName(), String.join("\nunion all\n", parts));
    }

    private String distinct(Measure measure, Rule.Distinct distinct) {
        if (distinct.of() == Dimension.COUNTRY
                && distinct.among() instanceof Rule.Flow flow
                && cells.know(measure.subject(), flow)) {
            return cells.countries(measure, flow);
        }
        if (measure == Measure.PERSONS && cells.knowPersons(distinct.among())) {
            return sum(measure, cells.persons((Rule.Flow) distinct.among()));
        }
        FactRows rows = distinct.among() instanceof Rule.Flow flow
                ? facts.flow(measure.subject(), flow, distinct.of())
                : facts.stock(measure.subject(), (Rule.Stock) distinct.among(), distinct.of());
        String value = rows.value(distinct);
        return grouped(
                measure,
                rows,
                "count(distinct %s) filter (where %s::text not in %s)".formatted(value, value, DimensionSql.NO_VALUES),
                "null::date");
    }

    private String grouped(Measure measure, FactRows rows, String count, String day) {
        List<String> columns = new ArrayList<>();
        columns.add("'%s' as measure".formatted(measure.wireName()));
        columns.addAll(dimensions.keys(rows::key));
        columns.add(count + " as n");
        columns.add(day + " as day");
        return rows.select(columns) + " group by 2, 3, 4";
    }

    /** SELECTs of keys and n that have to be added up. */
    private List<String> parts(Subject subject, Rule.Summed rule) {
        if (rule instanceof Rule.Together together) {
            return together.parts().stream()
                    .flatMap(part -> parts(subject, part).stream())
                    .toList();
        }
        if (cells.know(subject, rule)) {
            return List.of(cells.of(subject, rule, List.of()));
        }
        return List.of(counted(facts.each(subject, rule, null)));
    }

    private String counted(FactSql.Each each) {
        List<String> columns = new ArrayList<>(dimensions.keys(each.rows()::key));
        columns.add(each.n() + " as n");
        return each.rows().select(columns);
    }
}
