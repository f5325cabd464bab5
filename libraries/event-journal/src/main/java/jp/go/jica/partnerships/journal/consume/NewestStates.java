package jp.go.jica.partnerships.journal.consume;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.jboss.logging.Logger;

/**
 * Takes of each aggregate the newest state of a batch into a replica. Of an event that cannot be read it is noted in {@code
 * unreadable_event} where it lies and why, never what is in it; the aggregate goes on with its next event, which tells
 * everything again.
 */
public final class NewestStates<S extends ReplicatedState> implements BatchHandler<NewestStates.Prepared<S>> {

    private static final Logger LOG = Logger.getLogger(NewestStates.class);

    private static final String NOTE = """
            insert into unreadable_event (topic, partition, at_offset, reason) values (?, ?, ?, ?)
            on conflict do nothing""";

    private final Replica<S> replica;

    public NewestStates(Replica<S> replica) {
        this.replica = replica;
    }

    /** What a batch comes down to. */
    public record Prepared<S>(List<S> newest, List<Unreadable> unreadable) {}

    /**
     * An event that could not be used.
     *
     * @param reason never repeats the event's contents
     */
    public record Unreadable(ReceivedRecord where, String reason) {}

    @Override
    public Prepared<S> prepare(List<ReceivedRecord> batch) {
        Map<UUID, S> newest = new HashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (ReceivedRecord received : batch) {
            try {
                S state = replica.state(JournalEvent.read(received));
                newest.merge(state.id(), state, BinaryOperator.maxBy(ReplicatedState.BY_AGE));
            } catch (UnreadableEventException e) {
                String reason = String.valueOf(e.getMessage());
                LOG.errorf(
                        "Unreadable event in %s, partition %d, offset %d: %s",
                        received.topic(), received.partition(), received.offset(), reason);
                unreadable.add(new Unreadable(received, reason));
            }
        }
        return new Prepared<>(
                newest.values().stream()
                        .sorted(Comparator.comparing(ReplicatedState::id))
                        .toList(),
                unreadable);
    }

    @Override
    public void apply(Prepared<S> prepared, Connection transaction) throws SQLException {
        replica.take(transaction, prepared.newest());
        try (var note = transaction.prepareStatement(NOTE)) {
            for (Unreadable event : prepared.unreadable()) {
                note.setString(1, event.where().topic());
                note.setInt(2, event.where().partition());
                note.setLong(3, event.where().offset());
                note.setString(4, event.reason());
                note.addBatch();
            }
            note.executeBatch();
        }
    }

    @Override
    public void committed(Prepared<S> prepared) {
        replica.announce();
    }
}
