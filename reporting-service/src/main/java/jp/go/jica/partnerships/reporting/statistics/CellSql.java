package jp.go.jica.partnerships.reporting.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;

/**
 * What a question's figures come to by the cells, which hold what can be summed, corrected by what was known or had happened at
 * another time; the facts say the same. What several figures need of them is read once.
 */
final class CellSql {

    /** What cells are kept apart by, and the days; all of it would be three times as wide. */
    private static final String CORRECTED_COLUMNS = """
            f.participation_id, f.known_from_seq, f.known_to_seq, f.country, f.scheme, f.kind, f.facility, f.led_by, f.led_from,
            f.person_id, f.accepted_on, f.cancelled_on, f.no_show_on, f.arrived_on, f.completed_on, f.withdrawn_on,
            f.run_planned_start, f.planned_start, f.start_on, f.ended_on, f.last_dated_on""";

    // By these it is noted who counts again within one of their values.
    private static final Set<Dimension> AGAIN =
            EnumSet.of(Dimension.COUNTRY, Dimension.LEAD_OFFICE, Dimension.SCHEME, Dimension.KIND, Dimension.FACILITY);

    private final StatisticsQuery query;
    private final boolean newest;
    private final Use cells;
    private final ReadOnce readOnce;
    private final DimensionSql dimensions;
    private final FactSql facts;

    /**
     * @param newest whether the answer is about the present rows of the facts
     * @param cells what may come from cells instead of the facts
     */
    CellSql(StatisticsQuery query, boolean newest, Use cells) {
        this(query, newest, cells, new ReadOnce());
    }

    private CellSql(StatisticsQuery query, boolean newest, Use cells, ReadOnce readOnce) {
        this.query = query;
        this.newest = newest;
        this.cells = cells;
        this.readOnce = readOnce;
        this.dimensions = new DimensionSql(query);
        this.facts = new FactSql(query, newest, false);
    }

    /** What may come from cells. */
    enum Use {
        NOTHING,
        /** All that earlier versions of the service keep as well: neither different persons nor what is active. */
        WHAT_ALL_KEEP,
        EVERYTHING
    }

    /** Of the same question's total, which reads what this one reads. */
    CellSql ofTotal() {
        return new CellSql(query.total(), newest, cells, readOnce);
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

    /** What has to stand before the SELECTs that have asked for it; none if they have not. */
    List<String> tables() {
        List<String> ofCells = Stream.of(Subject.values())
                .flatMap(subject -> rowsOf(subject).stream())
                .toList();
        return Stream.concat(readOnce.corrected.stream().map(this::correctedRows), ofCells.stream())
                .toList();
    }

    /** Whether they tell what a rule counts, by what the question is grouped and filtered by. */
    boolean know(Subject subject, Rule.Summed rule) {
        if (cells == Use.NOTHING
                || subject == Subject.AGREEMENT
                || (rule instanceof Rule.Stock && !(cells == Use.EVERYTHING && isYearByYear()))) {
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

    /** Whether they know different persons of the participations that a rule counts. */
    boolean knowPersons(Rule.Summed rule) {
        return cells == Use.EVERYTHING && isYearByYear() && know(Subject.PARTICIPATION, rule);
    }

    /** How many different countries something is counted for. */
    String countries(Measure measure, Rule.Flow flow) {
        String country = dimensions.country("c.country");
        readOnce.byCountry.add(Measure.inCells(measure.subject(), flow));
        String counted = of(measure.subject(), flow, List.of(country + " as value"));
        return """
                select '%s' as measure, key1, key2, key3, count(*)::bigint as n, null::date as day from (
                select key1, key2, key3, value from (
                %s) counted where value not in %s group by 1, 2, 3, 4 having sum(n) > 0) present group by 2, 3, 4""".formatted(measure.wireName(), counted, DimensionSql.NO_VALUES);
    }

    /**
     * Participations, less those by which somebody counts again in the same fiscal year. Present participations of such persons
     * stand apart, by what the cells are kept apart by, each with whether it is the first of its person. Of persons of whom
     * something else was known, or had happened, they are looked up: of those of whom the fold has noted it, at whatever
     * position, and of those who count in another year than the day that is stored tells.
     */
    List<String> persons(Rule.Flow flow) {
        String corrected = corrected(Subject.PARTICIPATION);
        List<String> others = List.of(
                "c.fiscal_year between fiscal_year(:start) and fiscal_year(:end)",
                "not exists (select from %s f where f.person_id = c.person_id)".formatted(corrected));
        FactRows rows = facts.flow(Subject.PARTICIPATION, flow, null);
        rows.where("""
                f.person_id in (
                    select f.person_id from %1$s f
                    where exists (select from repeated_person repeated
                                  where repeated.person_id = f.person_id
                                    and repeated.fiscal_year between fiscal_year(:start) and fiscal_year(:end))
                       or (%2$s and fiscal_year(%3$s) is distinct from fiscal_year(%4$s)))""".formatted(corrected, FactRows.isKnown("f", newest), flow.dateAsOf(), flow.date()));
        List<String> person = new ArrayList<>(dimensions.keys(rows::key));
        person.add("f.person_id as person_id");
        String lookedUp = rows.select(person);
        List<String> parts = new ArrayList<>(List.of(of(Subject.PARTICIPATION, flow, List.of())));
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
        return parts;
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

    /** What a rule counts, of the cells that are read once: a SELECT of keys and n that have to be added up. */
    String of(Subject subject, Rule.Summed rule, List<String> more) {
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
        List<String> columns = new ArrayList<>(dimensions.keys(this::cellColumn));
        columns.addAll(more);
        columns.add("c.n as n");
        return selectFrom(cellTable(subject), conditions, columns);
    }

    private static String cellTable(Subject subject) {
        return "cells_of_" + subject.wireName();
    }

    /** The cells of all measures that a SELECT has asked for, added up by what rows are told apart by. */
    private Optional<String> rowsOf(Subject subject) {
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
                .map(CellSql::stored)
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
                                                        FactRows.isKnown("f", newest),
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
        List<String> columns = new ArrayList<>(dimensions.keys(this::cellColumn));
        columns.addAll(more);
        return selectFrom(table, conditions, columns);
    }

    private List<String> filtered() {
        List<String> conditions = new ArrayList<>();
        for (Dimension dimension : query.filters().dimensions()) {
            conditions.add(DimensionSql.isAsked(dimension, cellColumn(dimension)));
        }
        if (query.filters().developing() != null) {
            conditions.add(dimensions.developing("c.fiscal_year", "c.country"));
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
                : dimensions.derived(dimension, stored(dimension), "c.fiscal_year");
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
        String present = "f.known_to_seq = %s and (%s)".formatted(FactRows.NOW, changedSince());
        String past = "f.known_to_seq < %s and %s".formatted(FactRows.NOW, FactRows.isKnown("f", newest));
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

    private boolean isYearByYear() {
        return query.period().isOneYear() || query.groupBy().contains(Dimension.FISCAL_YEAR);
    }
}
