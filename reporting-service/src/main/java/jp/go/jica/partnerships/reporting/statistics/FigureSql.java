package jp.go.jica.partnerships.reporting.statistics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.reporting.measure.Column;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one question: a SELECT for each measure, joined by UNION ALL, with the columns {@code measure, key1, key2,
 * key3, n, day}. What can be summed comes from the cells where these know the answer, everything else from the facts; both
 * say the same.
 */
final class FigureSql {

    private static final String NOW = "9223372036854775807";

    /** Not a country: no figure counts these words as one. */
    private static final String NO_VALUES = "('ZZ', 'NONE', 'UNKNOWN')";

    private static final String PERIODS = """
            cross join (select first_day, last_day, fiscal_year(last_day) as fiscal_year
                        from unnest(:firstDays::date[], :lastDays::date[]) as days(first_day, last_day)) as p""";

    private final StatisticsQuery query;
    private final boolean newest;
    private final boolean cellsAllowed;

    /**
     * @param newest whether the answer is about the present rows of the facts
     * @param cellsAllowed false computes everything from the facts
     */
    FigureSql(StatisticsQuery query, boolean newest, boolean cellsAllowed) {
        this.query = query;
        this.newest = newest;
        this.cellsAllowed = newest && cellsAllowed;
    }

    String text() {
        return query.measures().stream().map(this::select).collect(Collectors.joining("\nunion all\n"));
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
        Rows rows = distinct.among() instanceof Rule.Flow flow
                ? flow(measure.subject(), flow, distinct.of())
                : stock(measure.subject(), (Rule.Stock) distinct.among(), distinct.of());
        String value = distinct.of() == null ? "f." + distinct.column() : rows.key(distinct.of());
        return grouped(
                measure,
                rows,
                "count(distinct %s) filter (where %s::text not in %s)".formatted(value, value, NO_VALUES),
                "null::date");
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
            return partsOfCells(subject, rule);
        }
        if (rule instanceof Rule.Flow flow) {
            return List.of(counted(flow(subject, flow, null), "1", List.of()));
        } else if (rule instanceof Rule.Stay stay) {
            return List.of(stay(stay, "case when f.ended_on <= :asOf then f.ended_on end", ":asOf", List.of()));
        }
        return List.of(counted(stock(subject, (Rule.Stock) rule, null), "1", List.of()));
    }

    private String counted(Rows rows, String n, List<String> more) {
        List<String> columns = new ArrayList<>(keys(rows::key));
        columns.addAll(more);
        columns.add(n + " as n");
        return rows.select(columns);
    }

    // ---- from the facts

    private Rows flow(Subject subject, Rule.Flow flow, @Nullable Dimension counted) {
        String day = flow.dateAsOf();
        Rows rows = new Rows(subject, Day.of(flow), counted);
        rows.where(flow.happenedAsOf());
        rows.where(day + " between :start and :end");
        if (!day.equals(flow.date())) {
            // Says nothing new: a record without a dated fact after asOf has the day that is stored, and that has an
            // index.
            rows.where("(%s between :start and :end or f.last_dated_on > :asOf)".formatted(flow.date()));
        }
        return rows;
    }

    private Rows stock(Subject subject, Rule.Stock stock, @Nullable Dimension counted) {
        // A stock is led by who leads at its end.
        Rows rows = new Rows(subject, Day.inPeriod("least(p.last_day, :asOf)", "p.fiscal_year"), counted);
        rows.where(stock.condition());
        return rows;
    }

    /**
     * Stays as they were on a day.
     *
     * @param ended its last day, null while it lasts
     * @param today the day until which one that lasts is known to last
     */
    private String stay(Rule.Stay stay, String ended, String today, List<String> conditions) {
        boolean days = stay.of() == Rule.Stay.Of.DAYS;
        Rows rows = new Rows(
                Subject.PARTICIPATION,
                days ? Day.eachOfAStay() : Day.inPeriod("p.first_day", "fiscal_year(f.arrived_on)"),
                null);
        rows.where("f.arrived_on <= " + today);
        rows.where("coalesce(%s, 'infinity') >= p.first_day".formatted(ended));
        rows.where("p.first_day <= " + today);
        conditions.forEach(rows::where);
        if (!days) {
            rows.where("f.arrived_on < p.first_day");
            return counted(rows, "1", List.of());
        }
        String last = "least(p.last_day, %s, %s%s)".formatted(today, ended, rows.splitsByOffice() ? ", led.until" : "");
        String first = "greatest(p.first_day, f.arrived_on%s)".formatted(rows.splitsByOffice() ? ", led.since" : "");
        rows.where("%s >= %s".formatted(last, first));
        return counted(rows, "%s - %s + 1".formatted(last, first), List.of());
    }

    // ---- from the cells

    private boolean cellsKnow(Subject subject, Rule.Summed rule) {
        if (!cellsAllowed || subject == Subject.AGREEMENT || rule instanceof Rule.Stock) {
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

    /** Cells count every dated fact; what is dated after asOf is taken out and, as far as it had happened, put in again. */
    private List<String> partsOfCells(Subject subject, Rule.Summed rule) {
        if (rule instanceof Rule.Flow flow) {
            return List.of(
                    cells(subject, flow, List.of()),
                    afterAsOf(subject, flow, true, List.of()),
                    afterAsOf(subject, flow, false, List.of()));
        }
        Rule.Stay stay = (Rule.Stay) rule;
        // Cells hold the stays that have ended; those that last are looked up.
        return List.of(
                cells(subject, stay, List.of()),
                negative(stay(
                        stay,
                        "f.ended_on",
                        "'infinity'::date",
                        List.of("f.ended_on > :asOf", "f.last_dated_on > :asOf"))),
                stay(
                        stay,
                        "case when f.ended_on <= :asOf then f.ended_on end",
                        ":asOf",
                        List.of("f.ended_on is null or (f.last_dated_on > :asOf and f.ended_on > :asOf)")));
    }

    private static String negative(String part) {
        return "select key1, key2, key3, -n from (%s) taken".formatted(part);
    }

    private String countriesOfCells(Measure measure, Rule.Flow flow) {
        String country = country("c.country");
        List<String> parts = List.of(
                cells(measure.subject(), flow, List.of(country + " as value")),
                afterAsOf(measure.subject(), flow, true, List.of(country("f.country") + " as value")),
                afterAsOf(measure.subject(), flow, false, List.of(country("f.country") + " as value")));
        return """
                select '%s' as measure, key1, key2, key3, count(*)::bigint as n, null::date as day from (
                select key1, key2, key3, value from (
                %s) counted where value not in %s group by 1, 2, 3, 4 having sum(n) > 0) present group by 2, 3, 4""".formatted(measure.wireName(), String.join("\nunion all\n", parts), NO_VALUES);
    }

    private String cells(Subject subject, Rule.Summed rule, List<String> more) {
        List<String> conditions = new ArrayList<>();
        conditions.add(
                "c.measure = '%s'".formatted(Measure.inCells(subject, rule).wireName()));
        boolean firstYear = rule instanceof Rule.Stay stay
                && stay.of() == Rule.Stay.Of.FIRST_DAY
                && !query.groupBy().contains(Dimension.FISCAL_YEAR);
        conditions.add("c.fiscal_year between fiscal_year(:start) and fiscal_year(%s)"
                .formatted(firstYear ? ":start" : ":end"));
        if (subject == Subject.PROGRAM) {
            boolean anyCountry = !query.groupBy().contains(Dimension.COUNTRY)
                    && query.filters().of(Dimension.COUNTRY).isEmpty();
            conditions.add(anyCountry ? "c.country = '*'" : "c.country <> '*'");
        }
        for (Dimension dimension : query.filters().dimensions()) {
            conditions.add(isAsked(dimension, cellColumn(dimension)));
        }
        if (query.filters().developing() != null) {
            conditions.add(developing("c.fiscal_year", "c.country"));
        }
        List<String> columns = new ArrayList<>(keys(this::cellColumn));
        columns.addAll(more);
        columns.add("c.n as n");
        return "select %s from cell c where %s".formatted(String.join(", ", columns), String.join(" and ", conditions));
    }

    private String cellColumn(Dimension dimension) {
        return dimension == Dimension.FISCAL_YEAR
                ? "c.fiscal_year"
                : derived(
                        dimension,
                        "c." + dimension.of(Subject.PARTICIPATION).orElseThrow().name(),
                        "c.fiscal_year");
    }

    private String afterAsOf(Subject subject, Rule.Flow flow, boolean taken, List<String> more) {
        String day = taken ? flow.date() : flow.dateAsOf();
        Rows rows = new Rows(subject, taken ? Day.recorded(flow) : Day.of(flow), null);
        rows.where("f.last_dated_on > :asOf");
        rows.where(day + " between :start and :end");
        if (!taken) {
            rows.where(flow.happenedAsOf());
        }
        return counted(rows, taken ? "-1" : "1", more);
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

        /** As the cells count it. */
        static Day recorded(Rule.Flow flow) {
            return new Day(flow.date(), flow.date(), "fiscal_year(" + flow.date() + ")", false, flow.each());
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
            where(isKnown("f"));
            if (subject == Subject.AGREEMENT) {
                where("f.contents_from <= :asOf and f.contents_until > :asOf");
            }
            if (day.inPeriod()) {
                join(PERIODS);
            }
            if (day.each() != null) {
                join("cross join lateral unnest(f.%s) as happened(day)".formatted(day.each()));
            }
            if (splitsByOffice) {
                join("cross join lateral led_spans(f.led_by, f.led_from) as led");
            }
            if (asked.stream().anyMatch(each -> !each.isTime() && column(each).ofProgram())) {
                join("left join program_fact program on program.program_id = f.program_id and " + isKnown("program"));
            }
            asked.stream()
                    .filter(dimension -> !dimension.isTime())
                    .map(Dimension::base)
                    .distinct()
                    .forEach(base -> bring(base, shown));
        }

        private static String isKnown(String alias, boolean newest) {
            return newest
                    ? alias + ".known_to_seq = " + NOW
                    : "%s.known_from_seq <= :position and %s.known_to_seq > :position".formatted(alias, alias);
        }

        private String isKnown(String alias) {
            return isKnown(alias, newest);
        }

        /** Whether the days of a stay are counted apart for the offices that led on them. */
        boolean splitsByOffice() {
            return splitsByOffice;
        }

        void join(String join) {
            joins.add(join);
        }

        void where(String condition) {
            conditions.add("(" + condition + ")");
        }

        String select(List<String> columns) {
            return "select %s from %s f %s where %s"
                    .formatted(
                            String.join(", ", columns),
                            subject.factTable(),
                            String.join(" ", joins),
                            String.join(" and ", conditions));
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
            boolean several = column(base).several();
            String code = several ? "each.code" : code(base);
            List<String> filters = new ArrayList<>();
            query.filters().dimensions().stream()
                    .filter(dimension -> dimension.base() == base)
                    .forEach(dimension -> filters.add(isAsked(dimension, derived(dimension, code, day.ownYear()))));
            if (base == Dimension.COUNTRY && query.filters().developing() != null) {
                filters.add(developing(day.ownYear(), code));
            }
            List<Dimension> values = shown.stream()
                    .filter(dimension -> !dimension.isTime() && dimension.base() == base)
                    .toList();
            if (!several) {
                filters.forEach(this::where);
            } else if (values.isEmpty()) {
                where("exists (select 1 from unnest(%s) as each(code) where %s)"
                        .formatted(raw(base), String.join(" and ", filters)));
            } else {
                String alias = "each_" + base.wireName();
                filters.add("true");
                join("cross join lateral (select distinct %s from unnest(%s) as each(code) where %s) as \"%s\""
                        .formatted(
                                values.stream()
                                        .map(value -> "%s as \"%s\""
                                                .formatted(derived(value, code, day.ownYear()), value.wireName()))
                                        .collect(Collectors.joining(", ")),
                                raw(base),
                                String.join(" and ", filters),
                                alias));
                values.forEach(value -> spread.put(value, "\"%s\".\"%s\"".formatted(alias, value.wireName())));
            }
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
