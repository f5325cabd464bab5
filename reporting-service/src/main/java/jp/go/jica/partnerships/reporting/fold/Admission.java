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
    private final List<Superseded> superseded = new ArrayList<>();
    private final Map<String, Integer> duplicates = new HashMap<>();
    private int outlived;

    /** Why an event waits. */
    enum Reason {
        UNREADABLE,
        SCHEMA,
        VERSION_HOLE,
        WAITS,
        FORK,
        PASSED
    }

    /** A record of this batch that goes to quarantine. */
    record Refused(Received received, Reason reason, String detail) {}

    /** What an earlier life of the owner's journal wrote at these versions was lost with its tail. */
    record Superseded(String type, UUID id, int fromVersion, int byEpoch) {}

    /** @param head last folded version, 0 if none */
    void headOf(AggregateKey aggregate, int head) {
        line(aggregate).head = head;
    }

    /** Last folded version, 0 if none. */
    int head(AggregateKey aggregate) {
        return line(aggregate).head;
    }

    /** An event that was folded, or discarded in its turn, at a version at which this batch brings one too. */
    void folded(AggregateKey aggregate, int version, UUID eventId, int epoch) {
        line(aggregate).folded.put(version, new Known(eventId, epoch));
    }

    /** An event in quarantine since an earlier batch, read again. */
    void waiting(Received.Placed event, boolean fork) {
        Line line = line(event.aggregate());
        if (fork) {
            line.forks.put(event.eventId(), event);
        } else {
            line.waiting.put(event.version(), event);
            line.storedBefore.add(event.eventId());
        }
    }

    /** A fork against which an operator has decided. */
    void discardedFork(Received.Placed event) {
        line(event.aggregate()).discardedForks.add(event.eventId());
    }

    void take(Received received) {
        if (received instanceof Received.Unplaced record) {
            unplaced.add(new Refused(record, Reason.UNREADABLE, record.reason()));
        } else if (received instanceof Received.Placed event) {
            line(event.aggregate()).take(event);
        }
    }

    /** Looks again at what waits of an aggregate, without a new event of it. */
    void resume(AggregateKey aggregate) {
        line(aggregate).admitWhoseTurnHasCome();
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

    List<Superseded> superseded() {
        return superseded;
    }

    /** Events that had come before, by aggregate type: same aggregate, version and event id. */
    Map<String, Integer> duplicates() {
        return duplicates;
    }

    /** Events of this batch that an owner lost and that a later life of its journal had replaced before they came. */
    int outlived() {
        return outlived;
    }

    private Line line(AggregateKey aggregate) {
        return lines.computeIfAbsent(aggregate, Line::new);
    }

    private record Known(UUID eventId, int epoch) {

        static Known of(Received.Placed event) {
            return new Known(event.eventId(), event.told().epoch());
        }
    }

    /** The events of one aggregate. */
    private final class Line {

        private final AggregateKey aggregate;
        private int head;
        private final NavigableMap<Integer, Known> folded = new TreeMap<>();
        private final NavigableMap<Integer, Received.Placed> waiting = new TreeMap<>();
        private final Set<UUID> storedBefore = new HashSet<>();
        private final Map<UUID, Received.Placed> forks = new HashMap<>();
        private final Set<UUID> discardedForks = new HashSet<>();
        private final List<Refused> newForks = new ArrayList<>();

        private Line(AggregateKey aggregate) {
            this.aggregate = aggregate;
        }

        private void take(Received.Placed event) {
            Known there = known(event.version());
            int epoch = event.told().epoch();
            UUID id = event.eventId();
            if (forks.containsKey(id) || discardedForks.contains(id) || (there != null && there.eventId.equals(id))) {
                duplicates.merge(aggregate.type(), 1, Integer::sum);
            } else if (there == null) {
                enter(event);
            } else if (epoch > there.epoch) {
                supersede(event.version(), epoch);
                enter(event);
            } else if (epoch < there.epoch) {
                outlived++;
            } else {
                forks.put(id, event);
                newForks.add(new Refused(
                        event, Reason.FORK, "version %d is event %s".formatted(event.version(), there.eventId)));
            }
        }

        private void enter(Received.Placed event) {
            waiting.put(event.version(), event);
            admitWhoseTurnHasCome();
        }

        private @Nullable Known known(int version) {
            Received.Placed waits = waiting.get(version);
            return waits != null ? Known.of(waits) : folded.get(version);
        }

        /** From this version on the owner goes on from what its backup held; what came after that is no history. */
        private void supersede(int version, int epoch) {
            superseded.add(new Superseded(aggregate.type(), aggregate.id(), version, epoch));
            head = Math.min(head, version - 1);
            folded.tailMap(version, true).clear();
            waiting.tailMap(version, true).values().removeIf(event -> isBefore(epoch, event));
            forks.values().removeIf(event -> event.version() >= version && isBefore(epoch, event));
            newForks.removeIf(fork -> !forks.containsValue(fork.received()));
            admitted.removeIf(event ->
                    event.aggregate().equals(aggregate) && event.version() >= version && isBefore(epoch, event));
        }

        private static boolean isBefore(int epoch, Received.Placed event) {
            return event.told().epoch() < epoch;
        }

        private void admitWhoseTurnHasCome() {
            // After a fork nobody knows which history goes on: an operator decides.
            while (forks.isEmpty() && waiting.get(head + 1) instanceof Received.Valid next) {
                waiting.remove(head + 1);
                head++;
                folded.put(head, Known.of(next));
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
            if (event.version() <= head) {
                return new Refused(event, Reason.PASSED, "version %d has been folded without it".formatted(head));
            }
            if (event.version() > firstNotHere) {
                return new Refused(event, Reason.VERSION_HOLE, "version %d has not come".formatted(firstNotHere));
            }
            return new Refused(event, Reason.WAITS, "an earlier event of the aggregate is in quarantine");
        }
    }
}
