package jp.go.jica.partnerships.reporting.statistics;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.reporting.fold.LiveSchema;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The database as it stood at one moment. Everything that one answer says comes from one of these. */
public final class Snapshot {

    // The first fiscal year that can be asked for.
    private static final int EARLIEST = 1950;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Argument INCOME_GROUPS = jsonb(Genealogy.INCOME_GROUPS);
    private static final Argument REGIONS = jsonb(Genealogy.REGIONS);
    private static final Argument OFFICE_SUCCESSORS = jsonb(Genealogy.OFFICE_SUCCESSORS);
    private static final Argument COUNTRY_SUCCESSORS = jsonb(Genealogy.COUNTRY_SUCCESSORS);

    private final Handle handle;
    private final Clock clock;
    private final int corrections;
    private @Nullable Position newest;
    private boolean allIsKept;
    private @Nullable FiscalYear drafted;

    Snapshot(Handle handle, Clock clock) {
        this.handle = handle;
        this.clock = clock;
        this.corrections = LiveSchema.enter(handle);
    }

    /** How often a rebuild has changed what is answered at earlier positions. */
    public int corrections() {
        return corrections;
    }

    /** For readers of other tables that have to fit the figures. */
    public Handle handle() {
        return handle;
    }

    /** The newest position and its instant. */
    public Position newest() {
        Position known = newest;
        if (known == null) {
            known = handle.createQuery(
                            "select seq, folded_at, noted_seq = seq and counted_seq = seq as kept from fold_clock")
                    .map((row, context) -> {
                        allIsKept = row.getBoolean("kept");
                        return new Position(
                                row.getLong("seq"),
                                row.getObject("folded_at", OffsetDateTime.class).toInstant(),
                                true);
                    })
                    .one();
            newest = known;
        }
        return known;
    }

    /**
     * The position that goes with some knowledge.
     *
     * @throws Refusal (400) for a position or an instant that has not been yet
     */
    public Position position(Knowledge knowledge) {
        if (knowledge instanceof Knowledge.AtPosition at) {
            return batch("seq = :at", "at", at.seq());
        } else if (knowledge instanceof Knowledge.At at) {
            if (at.instant().isAfter(clock.instant())) {
                throw Refusal.invalid("not-yet-known", "?knownAt", "This instant is still to come");
            }
            return batch("folded_at <= :at order by folded_at desc limit 1", "at", at.instant());
        }
        return newest();
    }

    private Position batch(String condition, String name, Object value) {
        return handle.createQuery("select seq, folded_at from fold_batch where " + condition)
                .bind(name, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value)
                .map((row, context) -> new Position(
                        row.getLong("seq"),
                        row.getObject("folded_at", OffsetDateTime.class).toInstant(),
                        row.getLong("seq") == newest().seq()))
                .findOne()
                .orElseThrow(() -> Refusal.invalid(
                        "unknown-position",
                        value instanceof Instant ? "?knownAt" : "?position",
                        "Nothing is known here as of then; the newest position is %d".formatted(newest().seq())));
    }

    /** The first fiscal year in which anything counts at present; empty when nothing does. */
    public Optional<FiscalYear> firstYear() {
        return handle.createQuery("""
                        select least((select min(fiscal_year) from cell where n <> 0),
                                     (select fiscal_year(min(signed_on)) from agreement_fact
                                      where known_to_seq = 9223372036854775807))
                        """)
                .mapTo(Integer.class)
                .findOne()
                // One mistyped date must not hide all later years.
                .map(year -> FiscalYear.of(Math.max(year, EARLIEST)));
    }

    public Statistics answer(StatisticsQuery query) {
        newest();
        return answer(query, allIsKept ? CellSql.Use.EVERYTHING : CellSql.Use.WHAT_ALL_KEEP);
    }

    /** @param cells what may come from them; the facts alone say the same */
    Statistics answer(StatisticsQuery query, CellSql.Use cells) {
        Position position = position(query.knowledge());
        Figures figures = figures(query, position, cells);
        List<Statistics.Row> rows = new ArrayList<>();
        figures.rows.forEach((keys, found) -> rows.add(new Statistics.Row(keys, completed(query, found))));
        rows.sort(Statistics.BY_KEY);
        return new Statistics(query, rows, completed(query, figures.total), position, published(position));
    }

    /**
     * The records behind one figure.
     *
     * @param query for one measure, without dimensions
     * @param month of the period, for the figure of this month only
     */
    public Evidence evidence(StatisticsQuery query, @Nullable YearMonth month) {
        StatisticsQuery.Span span =
                month == null ? query.whole() : new StatisticsQuery.Span(month.atDay(1), month.atEndOfMonth());
        return new Evidence(handle, query, span, position(query.knowledge()));
    }

    /** Whatever is answered from here on takes this year for published: so it is drafted. */
    public void publishing(FiscalYear year) {
        drafted = year;
    }

    private Set<FiscalYear> published(Position position) {
        Set<FiscalYear> years = handle.createQuery("""
                        select publication.fiscal_year from publication join publication_release using (publication_id)
                        where position = :position or released_seq <= :position
                        """)
                .bind("position", position.seq())
                .mapTo(Integer.class)
                .map(FiscalYear::of)
                .collect(Collectors.toCollection(HashSet::new));
        if (drafted != null) {
            years.add(drafted);
        }
        return years;
    }

    /**
     * What the one measure of a question, of different values, counts: record by record.
     *
     * @param keys dimensions of which a record has one value each
     */
    public List<Counted> counted(StatisticsQuery query, List<Dimension> keys) {
        Position position = position(query.knowledge());
        Query sql = handle.createQuery(
                new RecordSql(query, position.newest()).counted(query.measures().get(0), keys));
        bind(sql, query, query.spans(), query.whole(), position);
        return sql.map((row, context) -> new Counted(row.getString("value"), List.of((String[])
                        row.getArray("keys").getArray())))
                .list();
    }

    /** A record that counts, by the value of which different ones are counted. */
    public record Counted(String value, List<String> keys) {}

    private static Map<Measure, Figure> completed(StatisticsQuery query, Map<Measure, Figure> found) {
        Map<Measure, Figure> completed = new EnumMap<>(Measure.class);
        for (Measure measure : query.measures()) {
            completed.put(measure, found.getOrDefault(measure, Figure.none(measure)));
        }
        return completed;
    }

    /** By the keys of the rows, and for the whole; what is none is left out. */
    private record Figures(Map<List<String>, Map<Measure, Figure>> rows, Map<Measure, Figure> total) {}

    private Figures figures(StatisticsQuery query, Position position, CellSql.Use cells) {
        Figures figures = new Figures(new HashMap<>(), new EnumMap<>(Measure.class));
        Query sql = handle.createQuery(FigureSql.text(query, position.newest(), cells));
        bind(sql, query, query.spans(), query.whole(), position);
        int dimensions = query.groupBy().size();
        sql.map((row, context) -> {
                    Measure measure = Measure.named(row.getString("measure")).orElseThrow();
                    String[] keys = new String[dimensions];
                    for (int i = 0; i < dimensions; i++) {
                        keys[i] = row.getString("key" + (i + 1));
                    }
                    return new Found(
                            row.getBoolean("total"),
                            measure,
                            List.of(keys),
                            Figure.of(measure, row.getObject("n", Long.class), row.getObject("day", LocalDate.class)));
                })
                .forEach(found -> {
                    if (!found.figure().equals(Figure.none(found.measure()))) {
                        Map<Measure, Figure> of = found.total()
                                ? figures.total
                                : figures.rows.computeIfAbsent(found.keys(), keys -> new EnumMap<>(Measure.class));
                        of.put(found.measure(), found.figure());
                    }
                });
        return figures;
    }

    /** @param whole the days from which flows are taken */
    static void bind(
            Query sql,
            StatisticsQuery query,
            List<StatisticsQuery.Span> spans,
            StatisticsQuery.Span whole,
            Position position) {
        sql.bind("asOf", query.asOf())
                .bind("within", query.within())
                .bind("position", position.seq())
                .bind("start", whole.first())
                .bind("end", whole.last())
                .bindArray(
                        "firstDays",
                        String.class,
                        spans.stream().map(span -> span.first().toString()).toList())
                .bindArray(
                        "lastDays",
                        String.class,
                        spans.stream().map(span -> span.last().toString()).toList())
                .bindArray("listYears", Integer.class, Genealogy.LIST_YEARS)
                .bindArray("developing", String.class, Genealogy.DEVELOPING)
                .bind("incomeGroups", INCOME_GROUPS)
                .bind("regions", REGIONS)
                .bind("officeSuccessors", OFFICE_SUCCESSORS)
                .bind("countrySuccessors", COUNTRY_SUCCESSORS);
        query.filters()
                .values()
                .forEach((dimension, codes) -> sql.bindArray(DimensionSql.parameter(dimension), String.class, codes));
    }

    // Its type is left to PostgreSQL: a text that is cast would be parsed again for each row.
    private static Argument jsonb(Map<String, String> map) {
        String text = JSON.valueToTree(map).toString();
        return (position, statement, context) -> statement.setObject(position, text, Types.OTHER);
    }

    private record Found(boolean total, Measure measure, List<String> keys, Figure figure) {}
}
