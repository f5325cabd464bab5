package jp.go.jica.partnerships.participants.participant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.participants.personalkey.PersonKey;
import org.jspecify.annotations.Nullable;

/** The history of what is personal: a table of its own, sealed under each person's key, outside of journal and publication. */
@ApplicationScoped
public class PersonChanges {

    private static final String INSERT =
            "insert into person_change (participant_id, version, actor, sealed) values (?, ?, ?, ?)";
    private static final String SELECT = """
            select version, recorded_at, actor, sealed from person_change where participant_id = ? order by version""";

    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final Caller caller;

    public PersonChanges(AgroalDataSource dataSource, ObjectMapper json, Caller caller) {
        this.dataSource = dataSource;
        this.json = json;
        this.caller = caller;
    }

    void append(UUID participantId, int version, Person before, Person after, PersonKey key) {
        ObjectNode change = json.createObjectNode();
        ObjectNode from = change.putObject("before");
        ObjectNode to = change.putObject("after");
        ObjectNode old = json.valueToTree(before);
        ObjectNode now = json.valueToTree(after);
        Set<String> fields = new TreeSet<>();
        old.fieldNames().forEachRemaining(fields::add);
        now.fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            if (!old.path(field).equals(now.path(field))) {
                from.set(field, old.get(field));
                to.set(field, now.get(field));
            }
        }
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, participantId);
            insert.setInt(2, version);
            insert.setString(3, caller.origin().actor());
            insert.setBytes(4, key.seal(json.writeValueAsBytes(change), place(version)));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("A change of a person cannot be written");
        }
    }

    /** In their order. */
    List<PersonChange> of(UUID participantId, PersonKey key) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(SELECT)) {
            select.setObject(1, participantId);
            List<PersonChange> changes = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    int version = rows.getInt("version");
                    JsonNode change = json.readTree(key.open(rows.getBytes("sealed"), place(version)));
                    changes.add(new PersonChange(
                            version,
                            rows.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            rows.getString("actor"),
                            json.convertValue(change.path("before"), FIELDS),
                            json.convertValue(change.path("after"), FIELDS)));
                }
            }
            return changes;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        } catch (IOException unreadable) {
            throw new IllegalStateException("A change of a person cannot be read");
        }
    }

    /** Nobody could read them any more; that there were some is not kept either. */
    void forget(UUID participantId) {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement("delete from person_change where participant_id = ?")) {
            delete.setObject(1, participantId);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static String place(int version) {
        return "person_change/" + version;
    }
}
