package jp.go.jica.partnerships.reporting.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.reporting.measure.Column;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;

/**
 * The SQL of one question: a SELECT for each measure, joined by UNION ALL, with the columns {@code measure, key1, key2,
 * key3, n, day}. Flows come from the cells where these know the answer, everything else from the facts; both say the
 * same.
 */
final class FigureSql {

    private static final String NOW = "9223372036854775807";

    /** Not a country: no figure counts these words as one. */
    private static final String NO_VALUES = "('ZZ', 'NONE', 'UNKNOWN')";

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
        if (rule instanceof Rule.Flow flow) {
            return cellsKnow(measure.subject()) ? countOfCells(measure, flow) : countOfFacts(measure, flow);
        } else if (rule instanceof Rule.DistinctInFlow distinct) {
            return "country".equals(distinct.value()) && cellsKnow(measure.subject())
                    ? countriesOfCells(measure, distinct)
                    : distinctOfFacts(measure, distinct);
        } else if (rule instanceof Rule.Earliest earliest) {
            return earliest(measure, earliest);
        } else if (rule instanceof Rule.Stock stock) {
            return stock(measure, stock);
        } else if (rule instanceof Rule.DistinctInStock distinct) {
            return distinctOfStock(measure, distinct);
        }
        throw new IllegalStateException("No SQL for " + rule);
    }

    // ---- from the facts

    private String countOfFacts(Measure measure, Rule.Flow flow) {
        Rows rows = flowRows(measure.subject(), flow);
        return grouped(measure, rows, "count(*)", "null::date");
    }

    private String distinctOfFacts(Measure measure, Rule.DistinctInFlow distinct) {
        Rows rows = flowRows(measure.subject(), distinct.flow());
        String value = "f." + distinct.value();
        return grouped(
                measure,
                rows,
                "count(distinct %s) filter (where %s::text not in %s)".formatted(value, value, NO_VALUES),
                "null::date");
    }

    private String earliest(Measure measure, Rule.Earliest earliest) {
        Rows rows = flowRows(measure.subject(), earliest.flow());
        return grouped(measure, rows, "null::bigint", "min(" + earliest.flow().dateAsOf() + ")");
    }

    private Rows flowRows(Subject subject, Rule.Flow flow) {
        String day = flow.dateAsOf();
        Rows rows = new Rows(subject, "fiscal_year(" + day + ")", day, false);
        rows.where(flow.happenedAsOf());
        rows.where(day + " between :start and :end");
        if (!day.equals(flow.date())) {
            // Says nothing new: a record without a dated fact after asOf has the day that is stored, and that has an
            // index.
            rows.where("(%s between :start and :end or f.last_dated_on > :asOf)".formatted(flow.date()));
        }
        return rows;
    }

    private String stock(Measure measure, Rule.Stock stock) {
        Rows rows = stockRows(measure.subject(), stock, false);
        return grouped(measure, rows, "count(*)", "null::date");
    }

    private String distinctOfStock(Measure measure, Rule.DistinctInStock distinct) {
        Rows rows = stockRows(measure.subject(), distinct.stock(), true);
        String value = rows.element(distinct.of());
        return grouped(
                measure,
                rows,
                "count(distinct %s) filter (where %s not in %s)".formatted(value, value, NO_VALUES),
                "null::date");
    }

    private Rows stockRows(Subject subject, Rule.Stock stock, boolean byLocalGovernment) {
        // A stock is led by who leads at its end.
        Rows rows = new Rows(subject, "p.fiscal_year", "least(p.last_day, :asOf)", byLocalGovernment);
        rows.join("""
                cross join (
                    select till as fiscal_year, make_date(since, 4, 1) as first_day, make_date(till + 1, 3, 31) as last_day
                    from unnest(:periodsSince, :periodsTill) as fiscal_years(since, till)) as p""");
        rows.where(stock.condition());
        return rows;
    }

    // ---- from the cells

    private boolean cellsKnow(Subject subject) {
        if (!cellsAllowed || subject == Subject.AGREEMENT) {
            return false;
        }
        boolean keptApart = query.groupBy().stream().allMatch(Dimension::inCells)
                && query.filters().dimensions().stream().allMatch(Dimension::inCells);
        // The cells of two countries cannot be added up where one program may be in both.
        boolean oneCountryEach = subject == Subject.PARTICIPATION
                || query.groupBy().contains(Dimension.COUNTRY)
                || (query.filters().of(Dimension.COUNTRY).size() <= 1
                        && query.filters().developing() == null);
        return keptApart && oneCountryEach;
    }

    /** Cells count every dated fact; what is dated after asOf is taken out and, as far as it had happened, put in again. */
    private String countOfCells(Measure measure, Rule.Flow flow) {
        List<String> parts = List.of(
                cells(measure, List.of()),
                afterAsOf(measure, flow, true, false),
                afterAsOf(measure, flow, false, false));
        return """
                select '%s' as measure, %s, sum(n)::bigint as n, null::date as day from (
                %s) counted group by 2, 3, 4 having sum(n) <> 0""".formatted(measure.wireName(), keyNames(), String.join("\nunion all\n", parts));
    }

    private String countriesOfCells(Measure measure, Rule.DistinctInFlow distinct) {
        Measure of = Measure.flowsOf(measure.subject()).stream()
                .filter(flow -> flow.rule().equals(distinct.flow()))
                .findFirst()
                .orElseThrow();
        List<String> parts = List.of(
                cells(of, List.of("c.country as value")),
                afterAsOf(of, distinct.flow(), true, true),
                afterAsOf(of, distinct.flow(), false, true));
        return """
                select '%s' as measure, %s, count(*)::bigint as n, null::date as day from (
                select %s, value from (
                %s) counted where value not in %s group by 1, 2, 3, 4 having sum(n) > 0) present group by 2, 3, 4""".formatted(
                        measure.wireName(), keyNames(), keyNames(), String.join("\nunion all\n", parts), NO_VALUES);
    }

    private String cells(Measure measure, List<String> more) {
        boolean severalCountries = measure.subject() == Subject.PROGRAM;
        List<String> conditions = new ArrayList<>();
        conditions.add("c.measure = '%s'".formatted(measure.wireName()));
        conditions.add("c.fiscal_year between fiscal_year(:start) and fiscal_year(:end)");
        if (severalCountries) {
            boolean anyCountry = !query.groupBy().contains(Dimension.COUNTRY)
                    && query.filters().of(Dimension.COUNTRY).isEmpty();
            conditions.add(anyCountry ? "c.country = '*'" : "c.country <> '*'");
        }
        for (Dimension dimension : query.filters().dimensions()) {
            conditions.add("%s = any(:%s)".formatted(cellColumn(dimension), parameter(dimension)));
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
        return switch (dimension) {
            case FISCAL_YEAR -> "c.fiscal_year";
            case LEAD_OFFICE -> office("c.lead_office");
            case COUNTRY, SCHEME, KIND, FACILITY ->
                "c." + dimension.of(Subject.PARTICIPATION).orElseThrow().name();
            case SECTOR, LOCAL_GOVERNMENT, PREFECTURE, AGREEMENT_TYPE ->
                throw new IllegalArgumentException("Cells are not kept apart by " + dimension.wireName());
        };
    }

    private String afterAsOf(Measure measure, Rule.Flow flow, boolean taken, boolean withCountry) {
        String day = taken ? flow.date() : flow.dateAsOf();
        Rows rows = new Rows(measure.subject(), "fiscal_year(" + day + ")", day, false);
        rows.where("f.last_dated_on > :asOf");
        rows.where(day + " between :start and :end");
        if (!taken) {
            rows.where(flow.happenedAsOf());
        }
        List<String> columns = new ArrayList<>(keys(rows::key));
        if (withCountry) {
            columns.add("f.country as value");
        }
        columns.add((taken ? "-1" : "1") + "::bigint as n");
        return rows.select(columns);
    }

    // ---- shared

    private String grouped(Measure measure, Rows rows, String count, String day) {
        List<String> columns = new ArrayList<>();
        columns.add("'%s' as measure".formatted(measure.wireName()));
        columns.addAll(keys(rows::key));
        columns.add(count + " as n");
        columns.add(day + " as day");
        return rows.select(columns) + " group by 2, 3, 4";
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

    private static String keyNames() {
        return "key1, key2, key3";
    }

    private String office(String column) {
        return query.officeBasis() == OfficeBasis.RECORDED ? column : successor(column);
    }

    private static String successor(String column) {
        Map<String, String> successors = new LinkedHashMap<>();
        for (Office office : Offices.all()) {
            if (office.successor() != null) {
                successors.put(
                        office.code().value(),
                        Offices.successorOf(office.code()).value());
            }
        }
        String cases = successors.entrySet().stream()
                .map(entry -> "when '%s' then '%s'".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
        return "(case %s %s else %s end)".formatted(column, cases, column);
    }

    // Year and country in one text: PostgreSQL looks a single value up in an array by hashing, a pair it does not.
    private String developing(String year, String country) {
        String listed = "%s || %s".formatted(year, country);
        return Boolean.TRUE.equals(query.filters().developing())
                ? "(%s) = any(:developing)".formatted(listed)
                : "(%s) <> all(:developing)".formatted(listed);
    }

    static String parameter(Dimension dimension) {
        return "filter_" + dimension.wireName();
    }

    /** The facts that a SELECT looks at: present or past rows, arrays spread out where the question is about elements. */
    private final class Rows {

        private final Subject subject;
        private final String fiscalYear;
        private final String day;
        private final Map<Dimension, String> elements = new LinkedHashMap<>();
        private final List<String> joins = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();

        Rows(Subject subject, String fiscalYear, String day, boolean byLocalGovernment) {
            this.subject = subject;
            this.fiscalYear = fiscalYear;
            this.day = day;
            conditions.add(
                    newest
                            ? "f.known_to_seq = " + NOW
                            : "f.known_from_seq <= :position and f.known_to_seq > :position");
            if (byLocalGovernment) {
                spread(Dimension.LOCAL_GOVERNMENT);
            }
            query.groupBy().forEach(this::spread);
            query.filters().dimensions().forEach(this::filter);
            if (query.filters().developing() != null) {
                conditions.add(developingCountry());
            }
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
            return dimension == Dimension.FISCAL_YEAR ? fiscalYear : element(dimension);
        }

        String element(Dimension dimension) {
            String element = elements.get(dimension);
            if (element != null) {
                return element;
            }
            String localGovernment = elements.get(Dimension.LOCAL_GOVERNMENT);
            if (dimension == Dimension.PREFECTURE && localGovernment != null) {
                // Of this very local government: an agreement of Kobe and Takamatsu has no row "Kobe, Kagawa".
                return "(case when %s in %s then %s else left(%s, 2) end)"
                        .formatted(localGovernment, NO_VALUES, localGovernment, localGovernment);
            }
            String name = "f." + column(dimension).name();
            if (dimension != Dimension.LEAD_OFFICE) {
                return name;
            }
            return office(subject == Subject.AGREEMENT ? name : "office_on(f.led_by, f.led_from, %s)".formatted(day));
        }

        private void spread(Dimension dimension) {
            boolean derived = dimension == Dimension.PREFECTURE
                    && (query.groupBy().contains(Dimension.LOCAL_GOVERNMENT)
                            || elements.containsKey(Dimension.LOCAL_GOVERNMENT));
            if (dimension == Dimension.FISCAL_YEAR
                    || derived
                    || elements.containsKey(dimension)
                    || !column(dimension).several()) {
                return;
            }
            String alias = "each_" + dimension.wireName();
            joins.add("cross join lateral unnest(f.%s) as \"%s\"(code)"
                    .formatted(column(dimension).name(), alias));
            elements.put(dimension, "\"%s\".code".formatted(alias));
        }

        private void filter(Dimension dimension) {
            boolean byElement = !column(dimension).several()
                    || elements.containsKey(dimension)
                    || (dimension == Dimension.PREFECTURE && elements.containsKey(Dimension.LOCAL_GOVERNMENT));
            conditions.add(
                    byElement
                            ? "%s = any(:%s)".formatted(element(dimension), parameter(dimension))
                            : "f.%s && :%s::text[]".formatted(column(dimension).name(), parameter(dimension)));
        }

        private String developingCountry() {
            Column country = column(Dimension.COUNTRY);
            if (!country.several() || elements.containsKey(Dimension.COUNTRY)) {
                return developing(fiscalYear, element(Dimension.COUNTRY));
            }
            return "exists (select 1 from unnest(f.%s) as each_of(code) where %s)"
                    .formatted(country.name(), developing(fiscalYear, "each_of.code"));
        }

        private Column column(Dimension dimension) {
            return dimension
                    .of(subject)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s are not kept apart by %s".formatted(subject, dimension.wireName())));
        }
    }
}
