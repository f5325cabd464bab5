package jp.go.jica.partnerships.reporting.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each event of a batch whether its turn has come, by version: 1, 2, 3 … per aggregate. What cannot be folded
 * holds up its own aggregate and no other.
 */
final class Admission {

    private final Map<AggregateKey, Line> lines = new LinkedHashMap<>();
    private final List<Received.Valid> admitted = new ArrayList<>();
    private final List<Refused> unplaced = new ArrayList<>();
    private int duplicates;

    /** Why an event waits. */
    enum Reason {
        UNREADABLE,
        SCHEMA,
        VERSION_HOLE,
        WAITS,
        FORK
    }

    /** A record of this batch that goes to quarantine. */
    record Refused(Received received, Reason reason, String detail) {}

    /** @param head last folded version, 0 if none */
    void headOf(AggregateKey aggregate, int head) {
        line(aggregate).head = head;
    }

    /** An event that was folded at a version at which this batch brings one too. */
    void folded(AggregateKey aggregate, int version, UUID eventId) {
        line(aggregate).foldedIds.put(version, eventId);
    }

    /** An event in quarantine since an earlier batch, read again. */
    void waiting(Received.Placed event, boolean fork) {
        Line line = line(event.aggregate());
        if (fork) {
            line.forks.add(event.eventId());
        } else {
            line.waiting.put(event.version(), event);
            line.storedBefore.add(event.eventId());
        }
    }

    void take(Received received) {
        if (received instanceof Received.Unplaced record) {
            unplaced.add(new Refused(record, Reason.UNREADABLE, record.reason()));
        } else if (received instanceof Received.Placed event) {
            line(event.aggregate()).take(event);
        }
    }

    /** In the order in which they are to be folded. */
    List<Received.Valid> admitted() {
        return admitted;
    }

    /** Admitted events that waited in quarantine until now. */
    List<UUID> released() {
        return admitted.stream()
                .filter(event -> line(event.aggregate()).storedBefore.contains(event.eventId()))
                .map(Received.Placed::eventId)
                .toList();
    }

    List<Refused> refused() {
        List<Refused> refused = new ArrayList<>(unplaced);
        lines.values().forEach(line -> line.addRefusedTo(refused));
        return refused;
    }

    /** Events that had come before: same aggregate, version and event id. */
    int duplicates() {
        return duplicates;
    }

    private Line line(AggregateKey aggregate) {
        return lines.computeIfAbsent(aggregate, key -> new Line());
    }

    /** The events of one aggregate. */
    private final class Line {

        private int head;
        private final Map<Integer, UUID> foldedIds = new HashMap<>();
        private final NavigableMap<Integer, Received.Placed> waiting = new TreeMap<>();
        private final Set<UUID> storedBefore = new HashSet<>();
        private final Set<UUID> forks = new HashSet<>();
        private final List<Refused> newForks = new ArrayList<>();

        private void take(Received.Placed event) {
            UUID atThatVersion = known(event.version());
            if (event.eventId().equals(atThatVersion) || forks.contains(event.eventId())) {
                duplicates++;
            } else if (atThatVersion != null) {
                forks.add(event.eventId());
                newForks.add(new Refused(
                        event, Reason.FORK, "version %d is event %s".formatted(event.version(), atThatVersion)));
            } else {
                waiting.put(event.version(), event);
                admitWhoseTurnHasCome();
            }
        }

        private @Nullable UUID known(int version) {
            Received.Placed waits = waiting.get(version);
            return waits != null ? waits.eventId() : foldedIds.get(version);
        }

        private void admitWhoseTurnHasCome() {
            // After a fork nobody knows which history goes on: an operator decides.
            while (forks.isEmpty() && waiting.get(head + 1) instanceof Received.Valid next) {
                waiting.remove(head + 1);
                head++;
                foldedIds.put(head, next.eventId());
                admitted.add(next);
            }
        }

        private void addRefusedTo(List<Refused> refused) {
            refused.addAll(newForks);
            int next = head + 1;
            for (Received.Placed event : waiting.values()) {
                if (!storedBefore.contains(event.eventId())) {
                    refused.add(refusal(event, next));
                }
                next = event.version() == next ? next + 1 : next;
            }
        }

        private Refused refusal(Received.Placed event, int firstNotHere) {
            if (event instanceof Received.Violating violating) {
                return new Refused(event, Reason.SCHEMA, violating.violation());
            }
            if (event.version() > firstNotHere) {
                return new Refused(event, Reason.VERSION_HOLE, "version %d has not come".formatted(firstNotHere));
            }
            return new Refused(event, Reason.WAITS, "an earlier event of the aggregate is in quarantine");
        }
    }
}
