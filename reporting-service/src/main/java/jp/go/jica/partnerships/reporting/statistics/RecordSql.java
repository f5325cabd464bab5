package jp.go.jica.partnerships.reporting.statistics;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.reporting.measure.Condition;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;

/** The SQL of the records behind a question: which of them its one measure counts, and why it counts one or does not. */
final class RecordSql {

    private final StatisticsQuery query;
    private final boolean newest;
    private final FactSql facts;

    /** @param newest whether the answer is about the present rows of the facts */
    RecordSql(StatisticsQuery query, boolean newest) {
        this.query = query;
        this.newest = newest;
        this.facts = new FactSql(query, newest, false);
    }

    /**
     * The records that the figure of the question's one measure is made of, each once for whatever it adds: a SELECT with the
     * columns {@code record, value, first_day, last_day, n}, where n is what it adds, for the days from first_day to last_day,
     * and value what is counted once, in figures of different values.
     *
     * @param persons whether persons are told apart
     */
    String records(boolean persons) {
        Measure measure = query.measures().get(0);
        Rule rule = measure.rule();
        if (rule instanceof Rule.Summed summed) {
            return eachPart(summed)
                    .map(part -> listed(facts.each(measure.subject(), part, null), "null::text"))
                    .collect(Collectors.joining("\nunion all\n"));
        } else if (rule instanceof Rule.Earliest earliest) {
            return """
                    select record, value, first_day, last_day, n from (
                        select every.*, min(first_day) over () as earliest from (%s) every) as dated
                    where first_day = earliest""".formatted(listed(facts.each(measure.subject(), earliest.flow(), null), "null::text"));
        }
        Rule.Distinct distinct = distinct(rule);
        FactSql.Each each = facts.each(measure.subject(), distinct.among(), distinct.of());
        String value = each.rows().value(distinct);
        each.rows().where("%s::text not in %s".formatted(value, DimensionSql.NO_VALUES));
        return listed(each, distinct.of() == null && !persons ? "null::text" : "(%s)::text".formatted(value));
    }

    /**
     * Why the record {@code :record} is counted or is not: for each way in which it may be, its conditions, and a SELECT with two
     * columns for each of them, whether it holds and what is recorded. Of several rows one must hold in all of them.
     */
    List<Way> ways() {
        FactSql why = new FactSql(query, newest, true);
        Measure measure = query.measures().get(0);
        Rule rule = measure.rule();
        if (rule instanceof Rule.Summed summed) {
            return eachPart(summed)
                    .map(part -> why.each(measure.subject(), part, null).rows().way())
                    .toList();
        } else if (rule instanceof Rule.Earliest earliest) {
            return List.of(
                    why.each(measure.subject(), earliest.flow(), null).rows().way());
        }
        Rule.Distinct distinct = distinct(rule);
        FactRows rows = why.each(measure.subject(), distinct.among(), null).rows();
        if (distinct.of() != null) {
            rows.requireValue(distinct.of());
        }
        return List.of(rows.way());
    }

    /** @param conditions in the order of the columns */
    record Way(String sql, List<Condition> conditions) {}

    private static Stream<Rule.Summed> eachPart(Rule.Summed rule) {
        return rule instanceof Rule.Together together
                ? together.parts().stream().flatMap(RecordSql::eachPart)
                : Stream.of(rule);
    }

    private static Rule.Distinct distinct(Rule rule) {
        return rule instanceof Rule.Share share ? share.counted() : (Rule.Distinct) rule;
    }

    private String listed(FactSql.Each each, String value) {
        return each.rows()
                .select(List.of(
                        "f." + each.rows().subject().idColumn() + " as record",
                        value + " as value",
                        each.first() + " as first_day",
                        each.last() + " as last_day",
                        each.n() + " as n"));
    }

    /**
     * What a measure of different values counts, record by record: the value, and keys that need not be those of the
     * question.
     */
    String counted(Measure measure, List<Dimension> keys) {
        Rule.Distinct distinct = (Rule.Distinct) measure.rule();
        FactRows rows = facts.flow(measure.subject(), (Rule.Flow) distinct.among(), null);
        return rows.select(List.of(
                "f.%s::text as value".formatted(distinct.column()),
                keys.stream().map(rows::key).collect(Collectors.joining(", ", "array[", "]::text[] as keys"))));
    }
}
