package jp.go.jica.partnerships.reporting.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.go.jica.partnerships.reporting.measure.Column;
import jp.go.jica.partnerships.reporting.measure.Condition;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;
import org.jdbi.v3.core.cache.JdbiCache;
import org.jdbi.v3.core.cache.internal.DefaultJdbiCacheBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one question: a SELECT for each measure, joined by UNION ALL, with the columns {@code total, measure, key1, key2,
 * key3, n, day}, for the rows and once more for their total. What can be summed comes from the cells where these know the
 * answer, everything else from the facts; both say the same.
 */
final class FigureSql {

    private static final String NOW = "9223372036854775807";

    /** What cells are kept apart by, and the days; all of it would be three times as wide. */
    private static final String CORRECTED_COLUMNS = """
            f.participation_id, f.known_from_seq, f.known_to_seq, f.country, f.scheme, f.kind, f.facility, f.led_by, f.led_from,
            f.person_id, f.accepted_on, f.cancelled_on, f.no_show_on, f.arrived_on, f.completed_on, f.withdrawn_on,
            f.run_planned_start, f.planned_start, f.start_on, f.ended_on, f.last_dated_on""";

    /** Not a country: no figure counts these words as one. */
    private static final String NO_VALUES = "('ZZ', 'NONE', 'UNKNOWN')";

    private static final String PERIODS = """
            cross join (select first_day, last_day, fiscal_year(last_day) as fiscal_year
                        from unnest(:firstDays::date[], :lastDays::date[]) as days(first_day, last_day)) as p""";

    private static final String ONE_PERIOD = """
            cross join (select :start::date as first_day, :end::date as last_day, fiscal_year(:end) as fiscal_year) as p""";

    // By these it is noted who counts again within one of their values.
    private static final Set<Dimension> AGAIN =
            EnumSet.of(Dimension.COUNTRY, Dimension.LEAD_OFFICE, Dimension.SCHEME, Dimension.KIND, Dimension.FACILITY);

    // Thirty thousand characters for the measures of a named report.
    private static final JdbiCache<Asked, String> TEXTS =
            DefaultJdbiCacheBuilder.builder().maxSize(200).buildWithLoader(asked -> text(asked));

    private final StatisticsQuery query;
    private final boolean newest;
    private final Cells cells;
    private final boolean asksWhy;
    private final ReadOnce readOnce;

    /**
     * @param newest whether the answer is about the present rows of the facts
     * @param cells what may come from cells instead of the facts
     */
    FigureSql(StatisticsQuery query, boolean newest, Cells cells) {
        this(query, newest, cells, false, new ReadOnce());
    }

    private FigureSql(StatisticsQuery query, boolean newest, Cells cells, boolean asksWhy, ReadOnce readOnce) {
        this.query = query;
        this.newest = newest;
        this.cells = cells;
        this.asksWhy = asksWhy;
        this.readOnce = readOnce;
    }

    /**
     * What SELECTs have asked for that is read once for all of them.
     *
     * @param corrected of which subjects the corrected rows
     * @param cells of which measures the cells
     * @param byCountry of which of these measures by country as well
     */
    private record ReadOnce(Set<Subject> corrected, Set<Measure> cells, Set<Measure> byCountry) {

        ReadOnce() {
            this(EnumSet.noneOf(Subject.class), EnumSet.noneOf(Measure.class), EnumSet.noneOf(Measure.class));
        }
    }

    /** The whole question; those that are asked again and again are not written anew. */
    static String text(StatisticsQuery query, boolean newest, Cells cells) {
        return TEXTS.get(new Asked(query, newest, cells));
    }

    private record Asked(StatisticsQuery query, boolean newest, Cells cells) {}

    /** What may come from cells. */
    enum Cells {
        NOTHING,
        /** All that earlier versions of the service keep as well: neither different persons nor what is active. */
        WHAT_ALL_KEEP,
        EVERYTHING
    }

    private static String text(Asked asked) {
        FigureSql rows = new FigureSql(asked.query(), asked.newest(), asked.cells());
        FigureSql total = new FigureSql(asked.query().total(), asked.newest(), asked.cells(), false, rows.readOnce);
        String figures = total.figures(true);
        if (!asked.query().groupBy().isEmpty()) {
            figures = rows.figures(false) + "\nunion all\n" + figures;
        }
        List<String> cells = Stream.of(Subject.values())
                .flatMap(subject -> rows.cellRows(subject).stream())
                .toList();
        String tables = Stream.concat(rows.readOnce.corrected.stream().map(rows::correctedRows), cells.stream())
                .collect(Collectors.joining(",\n"));
        return tables.isEmpty() ? figures : "with %s\n%s".formatted(tables, figures);
    }

    private String figures(boolean total) {
        return query.measures().stream()
                .map(measure -> "select %s as total, * from (%s) figure".formatted(total, select(measure)))
                .collect(Collectors.joining("\nunion all\n"));
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
                    .map(part -> listed(each(measure.subject(), part, null), "null::text"))
                    .collect(Collectors.joining("\nunion all\n"));
        } else if (rule instanceof Rule.Earliest earliest) {
            return """
                    select record, value, first_day, last_day, n from (
                        select every.*, min(first_day) over () as earliest from (%s) every) as dated
                    where first_day = earliest""".formatted(listed(each(measure.subject(), earliest.flow(), null), "null::text"));
        }
        Rule.Distinct distinct = distinct(rule);
        Each each = each(measure.subject(), distinct.among(), distinct.of());
        String value = value(distinct, each.rows());
        each.rows().where("%s::text not in %s".formatted(value, NO_VALUES));
        return listed(each, distinct.of() == null && !persons ? "null::text" : "(%s)::text".formatted(value));
    }

    /**
     * Why the record {@code :record} is counted or is not: for each way in which it may be, its conditions, and a SELECT with two
     * columns for each of them, whether it holds and what is recorded. Of several rows one must hold in all of them.
     */
    List<Way> ways() {
        FigureSql why = new FigureSql(query, newest, Cells.NOTHING, true, readOnce);
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
        Rows rows = why.each(measure.subject(), distinct.among(), null).rows();
        if (distinct.of() != null) {
            rows.requireValue(distinct.of());
        }
        return List.of(rows.way());
    }

    /** @param conditions in the order of the columns */
    record Way(String sql, List<Condition> conditions) {}

    private static Stream<Rule.Summed> eachPart(Rule.Summed rule) {
        return rule instanceof Rule.Together together
                ? together.parts().stream().flatMap(FigureSql::eachPart)
                : Stream.of(rule);
    }

    private static Rule.Distinct distinct(Rule rule) {
        return rule instanceof Rule.Share share ? share.counted() : (Rule.Distinct) rule;
    }

    private String listed(Each each, String value) {
        return each.rows()
                .select(List.of(
                        "f." + each.rows().subject.idColumn() + " as record",
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
        Rows rows = flow(measure.subject(), (Rule.Flow) distinct.among(), null);
        return rows.select(List.of(
                "f.%s::text as value".formatted(distinct.column()),
                keys.stream().map(rows::key).collect(Collectors.joining(", ", "array[", "]::text[] as keys"))));
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
                    flow(measure.subject(), earliest.flow(), null),
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
                && cellsKnow(measure.subject(), flow)) {
            return countriesOfCells(measure, flow);
        }
        if (measure == Measure.PERSONS
                && cells == Cells.EVERYTHING
                && isYearByYear()
                && cellsKnow(measure.subject(), distinct.among())) {
            return personsOfCells((Rule.Flow) distinct.among());
        }
        Rows rows = distinct.among() instanceof Rule.Flow flow
                ? flow(measure.subject(), flow, distinct.of())
                : stock(measure.subject(), (Rule.Stock) distinct.among(), distinct.of());
        String value = value(distinct, rows);
        return grouped(
                measure,
                rows,
                "count(distinct %s) filter (where %s::text not in %s)".formatted(value, value, NO_VALUES),
                "null::date");
    }

    private boolean isYearByYear() {
        return query.period().isOneYear() || query.groupBy().contains(Dimension.FISCAL_YEAR);
    }

    private static String value(Rule.Distinct distinct, Rows rows) {
        return distinct.of() == null ? "f." + distinct.column() : rows.key(distinct.of());
    }

    private String grouped(Measure measure, Rows rows, String count, String day) {
        List<String> columns = new ArrayList<>();
        columns.add("'%s' as measure".formatted(measure.wireName()));
        columns.addAll(keys(rows::key));
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
        if (cellsKnow(subject, rule)) {
            return List.of(cells(subject, rule, List.of()));
        }
        return List.of(counted(each(subject, rule, null)));
    }

    /**
     * What records add, one by one.
     *
     * @param n how many it adds
     * @param first the first of the days that it adds them for
     */
    private record Each(Rows rows, String n, String first, String last) {

        static Each on(String day, Rows rows) {
            return new Each(rows, "1", day, day);
        }
    }

    private Each each(Subject subject, Rule.Summed rule, @Nullable Dimension counted) {
        if (rule instanceof Rule.Flow flow) {
            return Each.on(flow.dateAsOf(), flow(subject, flow, counted));
        } else if (rule instanceof Rule.Stay stay) {
            return stay(subject, stay);
        }
        return Each.on("least(p.last_day, :asOf)", stock(subject, (Rule.Stock) rule, counted));
    }

    private String counted(Each each) {
        List<String> columns = new ArrayList<>(keys(each.rows()::key));
        columns.add(each.n() + " as n");
        return each.rows().select(columns);
    }

    // ---- from the facts

    private Rows flow(Subject subject, Rule.Flow flow, @Nullable Dimension counted) {
        String day = flow.dateAsOf();
        Rows rows = new Rows(subject, Day.of(flow), counted);
        rows.narrow(subject.meetsPeriod());
        flow.happenedAsOf().forEach(rows::require);
        rows.require(new Condition(
                day + " between :start and :end",
                flow.happening() + " in {period}",
                "coalesce('%s on ' || %s || case when %s between :start and :end then '' else ', which is outside {period}' end, 'There is no such day')"
                        .formatted(flow.happening(), day, day)));
        if (!day.equals(flow.date())) {
            // A record without a dated fact after asOf has the day that is stored, and that has an index.
            rows.narrow("(%s between :start and :end or f.last_dated_on > :asOf)".formatted(flow.date()));
        }
        return rows;
    }

    private Rows stock(Subject subject, Rule.Stock stock, @Nullable Dimension counted) {
        // A stock is led by who leads at its end.
        Rows rows = new Rows(subject, Day.inPeriod("least(p.last_day, :asOf)", "p.fiscal_year"), counted);
        stock.conditions().forEach(rows::require);
        if (stock.days() != null) {
            rows.narrow(stock.days() + " && daterange(:start, :end, '[]')");
        }
        return rows;
    }

    /** Stays as far as they had happened. */
    private Each stay(Subject subject, Rule.Stay stay) {
        String ended = "case when f.ended_on <= :asOf then f.ended_on end";
        boolean days = stay.of() == Rule.Stay.Of.DAYS;
        Rows rows = new Rows(
                subject, days ? Day.eachOfAStay() : Day.inPeriod("p.first_day", "fiscal_year(f.arrived_on)"), null);
        String arrived = "coalesce('It arrived on ' || f.arrived_on, 'No arrival is recorded')";
        String left = "coalesce('It ended on ' || (%s), 'No end is recorded')".formatted(ended);
        rows.require(new Condition("f.arrived_on <= :asOf", "It arrived, on {asOf} at the latest", arrived));
        rows.require(new Condition(
                "coalesce(%s, 'infinity') >= p.first_day".formatted(ended), "It had not ended before {period}", left));
        rows.require(new Condition(
                "p.first_day <= :asOf", "The period had begun on {asOf}", "'The period begins on ' || p.first_day"));
        // A stay that counts began before the period was over, and the day of arrival has an index.
        rows.narrow("f.arrived_on <= :end");
        if (!days) {
            rows.require(new Condition("f.arrived_on < p.first_day", "It arrived before {period}", arrived));
            return Each.on("p.first_day", rows);
        }
        String last = "least(p.last_day, :asOf, %s%s)".formatted(ended, rows.splitsByOffice() ? ", led.until" : "");
        String first = "greatest(p.first_day, f.arrived_on%s)".formatted(rows.splitsByOffice() ? ", led.since" : "");
        rows.require(new Condition(
                "%s >= %s".formatted(last, first),
                rows.splitsByOffice()
                        ? "Days of it lie in {period} while one of these offices led"
                        : "Days of it lie in {period}",
                arrived + " || '; ' || " + left));
        return new Each(rows, "%s - %s + 1".formatted(last, first), first, last);
    }

    // ---- from the cells

    private boolean cellsKnow(Subject subject, Rule.Summed rule) {
        if (cells == Cells.NOTHING
                || subject == Subject.AGREEMENT
                || (rule instanceof Rule.Stock && !(cells == Cells.EVERYTHING && isYearByYear()))) {
            return false;
        }
        Set<Dimension> asked = new LinkedHashSet<>(query.groupBy());
        asked.addAll(query.filters().dimensions());
        if (!asked.stream().allMatch(Dimension::inCells)) {
            return false;
        }
        boolean byDacList =
                asked.contains(Dimension.INCOME_GROUP) || query.filters().developing() != null;
        if (subject == Subject.PARTICIPATION) {
            // A stay counts by the list of the year in which it began, which its cells do not tell.
            return query.basis().country() == CountryBasis.SENDING && !(rule instanceof Rule.Stay && byDacList);
        }
        // The cells of two countries cannot be added up where one program may be in both.
        boolean byRegion = byDacList || asked.contains(Dimension.REGION);
        boolean oneCountryEach = query.groupBy().contains(Dimension.COUNTRY)
                || (!byRegion && query.filters().of(Dimension.COUNTRY).size() <= 1);
        return oneCountryEach
                && (query.basis().formerCountries() == Basis.Succession.RECORDED || !asked.contains(Dimension.COUNTRY));
    }

    private String countriesOfCells(Measure measure, Rule.Flow flow) {
        String country = country("c.country");
        readOnce.byCountry.add(Measure.inCells(measure.subject(), flow));
        String counted = cells(measure.subject(), flow, List.of(country + " as value"));
        return """
                select '%s' as measure, key1, key2, key3, count(*)::bigint as n, null::date as day from (
                select key1, key2, key3, value from (
                %s) counted where value not in %s group by 1, 2, 3, 4 having sum(n) > 0) present group by 2, 3, 4""".formatted(measure.wireName(), counted, NO_VALUES);
    }

    /**
     * Participations, less those by which somebody counts again in the same fiscal year. Present participations of such persons
     * stand apart, by what the cells are kept apart by, each with whether it is the first of its person. Of persons of whom
     * something else was known, or had happened, they are looked up: of those of whom the fold has noted it, at whatever
     * position, and of those who count in another year than the day that is stored tells.
     */
    private String personsOfCells(Rule.Flow flow) {
        String corrected = corrected(Subject.PARTICIPATION);
        List<String> others = List.of(
                "c.fiscal_year between fiscal_year(:start) and fiscal_year(:end)",
                "not exists (select from %s f where f.person_id = c.person_id)".formatted(corrected));
        Rows rows = flow(Subject.PARTICIPATION, flow, null);
        rows.where("""
                f.person_id in (
                    select f.person_id from %1$s f
                    where exists (select from repeated_person repeated
                                  where repeated.person_id = f.person_id
                                    and repeated.fiscal_year between fiscal_year(:start) and fiscal_year(:end))
                       or (%2$s and fiscal_year(%3$s) is distinct from fiscal_year(%4$s)))""".formatted(corrected, isKnown("f", newest), flow.dateAsOf(), flow.date()));
        List<String> person = new ArrayList<>(keys(rows::key));
        person.add("f.person_id as person_id");
        String lookedUp = rows.select(person);
        List<String> parts = new ArrayList<>(List.of(cells(Subject.PARTICIPATION, flow, List.of())));
        Optional<String> again = again();
        if (again.isPresent()) {
            List<String> noted = new ArrayList<>(others);
            noted.add("c." + again.get());
            parts.add(keptApart("repeated_participation", noted, List.of("-1 as n")));
            parts.add(timesAgain(lookedUp));
        } else {
            String repeated = keptApart("repeated_participation", others, List.of("c.person_id as person_id"));
            parts.add(timesAgain("%s union all %s".formatted(repeated, lookedUp)));
        }
        return sum(Measure.PERSONS, parts);
    }

    /** How often persons count again in a group, from rows of keys and persons. */
    private static String timesAgain(String persons) {
        return """
                select key1, key2, key3, sum(1 - times)::bigint as n from (
                    select key1, key2, key3, count(*) as times from (
                    %s) again group by 1, 2, 3, person_id having count(*) > 1) person group by 1, 2, 3""".formatted(persons);
    }

    /** Where it is noted which participations are not the first of their person in the year and group; empty where it is not. */
    private Optional<String> again() {
        Set<Dimension> kept = EnumSet.noneOf(Dimension.class);
        kept.addAll(query.groupBy());
        kept.remove(Dimension.FISCAL_YEAR);
        for (Dimension filter : query.filters().dimensions()) {
            if (!kept.contains(filter) && query.filters().of(filter).size() > 1) {
                return Optional.empty();
            }
        }
        kept.addAll(query.filters().dimensions());
        boolean asTheyStand =
                query.basis().equals(Basis.RECORDED) && query.filters().developing() == null;
        if (!asTheyStand || kept.size() > 1 || !AGAIN.containsAll(kept)) {
            return Optional.empty();
        }
        return Optional.of(kept.stream()
                .findFirst()
                .map(dimension -> "again_in_"
                        + dimension.of(Subject.PARTICIPATION).orElseThrow().name())
                .orElse("again"));
    }

    /** Of the cells that are read once. */
    private String cells(Subject subject, Rule.Summed rule, List<String> more) {
        Measure measure = Measure.inCells(subject, rule);
        readOnce.cells.add(measure);
        List<String> conditions = new ArrayList<>();
        conditions.add("c.measure = '%s'".formatted(measure.wireName()));
        if (rule instanceof Rule.Stay stay
                && stay.of() == Rule.Stay.Of.FIRST_DAY
                && !query.groupBy().contains(Dimension.FISCAL_YEAR)) {
            conditions.add("c.fiscal_year = fiscal_year(:start)");
        }
        if (subject == Subject.PROGRAM) {
            conditions.add(anyCountry() ? "c.any_country" : "not c.any_country");
        }
        List<String> columns = new ArrayList<>(keys(this::cellColumn));
        columns.addAll(more);
        columns.add("c.n as n");
        return selectFrom(cellTable(subject), conditions, columns);
    }

    private static String cellTable(Subject subject) {
        return "cells_of_" + subject.wireName();
    }

    /** The cells of all measures that a SELECT has asked for, added up by what rows are told apart by. */
    private Optional<String> cellRows(Subject subject) {
        List<Measure> measures = readOnce.cells.stream()
                .filter(measure -> measure.subject() == subject)
                .toList();
        if (measures.isEmpty()) {
            return Optional.empty();
        }
        boolean byCountry = query.groupBy().stream().anyMatch(dimension -> dimension.base() == Dimension.COUNTRY);
        Set<String> columns =
                new LinkedHashSet<>(List.of("c.measure", "c.fiscal_year", "c.country = '*' as any_country"));
        query.groupBy().stream()
                .filter(dimension -> dimension.inCells() && !dimension.isTime())
                .map(FigureSql::stored)
                .forEach(columns::add);
        if (!byCountry && !readOnce.byCountry.isEmpty()) {
            columns.add("case when c.measure in (%s) then c.country end as country"
                    .formatted(Measure.listed(readOnce.byCountry)));
        }
        List<String> conditions = new ArrayList<>();
        if (subject == Subject.PROGRAM && !byCountry) {
            conditions.add(anyCountry() ? "c.country = '*'" : "c.country <> '*'");
        }
        conditions.addAll(filtered());
        String added = IntStream.rangeClosed(1, columns.size())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        columns.add("sum(c.n)::bigint as n");
        return Optional.of("%s as materialized (%s group by %s)"
                .formatted(
                        cellTable(subject),
                        selectFrom(
                                "(%s)"
                                        .formatted(new CorrectedCells(
                                                        subject,
                                                        corrected(subject),
                                                        isKnown("f", newest),
                                                        changedSince())
                                                .of(measures)),
                                conditions,
                                columns),
                        added));
    }

    /** Whether a program counts once, whatever its countries. */
    private boolean anyCountry() {
        return !query.groupBy().contains(Dimension.COUNTRY)
                && query.filters().of(Dimension.COUNTRY).isEmpty();
    }

    /** Rows {@code c} of a table that is kept apart by what cells are. */
    private String keptApart(String table, List<String> which, List<String> more) {
        List<String> conditions = new ArrayList<>(which);
        conditions.addAll(filtered());
        List<String> columns = new ArrayList<>(keys(this::cellColumn));
        columns.addAll(more);
        return selectFrom(table, conditions, columns);
    }

    private List<String> filtered() {
        List<String> conditions = new ArrayList<>();
        for (Dimension dimension : query.filters().dimensions()) {
            conditions.add(isAsked(dimension, cellColumn(dimension)));
        }
        if (query.filters().developing() != null) {
            conditions.add(developing("c.fiscal_year", "c.country"));
        }
        return conditions;
    }

    private static String selectFrom(String table, List<String> conditions, Collection<String> columns) {
        String which = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select %s from %s c%s".formatted(String.join(", ", columns), table, which);
    }

    private String cellColumn(Dimension dimension) {
        return dimension == Dimension.FISCAL_YEAR
                ? "c.fiscal_year"
                : derived(dimension, stored(dimension), "c.fiscal_year");
    }

    private static String stored(Dimension dimension) {
        return "c." + dimension.of(Subject.PARTICIPATION).orElseThrow().name();
    }

    private String corrected(Subject subject) {
        readOnce.corrected.add(subject);
        return correctedTable(subject);
    }

    private static String correctedTable(Subject subject) {
        return "corrected_" + subject.wireName();
    }

    /** Read once for all measures. */
    private String correctedRows(Subject subject) {
        String present = "f.known_to_seq = %s and (%s)".formatted(NOW, changedSince());
        String past = "f.known_to_seq < %s and %s".formatted(NOW, isKnown("f", newest));
        return "%s as materialized (select %s from %s f where %s and (%s))"
                .formatted(
                        correctedTable(subject),
                        subject == Subject.PARTICIPATION ? CORRECTED_COLUMNS : "f.*",
                        subject.factTable(),
                        subject.meetsPeriod(),
                        newest ? present : "%s or %s".formatted(present, past));
    }

    /** Whether a present row is not what is asked about. */
    private String changedSince() {
        String later = "f.last_dated_on > :asOf";
        return newest ? later : later + " or f.known_from_seq > :position";
    }

    // ---- what follows from a code

    /**
     * A dimension's value from the code that facts hold.
     *
     * @param ownYear the record's own fiscal year, by whose DAC list it counts
     */
    private String derived(Dimension dimension, String code, String ownYear) {
        return switch (dimension) {
            case COUNTRY -> country(code);
            case REGION -> "coalesce(:regions::jsonb ->> %s, 'UNKNOWN')".formatted(code);
            case INCOME_GROUP -> "coalesce(:incomeGroups::jsonb ->> (%s), 'UNKNOWN')".formatted(listed(ownYear, code));
            case LEAD_OFFICE, COOPERATING_OFFICE ->
                query.basis().office() == Basis.Succession.RECORDED
                        ? code
                        : "coalesce(:officeSuccessors::jsonb ->> %s, %s)".formatted(code, code);
            case PREFECTURE -> shortened(code, 2);
            case SECTOR_CATEGORY -> shortened(code, 3);
            default -> code;
        };
    }

    private String country(String code) {
        return query.basis().formerCountries() == Basis.Succession.RECORDED
                ? code
                : "coalesce(:countrySuccessors::jsonb ->> %s, %s)".formatted(code, code);
    }

    private static String shortened(String code, int length) {
        return "(case when %s in %s then %s else left(%s, %d) end)".formatted(code, NO_VALUES, code, code, length);
    }

    // List and country in one text: PostgreSQL looks a single value up in an array by hashing, a pair it does not.
    private static String listed(String year, String country) {
        return "width_bucket(%s, :listYears::int[])::text || %s".formatted(year, country);
    }

    private String developing(String year, String country) {
        return Boolean.TRUE.equals(query.filters().developing())
                ? "(%s) = any(:developing)".formatted(listed(year, country))
                : "(%s) <> all(:developing)".formatted(listed(year, country));
    }

    private static String isAsked(Dimension dimension, String expression) {
        return "%s = any(:%s)".formatted(expression, parameter(dimension));
    }

    /** Which row {@code f} of the facts tells what is known of a record. */
    static String isKnown(Subject subject, boolean newest) {
        String known = isKnown("f", newest);
        return subject == Subject.AGREEMENT
                ? known + " and f.contents_from <= :asOf and f.contents_until > :asOf"
                : known;
    }

    private static String isKnown(String alias, boolean newest) {
        return newest
                ? alias + ".known_to_seq = " + NOW
                : "%s.known_from_seq <= :position and %s.known_to_seq > :position".formatted(alias, alias);
    }

    static String parameter(Dimension dimension) {
        return "filter_" + dimension.wireName();
    }

    private List<String> keys(Function<Dimension, String> expression) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < StatisticsQuery.DIMENSIONS_AT_MOST; i++) {
            String key = i < query.groupBy().size()
                    ? "(" + expression.apply(query.groupBy().get(i)) + ")::text"
                    // A constant cannot be grouped by; an expression can.
                    : "''||''";
            keys.add(key + " as key" + (i + 1));
        }
        return keys;
    }

    /**
     * The day that puts a record into a period and under an office.
     *
     * @param day null where each day of a stay is one
     * @param office the day whose lead office it counts for
     * @param ownYear the record's own fiscal year
     * @param inPeriod whether the record is looked at in each period, {@code p}
     * @param each the column that holds several such days
     */
    private record Day(
            @Nullable String day,
            @Nullable String office,
            String ownYear,
            boolean inPeriod,
            @Nullable String each) {

        static Day of(Rule.Flow flow) {
            // Of a transfer after asOf nothing is known, also where what counts is planned for later.
            String day = flow.dateAsOf();
            return new Day(day, "least(%s, :asOf)".formatted(day), "fiscal_year(" + day + ")", false, flow.each());
        }

        static Day inPeriod(String day, String ownYear) {
            return new Day(day, day, ownYear, true, null);
        }

        static Day eachOfAStay() {
            return new Day(null, null, "fiscal_year(f.arrived_on)", true, null);
        }

        String fiscalYear() {
            return inPeriod ? "p.fiscal_year" : ownYear;
        }

        String month() {
            return "to_char(%s, 'YYYY-MM')".formatted(inPeriod ? "p.last_day" : day);
        }
    }

    /**
     * The facts that a SELECT looks at: present or past rows. Where the question is about the elements of an array, these are
     * spread out, once for all dimensions that follow from it: an agreement of Kobe and Takamatsu has no row "Kobe, Kagawa".
     */
    private final class Rows {

        private final Subject subject;
        private final Day day;
        private final Map<Dimension, String> spread = new EnumMap<>(Dimension.class);
        private final List<String> joins = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();
        private final List<Condition> required = new ArrayList<>();
        private final boolean splitsByOffice;

        /** @param counted a dimension whose values are counted, beside those that the question groups by */
        Rows(Subject subject, Day day, @Nullable Dimension counted) {
            this.subject = subject;
            this.day = day;
            Set<Dimension> shown = new LinkedHashSet<>(query.groupBy());
            if (counted != null) {
                shown.add(counted);
            }
            Set<Dimension> asked = new LinkedHashSet<>(shown);
            asked.addAll(query.filters().dimensions());
            if (query.filters().developing() != null) {
                asked.add(Dimension.COUNTRY);
            }
            this.splitsByOffice = day.day() == null && asked.contains(Dimension.LEAD_OFFICE);
            where(isKnown(subject, newest));
            if (day.inPeriod()) {
                join(query.groupBy().stream().anyMatch(Dimension::isTime) ? PERIODS : ONE_PERIOD);
            }
            if (day.each() != null) {
                lateral("unnest(f.%s) as happened(day)".formatted(day.each()));
            }
            if (splitsByOffice) {
                lateral("led_spans(f.led_by, f.led_from) as led");
            }
            if (asked.stream().anyMatch(each -> !each.isTime() && column(each).ofProgram())) {
                join("left join program_fact program on program.program_id = f.program_id and "
                        + isKnown("program", newest));
            }
            asked.stream()
                    .filter(dimension -> !dimension.isTime())
                    .map(Dimension::base)
                    .distinct()
                    .forEach(base -> bring(base, shown));
        }

        /** Whether the days of a stay are counted apart for the offices that led on them. */
        boolean splitsByOffice() {
            return splitsByOffice;
        }

        void join(String join) {
            joins.add(join);
        }

        /** A record without any such row is out, unless it is asked why. */
        private void lateral(String rows) {
            join(asksWhy ? "left join lateral " + rows + " on true" : "cross join lateral " + rows);
        }

        /** Which of the rows of a record are looked at. */
        void where(String condition) {
            conditions.add("(" + condition + ")");
        }

        /** What follows from all that is required, said for an index; who asks why wants all rows. */
        void narrow(String condition) {
            if (!asksWhy) {
                where(condition);
            }
        }

        /** What a record must meet to be counted. */
        void require(Condition condition) {
            required.add(condition);
        }

        /** That it has a value in a dimension of which the values are counted. */
        void requireValue(Dimension counted) {
            bring(counted.base(), Set.of(), counted);
        }

        Way way() {
            List<String> columns = new ArrayList<>();
            for (Condition condition : required) {
                columns.add("coalesce((%s), false)".formatted(condition.sql()));
                columns.add("(%s)::text".formatted(condition.found()));
            }
            return new Way(
                    "select %s from %s f %s where %s and f.%s = :record"
                            .formatted(
                                    String.join(", ", columns),
                                    subject.factTable(),
                                    String.join(" ", joins),
                                    String.join(" and ", conditions),
                                    subject.idColumn()),
                    List.copyOf(required));
        }

        String select(List<String> columns) {
            return "select %s from %s f %s where %s"
                    .formatted(
                            String.join(", ", columns),
                            subject.factTable(),
                            String.join(" ", joins),
                            Stream.concat(
                                            conditions.stream(),
                                            required.stream().map(condition -> "(" + condition.sql() + ")"))
                                    .collect(Collectors.joining(" and ")));
        }

        String key(Dimension dimension) {
            return switch (dimension) {
                case FISCAL_YEAR -> day.fiscalYear();
                case MONTH -> day.month();
                default -> spread.getOrDefault(dimension, derived(dimension, code(dimension), day.ownYear()));
            };
        }

        /** Filters by a dimension and those that follow from it, and spreads its values out where they are shown. */
        private void bring(Dimension base, Set<Dimension> shown) {
            bring(base, shown, null);
        }

        /** @param counted a dimension in which one of the values that are left must be there */
        private void bring(Dimension base, Set<Dimension> shown, @Nullable Dimension counted) {
            boolean several = column(base).several();
            String code = several ? "each.code" : code(base);
            List<Condition> filters = new ArrayList<>();
            query.filters().dimensions().stream()
                    .filter(dimension -> dimension.base() == base)
                    .forEach(dimension -> filters.add(isAsked(dimension, code)));
            if (base == Dimension.COUNTRY && query.filters().developing() != null) {
                filters.add(new Condition(
                        developing(day.ownYear(), code),
                        "Its country is %son the DAC list of its own fiscal year"
                                .formatted(Boolean.TRUE.equals(query.filters().developing()) ? "" : "not "),
                        "'Country ' || %s || ', FY' || (%s)".formatted(code, day.ownYear())));
            }
            if (counted != null) {
                String value = derived(counted, code, day.ownYear());
                filters.add(new Condition(
                        "%s::text not in %s".formatted(value, NO_VALUES),
                        counted.label().en() + " is known",
                        found(counted, value)));
            }
            List<Dimension> values = shown.stream()
                    .filter(dimension -> !dimension.isTime() && dimension.base() == base)
                    .toList();
            String all =
                    filters.stream().map(filter -> "(" + filter.sql() + ")").collect(Collectors.joining(" and "));
            if (!several) {
                filters.forEach(this::require);
            } else if (values.isEmpty()) {
                // One value must meet all of them.
                require(new Condition(
                        "exists (select 1 from unnest(%s) as each(code) where %s)".formatted(raw(base), all),
                        filters.stream().map(Condition::requires).collect(Collectors.joining("; ")),
                        "(select string_agg(%s, '; ') from unnest(%s) as each(code))"
                                .formatted(
                                        filters.stream()
                                                .map(Condition::found)
                                                .collect(Collectors.joining(" || ', ' || ")),
                                        raw(base))));
            } else {
                String alias = "each_" + base.wireName();
                join("cross join lateral (select distinct %s from unnest(%s) as each(code) where %s) as \"%s\""
                        .formatted(
                                values.stream()
                                        .map(value -> "%s as \"%s\""
                                                .formatted(derived(value, code, day.ownYear()), value.wireName()))
                                        .collect(Collectors.joining(", ")),
                                raw(base),
                                all.isEmpty() ? "true" : all,
                                alias));
                values.forEach(value -> spread.put(value, "\"%s\".\"%s\"".formatted(alias, value.wireName())));
            }
        }

        private Condition isAsked(Dimension dimension, String code) {
            String value = derived(dimension, code, day.ownYear());
            return new Condition(
                    FigureSql.isAsked(dimension, value),
                    "%s is %s"
                            .formatted(
                                    dimension.label().en(),
                                    String.join(" or ", query.filters().of(dimension))),
                    found(dimension, value));
        }

        private String found(Dimension dimension, String value) {
            String since = dimension == Dimension.LEAD_OFFICE && subject != Subject.AGREEMENT
                    ? splitsByOffice
                            ? "coalesce(' from ' || nullif(led.since, '-infinity'), '') || coalesce(' until ' || nullif(led.until, 'infinity'), '')"
                            : "coalesce(' on ' || (%s), '')".formatted(day.office())
                    : "''";
            return "'%s' || %s || ' was ' || %s".formatted(dimension.label().en(), since, value);
        }

        /** The one code that a record has. */
        private String code(Dimension dimension) {
            if (dimension == Dimension.LEAD_OFFICE && subject != Subject.AGREEMENT) {
                return splitsByOffice ? "led.office" : "office_on(f.led_by, f.led_from, %s)".formatted(day.office());
            }
            return raw(dimension);
        }

        private String raw(Dimension dimension) {
            if (dimension.base() == Dimension.COUNTRY
                    && subject == Subject.PARTICIPATION
                    && query.basis().country() == CountryBasis.NATIONALITY) {
                return raw(Dimension.NATIONALITY);
            }
            Column column = column(dimension);
            if (!column.ofProgram()) {
                return "f." + column.name();
            }
            return "coalesce(program.%s, %s)".formatted(column.name(), column.several() ? "'{UNKNOWN}'" : "'UNKNOWN'");
        }

        private Column column(Dimension dimension) {
            return dimension
                    .of(subject)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s are not kept apart by %s".formatted(subject, dimension.wireName())));
        }
    }
}
