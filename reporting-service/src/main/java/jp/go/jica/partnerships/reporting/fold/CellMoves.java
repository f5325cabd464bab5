package jp.go.jica.partnerships.reporting.fold;

import java.util.stream.Collectors;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;

/**
 * By how much the cells move when facts end and others of the same records begin. Most of what a record counts it counts before
 * and after, and that is not looked at again: a change of a place moves all that it counts, a new day only what counts by that day.
 */
final class CellMoves {

    private static final Rows ENDED = new Rows("ended", "before");
    private static final Rows BEGUN = new Rows("begun", "fact");

    private CellMoves() {}

    /** Facts {@code f}, known by another name. */
    private record Rows(String table, String alias) {

        String in(String sql) {
            return sql.replace("f.", alias + ".");
        }
    }

    /** Selects a cell and a number for each that moves, from {@code ended} and {@code begun}. */
    static String of(Subject subject) {
        return """
                select measure, fiscal_year, country, lead_office, scheme, kind, facility, sum(n) as n
                from (%s union all %s) as counted
                group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0""".formatted(counted(subject, -1, ENDED, BEGUN), counted(subject, 1, BEGUN, ENDED));
    }

    /**
     * What facts count and the other fact of their record does not count likewise.
     *
     * @param change 1 adds it and -1 takes it away
     */
    private static String counted(Subject subject, int change, Rows facts, Rows others) {
        String flows = Measure.flowsOf(subject).stream()
                .map(measure -> {
                    String date = ((Rule.Flow) measure.rule()).date();
                    return "('%s', %s, %s)".formatted(measure.wireName(), facts.in(date), others.in(date));
                })
                .collect(Collectors.joining(", "));
        return facts.in("""
                select counted.measure, counted.fiscal_year, %s as country, counted.lead_office, f.scheme, f.kind, f.facility,
                       %d * counted.n as n
                from %s %s left join %s %s using (%s)
                cross join lateral (values ((%s) is not distinct from (%s))) as same(place)
                cross join lateral (
                    select flow.measure, fiscal_year(flow.happened_on) as fiscal_year,
                           office_on(f.led_by, f.led_from, flow.happened_on) as lead_office, 1 as n
                    from (values %s) as flow(measure, happened_on, otherwise)
                    where flow.happened_on is not null
                      and not (same.place and flow.happened_on is not distinct from flow.otherwise)
                    %s) as counted
                %s""".formatted(
                subject == Subject.PROGRAM ? "country.code" : "f.country",
                change,
                facts.table,
                facts.alias,
                others.table,
                others.alias,
                subject.idColumn(),
                place(subject),
                others.in(place(subject)),
                flows,
                subject == Subject.PARTICIPATION ? stays(others) : "",
                // Under each country, and once under any.
                subject == Subject.PROGRAM ? "cross join lateral unnest('{*}' || f.countries) country(code)" : ""));
    }

    /** What besides its days decides where a record counts. */
    private static String place(Subject subject) {
        return "%s, f.scheme, f.kind, f.facility, f.led_by, f.led_from"
                .formatted(subject == Subject.PROGRAM ? "f.countries" : "f.country");
    }

    /** What stays that have ended count in each fiscal year. */
    private static String stays(Rows others) {
        String changed = "not (same.place and (f.arrived_on, f.ended_on) is not distinct from (%s))"
                .formatted(others.in("f.arrived_on, f.ended_on"));
        return Measure.stays().stream()
                .map(measure -> stay((Rule.Stay) measure.rule()).formatted(measure.wireName()) + changed)
                .collect(Collectors.joining("\n", "\n", ""));
    }

    private static String stay(Rule.Stay stay) {
        return switch (stay.of()) {
            case FIRST_DAY -> """
                    union all
                    select '%s', year, office_on(f.led_by, f.led_from, make_date(year, 4, 1)), 1
                    from generate_series(fiscal_year(f.arrived_on) + 1, fiscal_year(f.ended_on)) as year
                    where\s""";
            case DAYS -> """
                    union all
                    select '%s', year, led.office, days.n
                    from generate_series(fiscal_year(f.arrived_on), fiscal_year(f.ended_on)) as year
                    cross join lateral led_spans(f.led_by, f.led_from) as led
                    cross join lateral (
                        select least(f.ended_on, make_date(year + 1, 3, 31), led.until)
                             - greatest(f.arrived_on, make_date(year, 4, 1), led.since) + 1) as days(n)
                    where days.n > 0 and\s""";
        };
    }
}
