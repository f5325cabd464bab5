package jp.go.jica.partnerships.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Holds a service's journal against what it answered. */
public final class JournalReplay {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JournalReplay() {}

    /**
     * That each event tells the state that was then answered, under the next version, that its old values lead back to the
     * state before, and that the last state is the row.
     *
     * @param table of the aggregate
     * @param answered after each change, in order
     * @param which for a failure: what makes it happen again
     */
    public static void assertTells(
            ServiceDatabase database, String table, String id, List<JsonNode> answered, String which)
            throws SQLException {
        List<JsonNode> journal =
                column(database, "select data from domain_event where aggregate_id = ?::uuid order by position", id);
        assertThat(journal).as(which).hasSameSizeAs(answered);
        JsonNode before = JSON.createObjectNode();
        for (int i = 0; i < journal.size(); i++) {
            JsonNode event = journal.get(i);
            String version = "%s, version %d".formatted(which, i + 1);
            assertThat(event.path("after")).as(version).isEqualTo(answered.get(i));
            assertThat(event.at("/after/version").asInt()).as(version).isEqualTo(i + 1);
            if (i > 0) {
                assertThat(undone(event)).as(version).isEqualTo(before);
            }
            before = event.path("after");
        }
        assertThat(column(database, "select doc from %s where id = ?::uuid".formatted(table), id))
                .as(which)
                .containsExactly(before);
    }

    /** The state that the old values of an event and its state after it lead back to. */
    private static JsonNode undone(JsonNode event) {
        ObjectNode state = event.path("after").deepCopy();
        event.path("before").properties().forEach(old -> {
            if (old.getValue().isNull()) {
                state.remove(old.getKey());
            } else {
                state.set(old.getKey(), old.getValue());
            }
        });
        return state;
    }

    private static List<JsonNode> column(ServiceDatabase database, String sql, String id) throws SQLException {
        try (Connection connection = database.asService();
                var select = connection.prepareStatement(sql)) {
            select.setString(1, id);
            List<JsonNode> values = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    values.add(JSON.readTree(rows.getString(1)));
                }
            }
            return values;
        } catch (JsonProcessingException e) {
            throw new AssertionError("What is stored is no JSON", e);
        }
    }
}
