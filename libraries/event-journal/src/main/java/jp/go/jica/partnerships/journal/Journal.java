package jp.go.jica.partnerships.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The append-only list of all changes of a service: outbox, audit trail and history in one. */
@ApplicationScoped
public class Journal {

    /** Adds one row; what the database writes itself is left out. */
    public static final String APPEND = """
            insert into domain_event
              (event_id, aggregate_type, aggregate_id, aggregate_version, type, dataschema, actor, reason, traceparent, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""";

    // A place in the history is named by the event that stands there, so that any list's cursor can hold it.
    private static final String HISTORY = """
            select event_id, aggregate_version, type, recorded_at, actor, reason, traceparent, data
            from domain_event
            where aggregate_type = ? and aggregate_id = ?
              and aggregate_version > coalesce(
                (select aggregate_version from domain_event where event_id = ? and aggregate_id = ?), 0)
            order by aggregate_version limit ?""";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final IdGenerator ids;
    private final Tracer tracer;
    private final AppendedEvents appended;
    private final String service;

    public Journal(
            AgroalDataSource dataSource,
            ObjectMapper json,
            IdGenerator ids,
            Tracer tracer,
            AppendedEvents appended,
            @ConfigProperty(name = "partnerships.service") String service) {
        this.dataSource = dataSource;
        this.json = json;
        this.ids = ids;
        this.tracer = tracer;
        this.appended = appended;
        this.service = service;
    }

    /**
     * Adds one row for the event. There must be a transaction, the one that also stores the aggregate: a change
     * without its event, or an event without its change, must be impossible.
     */
    @Transactional(TxType.MANDATORY)
    public void append(String aggregateType, DomainEvent<?> event, Origin origin) {
        append(aggregateType, List.of(event), origin);
    }

    /** The same for many aggregates at once. */
    @Transactional(TxType.MANDATORY)
    public void append(String aggregateType, List<? extends DomainEvent<?>> events, Origin origin) {
        List<Span> spans = new ArrayList<>();
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(APPEND)) {
            for (DomainEvent<?> event : events) {
                String type = event.wireType(service);
                // What is done with the event elsewhere becomes a part of this span.
                Span span = tracer.spanBuilder("append " + type)
                        .setSpanKind(SpanKind.PRODUCER)
                        .startSpan();
                spans.add(span);
                insert.setObject(1, ids.ordered());
                insert.setString(2, aggregateType);
                insert.setObject(3, event.after().id());
                insert.setInt(4, event.after().version());
                insert.setString(5, type);
                insert.setString(6, "https://partnerships.jica.go.jp/schemas/" + type + ".json");
                insert.setString(7, origin.actor());
                insert.setString(8, event.reason());
                insert.setString(9, TraceParent.of(span.getSpanContext()));
                insert.setString(10, data(event).toString());
                insert.addBatch();
            }
            insert.executeBatch();
            appended.countWhenCommitted(
                    events.stream().map(event -> event.wireType(service)).toList());
        } catch (SQLException e) {
            spans.forEach(span -> span.setStatus(StatusCode.ERROR));
            throw new StorageFailure(e);
        } finally {
            spans.forEach(Span::end);
        }
    }

    /** At most {@code limit} changes of an aggregate in the order of its versions, behind the event named. */
    public List<HistoryEntry> history(String aggregateType, UUID aggregateId, UUID afterEvent, int limit) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(HISTORY)) {
            select.setString(1, aggregateType);
            select.setObject(2, aggregateId);
            select.setObject(3, afterEvent);
            select.setObject(4, aggregateId);
            select.setInt(5, limit);
            List<HistoryEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private HistoryEntry entry(ResultSet row) throws SQLException {
        String traceparent = row.getString("traceparent");
        return new HistoryEntry(
                row.getObject("event_id", UUID.class),
                row.getInt("aggregate_version"),
                row.getString("type"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("reason"),
                traceparent == null ? null : traceparent.split("-", -1)[1],
                changes(row.getString("data")));
    }

    private List<HistoryEntry.Change> changes(String data) {
        try {
            JsonNode tree = json.readTree(data);
            JsonNode after = tree.path("after");
            JsonNode before = tree.path("before");
            // Of a change there are the old values of what it changed; before a first version there is nothing.
            JsonNode changed = before.isObject() ? before : after;
            List<HistoryEntry.Change> changes = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : changed.properties()) {
                if (!field.getKey().equals("version")) {
                    changes.add(new HistoryEntry.Change(
                            field.getKey(), value(before.get(field.getKey())), value(after.get(field.getKey()))));
                }
            }
            return changes;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A journal row cannot be read", e);
        }
    }

    private @Nullable Object value(@Nullable JsonNode node) throws JsonProcessingException {
        return node == null ? null : json.treeToValue(node, Object.class);
    }

    private ObjectNode data(DomainEvent<?> event) {
        ObjectNode after = json.valueToTree(event.after());
        ObjectNode data = json.createObjectNode();
        data.set("before", changedFields(event.before(), after));
        data.set("after", after);
        return data;
    }

    private @Nullable JsonNode changedFields(@Nullable Aggregate before, ObjectNode after) {
        if (before == null) {
            return null;
        }
        ObjectNode old = json.valueToTree(before);
        ObjectNode changed = json.createObjectNode();
        for (Map.Entry<String, JsonNode> field : old.properties()) {
            if (!field.getValue().equals(after.get(field.getKey()))) {
                changed.set(field.getKey(), field.getValue());
            }
        }
        // A field that came into being had no old value; null says so.
        after.fieldNames().forEachRemaining(name -> {
            if (!old.has(name)) {
                changed.putNull(name);
            }
        });
        return changed;
    }
}
