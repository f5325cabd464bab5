package jp.go.jica.partnerships.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The append-only list of all changes of a service: outbox, audit trail and history in one. */
@ApplicationScoped
public class Journal {

    private static final String APPEND = """
            insert into domain_event
              (event_id, aggregate_type, aggregate_id, aggregate_version, type, dataschema, actor, reason, traceparent, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final IdGenerator ids;
    private final String service;

    public Journal(
            AgroalDataSource dataSource,
            ObjectMapper json,
            IdGenerator ids,
            @ConfigProperty(name = "partnerships.service") String service) {
        this.dataSource = dataSource;
        this.json = json;
        this.ids = ids;
        this.service = service;
    }

    /**
     * Adds one row for the event. There must be a transaction, the one that also stores the aggregate: a change
     * without its event, or an event without its change, must be impossible.
     */
    @Transactional(TxType.MANDATORY)
    public void append(String aggregateType, DomainEvent<?> event, Origin origin) {
        String type = event.wireType(service);
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(APPEND)) {
            insert.setObject(1, ids.ordered());
            insert.setString(2, aggregateType);
            insert.setObject(3, event.after().id());
            insert.setInt(4, event.after().version());
            insert.setString(5, type);
            insert.setString(6, "https://partnerships.jica.go.jp/schemas/" + type + ".json");
            insert.setString(7, origin.actor());
            insert.setString(8, event.reason());
            insert.setString(9, origin.traceparent());
            insert.setString(10, data(event).toString());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
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
