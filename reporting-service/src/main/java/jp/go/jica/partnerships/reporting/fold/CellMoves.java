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
                        subject.countryInCells(),
                        change,
                        facts.table,
                        facts.alias,
                        others.table,
                        others.alias,
                        subject.idColumn(),
                        place(subject),
                        others.in(place(subject)),
                        flows,
                        lasting(subject, others),
                        subject.eachCountry()));
    }

    /** What besides its days decides where a record counts. */
    private static String place(Subject subject) {
        return "%s, f.scheme, f.kind, f.facility, f.led_by, f.led_from"
                .formatted(subject == Subject.PROGRAM ? "f.countries" : "f.country");
    }

    /** What has ended counts in each fiscal year. */
    private static String lasting(Subject subject, Rows others) {
        return Measure.lastingOf(subject).stream()
                .map(measure -> {
                    Rule.Lasting lasting = measure.lasting().orElseThrow();
                    String days = "%s, %s".formatted(lasting.begun(), lasting.ended());
                    String changed =
                            "not (same.place and (%s) is not distinct from (%s))".formatted(days, others.in(days));
                    return "\nunion all\n" + measure.naming(lasting.byYear(changed));
                })
                .collect(Collectors.joining());
    }
}
