package jp.go.jica.partnerships.reporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.testing.PublishedEvent;
import org.jspecify.annotations.Nullable;

/** Events as the owners publish them, from a state that a test describes field by field. */
public final class Published {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Published() {}

    public static State program(UUID id) {
        return new State("program", "programs", id)
                .with("scheme", "KCCP")
                .with("leadOffice", "SKK")
                .with("state", "PROPOSED");
    }

    public static State participation(UUID id, UUID program) {
        return new State("participation", "participants", id)
                .with("participantId", UUID.randomUUID().toString())
                .with("programId", program.toString())
                .with("programRunId", UUID.randomUUID().toString())
                .with("sendingCountry", "LA")
                .with("state", "ACCEPTED");
    }

    public static State participant(UUID id) {
        return new State("participant", "participants", id)
                .with("state", "REGISTERED")
                .with("registeredBy", "SKK");
    }

    public static State agreement(UUID id) {
        return new State("agreement", "agreements", id)
                .with("type", "COMPREHENSIVE_COOPERATION")
                .with("leadOffice", "YOK")
                .with("state", "SIGNED");
    }

    public static List<Map<String, Object>> shares(String... codes) {
        return Arrays.stream(codes)
                .map(code -> Map.<String, Object>of("code", code))
                .toList();
    }

    public static List<Map<String, Object>> localGovernments(String... codes) {
        return Arrays.stream(codes)
                .map(code -> Map.<String, Object>of("localGovernment", code, "role", "IMPLEMENTING"))
                .toList();
    }

    public static Map<String, Object> run(UUID id, String plannedStart, String plannedEnd) {
        return Map.of("id", id.toString(), "runCode", "r", "plannedStart", plannedStart, "plannedEnd", plannedEnd);
    }

    /** The whole state of an aggregate; each method gives a changed copy. */
    public static final class State {

        private final String aggregate;
        private final String owner;
        private final UUID id;
        private final Map<String, Object> fields = new LinkedHashMap<>();

        private State(String aggregate, String owner, UUID id) {
            this.aggregate = aggregate;
            this.owner = owner;
            this.id = id;
            fields.put("id", id.toString());
        }

        public State with(String field, @Nullable Object value) {
            State copy = new State(aggregate, owner, id);
            copy.fields.putAll(fields);
            if (value == null) {
                copy.fields.remove(field);
            } else {
                copy.fields.put(field, value);
            }
            return copy;
        }

        public @Nullable Object field(String name) {
            return fields.get(name);
        }

        public String aggregate() {
            return aggregate;
        }

        public Map<String, Object> fields() {
            return Collections.unmodifiableMap(fields);
        }

        public UUID id() {
            return id;
        }

        /** The event that led to this state. */
        public PublishedEvent at(int version) {
            try {
                return PublishedEvent.of(
                        aggregate,
                        owner + "." + aggregate + "-changed.v1",
                        id,
                        version,
                        JSON.writeValueAsString(fields));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        public String eventVersion(int version) {
            return owner + "/" + id + "/" + version;
        }
    }
}
