package jp.go.jica.partnerships.reporting.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.reporting.measure.Condition;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;

/**
 * The cells as they would be if nothing were known but what a question is about. Cells count what is known at present, and of that
 * every dated fact and of what lasts what has ended. What was not known yet or is dated after {@code :asOf} is taken out, and put in
 * again as it was known and as far as it had happened; what lasts still is looked up.
 *
 * @param corrected the table of the records that do not count as they count in the cells
 * @param isKnown which of its rows {@code f} is what the question is about
 * @param changedSince whether a present row {@code f} is in that table
 */
record CorrectedCells(Subject subject, String corrected, String isKnown, String changedSince) {

    private static final String YEARS = "generate_series(fiscal_year(:start), fiscal_year(:end))";

    /** Rows as those of the table, of the years of the question; what is taken out has numbers below zero. */
    String of(Collection<Measure> measures) {
        List<String> parts = new ArrayList<>();
        parts.add("""
                select measure, fiscal_year, country, lead_office, scheme, kind, facility, n from cell
                where measure in (%s) and fiscal_year between fiscal_year(:start) and fiscal_year(:end)""".formatted(Measure.listed(measures)));
        List<Measure> flows = measures.stream()
                .filter(measure -> measure.rule() instanceof Rule.Flow)
                .toList();
        if (!flows.isEmpty()) {
            parts.add(takenOut(flows(flows, Rule.Flow::date, flow -> "true", "flow.day")));
            parts.add(putIn(flows(flows, Rule.Flow::dateAsOf, CorrectedCells::happened, "least(flow.day, :asOf)")));
        }
        measures.forEach(measure -> measure.lasting().ifPresent(lasting -> parts.addAll(lasting(measure, lasting))));
        return String.join("\nunion all\n", parts);
    }

    private List<String> lasting(Measure measure, Rule.Lasting lasting) {
        String until = "least(%s, :asOf)".formatted(lasting.ended());
        String asOf = measure.naming(lasting.byYear(
                YEARS, until, ":asOf", "year between %s and fiscal_year(%s)".formatted(lasting.firstYear(), until)));
        return List.of(
                takenOut(measure.naming(lasting.byYear("year between fiscal_year(:start) and fiscal_year(:end)"))),
                putIn(asOf),
                // Of those that last, the first day has an index.
                counted(
                        subject.factTable(),
                        "f.known_to_seq = %1$s and %2$s is null and %3$s <= :end and %3$s <= :asOf and not (%4$s)"
                                .formatted(FactRows.NOW, lasting.ended(), lasting.begun(), changedSince),
                        1,
                        asOf));
    }

    private String takenOut(String counts) {
        return counted(corrected, "f.known_to_seq = " + FactRows.NOW, -1, counts);
    }

    private String putIn(String counts) {
        return counted(corrected, isKnown, 1, counts);
    }

    /** @param counts selects measure, fiscal year, lead office and number of a row {@code f} */
    private String counted(String table, String which, int change, String counts) {
        return """
                select counted.measure, counted.fiscal_year, %s, counted.lead_office, f.scheme, f.kind, f.facility, %d * counted.n
                from %s f
                cross join lateral (%s) as counted(measure, fiscal_year, lead_office, n)
                %s
                where %s""".formatted(subject.countryInCells(), change, table, counts, subject.eachCountry(), which);
    }

    private static String flows(
            List<Measure> measures,
            Function<Rule.Flow, String> day,
            Function<Rule.Flow, String> happened,
            String officeDay) {
        String flows = measures.stream()
                .map(measure -> {
                    Rule.Flow flow = (Rule.Flow) measure.rule();
                    return "('%s', %s, %s)".formatted(measure.wireName(), day.apply(flow), happened.apply(flow));
                })
                .collect(Collectors.joining(", "));
        return """
                select flow.measure, fiscal_year(flow.day), office_on(f.led_by, f.led_from, %s), 1
                from (values %s) as flow(measure, day, happened)
                where flow.happened and flow.day between :start and :end""".formatted(officeDay, flows);
    }

    private static String happened(Rule.Flow flow) {
        return flow.happenedAsOf().stream().map(Condition::sql).collect(Collectors.joining(") and (", "(", ")"));
    }
}
