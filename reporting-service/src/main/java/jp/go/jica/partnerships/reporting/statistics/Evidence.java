package jp.go.jica.partnerships.reporting.statistics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Subject;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The records that one figure is made of, found by the SQL that counts it. */
public final class Evidence {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final TypeReference<List<Counted.Days>> DAYS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> FACT = new TypeReference<>() {};

    private final Handle handle;
    private final StatisticsQuery query;
    private final StatisticsQuery.Span span;
    private final Position position;
    private final Subject subject;
    private final RecordSql sql;

    Evidence(Handle handle, StatisticsQuery query, StatisticsQuery.Span span, Position position) {
        this.handle = handle;
        this.query = query;
        this.span = span;
        this.position = position;
        this.subject = query.measures().get(0).subject();
        this.sql = new RecordSql(query, position.newest());
    }

    /**
     * How many there are.
     *
     * @param records different ones
     * @param lines a record once for each value that it brings, where different values are counted
     * @param n what they add up to
     * @param values different ones
     */
    public record Tally(long records, long lines, long n, long values) {

        /** What the figure has to be, unless it is a day. */
        public long figure(Measure measure) {
            return measure.isDistinct() ? values : n;
        }
    }

    /**
     * A record with what it adds.
     *
     * @param line its place among all
     * @param value that is counted once however many records bring it; null where records are counted
     * @param n what it adds
     * @param office that led on the first of the days
     * @param fact its columns
     */
    public record Counted(
            long line,
            UUID record,
            @Nullable String value,
            long n,
            List<Days> days,
            @Nullable String office,
            Map<String, Object> fact) {

        /** Both ends included. */
        public record Days(LocalDate first, LocalDate last) {}
    }

    /** Whether a condition holds for a record, and what is recorded. */
    public record Checked(
            String requires, boolean holds, @Nullable String found) {}

    /** Its first and last day, both included. */
    public Counted.Days span() {
        return new Counted.Days(span.first(), span.last());
    }

    public Subject subject() {
        return subject;
    }

    public Position position() {
        return position;
    }

    public Tally tally() {
        return bound("""
                        select count(distinct record) as records, count(distinct (record, value)) as lines,
                               coalesce(sum(n), 0) as n, count(distinct value) as values
                        from (%s) as counted""".formatted(sql.records(true)))
                .map((row, context) -> new Tally(
                        row.getLong("records"), row.getLong("lines"), row.getLong("n"), row.getLong("values")))
                .one();
    }

    /**
     * Some of them, by value and id.
     *
     * @param after those behind this line
     * @param persons whether different persons may be told apart
     */
    public List<Counted> page(long after, int limit, boolean persons) {
        return counted("line > :after order by line limit :limit", persons)
                .bind("after", after)
                .bind("limit", limit)
                .map(Evidence::line)
                .list();
    }

    /** All records with what each adds, by value. */
    Map<List<String>, Long> all() {
        Map<List<String>, Long> all = new HashMap<>();
        bound("""
                        select record, coalesce(value, '') as value, sum(n)::bigint as n from (%s) as counted
                        group by 1, 2""".formatted(sql.records(true)))
                .map((row, context) ->
                        Map.entry(List.of(row.getString("record"), row.getString("value")), row.getLong("n")))
                .forEach(each -> all.put(each.getKey(), each.getValue()));
        return all;
    }

    /** The records that add something else here than there. */
    public Set<UUID> different(Evidence there) {
        Map<List<String>, Long> here = all();
        Map<List<String>, Long> other = there.all();
        Set<UUID> records = new TreeSet<>();
        Stream.concat(here.keySet().stream(), other.keySet().stream())
                .filter(each -> !Objects.equals(here.get(each), other.get(each)))
                .forEach(each -> records.add(UUID.fromString(each.get(0))));
        return records;
    }

    /** The record once for each value that it brings; nothing if it is not counted. */
    public List<Counted> of(UUID record, boolean persons) {
        return counted("record = :record order by line", persons)
                .bind("record", record)
                .map(Evidence::line)
                .list();
    }

    /**
     * What the record must meet to be counted, and whether it does; several lists where there are several ways. Empty if
     * nothing of it is known here.
     */
    public List<List<Checked>> why(UUID record) {
        return sql.ways().stream()
                .map(way -> checked(way, record))
                .flatMap(Optional::stream)
                .toList();
    }

    private Query counted(String where, boolean persons) {
        return bound("""
                with counted as (%s),
                lines as (
                    select record, value, sum(n)::bigint as n, min(first_day) as first_day,
                           jsonb_agg(jsonb_build_object('first', first_day, 'last', last_day)
                                     order by first_day)::text as days,
                           row_number() over (order by value, record) as line
                    from counted group by record, value)
                select line, record, value, n, days, %s as office, to_jsonb(f)::text as fact
                from lines join %s f on f.%s = record and %s
                where %s""".formatted(
                        sql.records(persons),
                        subject == Subject.AGREEMENT
                                ? "f.lead_office"
                                : "office_on(f.led_by, f.led_from, least(first_day, :asOf))",
                        subject.factTable(),
                        subject.idColumn(),
                        FactRows.isKnown(subject, position.newest()),
                        where));
    }

    private static Counted line(ResultSet row, StatementContext context) throws SQLException {
        return new Counted(
                row.getLong("line"),
                row.getObject("record", UUID.class),
                row.getString("value"),
                row.getLong("n"),
                parsed(row.getString("days"), DAYS),
                row.getString("office"),
                parsed(row.getString("fact"), FACT));
    }

    private Optional<List<Checked>> checked(RecordSql.Way way, UUID record) {
        return bound(way.sql())
                .bind("record", record)
                .map((row, context) -> {
                    List<Checked> conditions = new ArrayList<>();
                    for (int i = 0; i < way.conditions().size(); i++) {
                        conditions.add(new Checked(
                                inWords(way.conditions().get(i).requires()),
                                row.getBoolean(2 * i + 1),
                                Optional.ofNullable(row.getString(2 * i + 2))
                                        .map(this::inWords)
                                        .orElse(null)));
                    }
                    return conditions;
                })
                .stream()
                // Of several days, or several offices, the one that comes closest.
                .max(Comparator.comparingLong(
                        each -> each.stream().filter(Checked::holds).count()));
    }

    private String inWords(String template) {
        String days = span.first() + " to " + span.last();
        Period period = query.period();
        return template.replace("{asOf}", query.asOf().toString())
                .replace(
                        "{period}",
                        !span.equals(query.whole())
                                ? days
                                : period.isOneYear()
                                        ? "FY%s (%s)".formatted(period.from(), days)
                                        : "FY%s to FY%s (%s)".formatted(period.from(), period.to(), days));
    }

    private Query bound(String text) {
        Query bound = handle.createQuery(text);
        Snapshot.bind(bound, query, List.of(span), span, position);
        return bound;
    }

    private static <T> T parsed(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The database wrote JSON that cannot be read", impossible);
        }
    }
}
