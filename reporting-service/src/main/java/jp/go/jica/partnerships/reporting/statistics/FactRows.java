package jp.go.jica.partnerships.reporting.statistics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.reporting.measure.Column;
import jp.go.jica.partnerships.reporting.measure.Condition;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a SELECT looks at: present or past rows. Where the question is about the elements of an array, these are
 * spread out, once for all dimensions that follow from it: an agreement of Kobe and Takamatsu has no row "Kobe, Kagawa".
 */
final class FactRows {

    /** Until when what is known at present is known. */
    static final String NOW = "9223372036854775807";

    private static final String PERIODS = """
            cross join (select first_day, last_day, fiscal_year(last_day) as fiscal_year
                        from unnest(:firstDays::date[], :lastDays::date[]) as days(first_day, last_day)) as p""";

    private static final String ONE_PERIOD = """
            cross join (select :start::date as first_day, :end::date as last_day, fiscal_year(:end) as fiscal_year) as p""";

    private final StatisticsQuery query;
    private final DimensionSql dimensions;
    private final boolean asksWhy;
    private final Subject subject;
    private final Day day;
    private final Map<Dimension, String> spread = new EnumMap<>(Dimension.class);
    private final List<String> joins = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<Condition> required = new ArrayList<>();
    private final boolean splitsByOffice;

    /**
     * @param newest whether the present rows are looked at
     * @param asksWhy whether all rows of a record are, to tell which condition each of them meets
     * @param counted a dimension whose values are counted, beside those that the question groups by
     */
    FactRows(
            StatisticsQuery query,
            boolean newest,
            boolean asksWhy,
            Subject subject,
            Day day,
            @Nullable Dimension counted) {
        this.query = query;
        this.dimensions = new DimensionSql(query);
        this.asksWhy = asksWhy;
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

    private void join(String join) {
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

    RecordSql.Way way() {
        List<String> columns = new ArrayList<>();
        for (Condition condition : required) {
            columns.add("coalesce((%s), false)".formatted(condition.sql()));
            columns.add("(%s)::text".formatted(condition.found()));
        }
        return new RecordSql.Way(
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
            default -> spread.getOrDefault(dimension, dimensions.derived(dimension, code(dimension), day.ownYear()));
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
                    dimensions.developing(day.ownYear(), code),
                    "Its country is %son the DAC list of its own fiscal year"
                            .formatted(Boolean.TRUE.equals(query.filters().developing()) ? "" : "not "),
                    "'Country ' || %s || ', FY' || (%s)".formatted(code, day.ownYear())));
        }
        if (counted != null) {
            String value = dimensions.derived(counted, code, day.ownYear());
            filters.add(new Condition(
                    "%s::text not in %s".formatted(value, DimensionSql.NO_VALUES),
                    counted.label().en() + " is known",
                    found(counted, value)));
        }
        List<Dimension> values = shown.stream()
                .filter(dimension -> !dimension.isTime() && dimension.base() == base)
                .toList();
        String all = filters.stream().map(filter -> "(" + filter.sql() + ")").collect(Collectors.joining(" and "));
        if (!several) {
            filters.forEach(this::require);
        } else if (values.isEmpty()) {
            // One value must meet all of them.
            require(new Condition(
                    "exists (select 1 from unnest(%s) as each(code) where %s)".formatted(raw(base), all),
                    filters.stream().map(Condition::requires).collect(Collectors.joining("; ")),
                    "(select string_agg(%s, '; ') from unnest(%s) as each(code))"
                            .formatted(
                                    filters.stream().map(Condition::found).collect(Collectors.joining(" || ', ' || ")),
                                    raw(base))));
        } else {
            String alias = "each_" + base.wireName();
            join("cross join lateral (select distinct %s from unnest(%s) as each(code) where %s) as \"%s\""
                    .formatted(
                            values.stream()
                                    .map(value -> "%s as \"%s\""
                                            .formatted(
                                                    dimensions.derived(value, code, day.ownYear()), value.wireName()))
                                    .collect(Collectors.joining(", ")),
                            raw(base),
                            all.isEmpty() ? "true" : all,
                            alias));
            values.forEach(value -> spread.put(value, "\"%s\".\"%s\"".formatted(alias, value.wireName())));
        }
    }

    private Condition isAsked(Dimension dimension, String code) {
        String value = dimensions.derived(dimension, code, day.ownYear());
        return new Condition(
                DimensionSql.isAsked(dimension, value),
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

    Subject subject() {
        return subject;
    }

    /** What is counted once. */
    String value(Rule.Distinct distinct) {
        return distinct.of() == null ? "f." + distinct.column() : key(distinct.of());
    }

    /** Which row {@code f} of the facts tells what is known of a record. */
    static String isKnown(Subject subject, boolean newest) {
        String known = isKnown("f", newest);
        return subject == Subject.AGREEMENT
                ? known + " and f.contents_from <= :asOf and f.contents_until > :asOf"
                : known;
    }

    static String isKnown(String alias, boolean newest) {
        return newest
                ? alias + ".known_to_seq = " + NOW
                : "%s.known_from_seq <= :position and %s.known_to_seq > :position".formatted(alias, alias);
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
    record Day(
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
}
