package jp.go.jica.partnerships.reporting.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import jp.go.jica.partnerships.testing.PublishedEvent;

/**
 * What is known after some events have arrived, in whatever order: of each record the newest state to which all versions lead. An
 * event twice is one; one that cannot be read holds up its record, and so does a second one of the same version.
 */
final class Arrivals {

    private final Map<UUID, Told> records = new HashMap<>();

    void add(PublishedEvent event) {
        records.computeIfAbsent(event.aggregateId(), id -> new Told()).add(event);
    }

    Oracle known() {
        return known(record -> record.head);
    }

    /** As if each event had become known when it was recorded, and none before the version that it follows. */
    Oracle knownByRecording(Instant at) {
        return known(record -> {
            int version = 0;
            PublishedEvent next = record.byVersion.get(1);
            while (version < record.head && next != null && !next.recordedAt().isAfter(at)) {
                version++;
                next = record.byVersion.get(version + 1);
            }
            return version;
        });
    }

    private Oracle known(ToIntFunction<Told> version) {
        Map<String, Map<String, JsonNode>> states = new HashMap<>();
        records.forEach((id, record) -> {
            PublishedEvent event = record.byVersion.get(version.applyAsInt(record));
            if (event != null) {
                states.computeIfAbsent(event.topic().split("\\.", -1)[1], aggregate -> new HashMap<>())
                        .put(id.toString(), Json.read(event.after()));
            }
        });
        return new Oracle(states);
    }

    private static final class Told {

        private final Map<Integer, PublishedEvent> byVersion = new HashMap<>();
        private final Set<UUID> seen = new HashSet<>();
        private boolean forked;
        private int head;

        void add(PublishedEvent event) {
            if (!seen.add(event.eventId())) {
                return;
            }
            if (byVersion.putIfAbsent(event.version(), event) != null) {
                forked = true;
            }
            PublishedEvent next = byVersion.get(head + 1);
            while (!forked && next != null && !Delivery.isPoison(next)) {
                head++;
                next = byVersion.get(head + 1);
            }
        }
    }
}
