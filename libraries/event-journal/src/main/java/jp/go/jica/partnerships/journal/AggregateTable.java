package jp.go.jica.partnerships.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The table of one kind of aggregate: {@code (id uuid, version integer, recorded_at timestamptz, doc jsonb)}, where
 * {@code doc} is the aggregate as it is answered and told in events. What is searched for are generated columns and indexes over it.
 */
public final class AggregateTable<A extends Aggregate> {

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final Journal journal;
    private final Class<A> type;
    private final String table;

    /** For the aggregate type of the same name as the table, which is a constant of the code and never input. */
    public AggregateTable(
            AgroalDataSource dataSource, ObjectMapper json, Journal journal, Class<A> type, String table) {
        this.dataSource = dataSource;
        this.json = json;
        this.journal = journal;
        this.type = type;
        this.table = table;
    }

    public Optional<A> find(UUID id) {
        return find(id, Conditions.none());
    }

    /** Empty too if there is one that does not fulfil the conditions: the same question, so that its time tells nothing. */
    public Optional<A> find(UUID id, Conditions conditions) {
        Conditions all = conditions.and("id = ?", id);
        return query("select doc from " + table + " where " + all.sql(), all.values()).stream()
                .findFirst();
    }

    /**
     * Stores the state after the event and the event itself, in the caller's transaction.
     *
     * @param recordedAt when the aggregate came into being; written with its first event only
     * @return false if another change came between reading and writing; nothing is stored then
     */
    public boolean record(DomainEvent<A> event, Instant recordedAt, Origin origin) {
        if (event.before() == null) {
            recordFirst(List.of(event), recordedAt, origin);
            return true;
        }
        A after = event.after();
        int stored = update(
                "update " + table + " set version = ?, doc = ?::jsonb where id = ? and version = ?",
                List.of(
                        after.version(),
                        write(after),
                        after.id(),
                        event.before().version()));
        if (stored == 0) {
            return false;
        }
        journal.append(table, event, origin);
        return true;
    }

    /** Stores many that come into being at the same time, and their first events, in the caller's transaction. */
    public void recordFirst(List<DomainEvent<A>> events, Instant recordedAt, Origin origin) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(
                        "insert into " + table + " (id, version, recorded_at, doc) values (?, ?, ?, ?::jsonb)")) {
            for (DomainEvent<A> event : events) {
                A after = event.after();
                bind(insert, List.of(after.id(), after.version(), recordedAt, write(after)));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        journal.append(table, events, origin);
    }

    /** At most {@code limit} aggregates that fit, in the order (recordedAt, id), behind the place named. */
    public List<A> list(Conditions conditions, Instant afterRecordedAt, UUID afterId, int limit) {
        Conditions all = conditions.and("(recorded_at, id) > (?, ?)", afterRecordedAt, afterId);
        return list(all, "recorded_at, id", limit);
    }

    /**
     * At most {@code limit} aggregates that fit, in another order.
     *
     * @param order what stands behind {@code order by}; a constant of the code and never input
     */
    public List<A> list(Conditions conditions, String order, int limit) {
        List<Object> values = new ArrayList<>(conditions.values());
        values.add(limit);
        return query(
                "select doc from %s where %s order by %s limit ?".formatted(table, conditions.sql(), order), values);
    }

    /** Every aggregate that fits, in that order, all as they are at one moment; none is held longer than its reader does. */
    public void each(Conditions conditions, String order, Consumer<A> reader) {
        String sql = "select doc from %s where %s order by %s".formatted(table, conditions.sql(), order);
        new Snapshot(dataSource).each(sql, conditions.values(), row -> reader.accept(read(row.getString(1))));
    }

    /** At most {@code limit} changes of the aggregate in the order of its versions, behind the event named. */
    public List<HistoryEntry> history(UUID id, UUID afterEvent, int limit) {
        return journal.history(table, id, afterEvent, limit);
    }

    /** How many aggregates fit. */
    public long count(Conditions conditions) {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement("select count(*) from " + table + " where " + conditions.sql())) {
            bind(statement, conditions.values());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private List<A> query(String sql, List<?> values) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<A> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows.getString(1)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private A read(String doc) {
        try {
            return json.readValue(doc, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored %s cannot be read".formatted(table), e);
        }
    }

    private int update(String sql, List<?> values) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private String write(A aggregate) {
        try {
            return json.writeValueAsString(aggregate);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A %s cannot be written".formatted(table), e);
        }
    }

    static void bind(PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            } else if (value instanceof String[] texts) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
