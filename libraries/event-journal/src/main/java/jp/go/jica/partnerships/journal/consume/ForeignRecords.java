package jp.go.jica.partnerships.journal.consume;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import jp.go.jica.partnerships.journal.StorageFailure;

/**
 * Another service's records as far as their events have arrived, for checking what refers to them: which there are, in which
 * version, and whether one may refer to them. The table has the columns {@code (id uuid, journal_epoch integer, version integer,
 * usable boolean)}.
 */
public final class ForeignRecords implements Replica<ForeignRecords.State> {

    private final DataSource dataSource;
    private final Usability usability;
    private final Arrivals arrivals = new Arrivals();
    private final String select;
    private final String put;

    /** @param table a constant of the code and never input */
    public ForeignRecords(DataSource dataSource, String table, Usability usability) {
        this.dataSource = dataSource;
        this.usability = usability;
        this.select = "select version, usable from %s where id = ?".formatted(table);
        this.put = """
            insert into %1$s (id, journal_epoch, version, usable) values (?, ?, ?, ?)
            on conflict (id) do update set
              journal_epoch = excluded.journal_epoch, version = excluded.version, usable = excluded.usable
            where (%1$s.journal_epoch, %1$s.version) <= (excluded.journal_epoch, excluded.version)""".formatted(table);
    }

    /** By which of a record's fields it is known whether one may refer to it. */
    @FunctionalInterface
    public interface Usability {

        boolean of(JsonNode record) throws UnreadableEventException;
    }

    /** A record after one of its events. */
    public record State(UUID id, int journalEpoch, int version, boolean usable) implements ReplicatedState {}

    /** What is known of a record. */
    public record Known(int version, boolean usable) {}

    public Optional<Known> find(UUID id) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(select)) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Known(row.getInt(1), row.getBoolean(2))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Waits up to 2 s until all of them are known; to be called before a transaction begins. False if some are not. */
    public boolean awaitAll(Collection<UUID> ids) {
        return arrivals.happens(() -> ids.stream().allMatch(id -> find(id).isPresent()));
    }

    /** Waits up to 2 s until the record is here in this version or a later one; to be called before a transaction begins. */
    public boolean awaitVersion(UUID id, int version) {
        return arrivals.happens(
                () -> find(id).filter(known -> known.version() >= version).isPresent());
    }

    @Override
    public State state(JournalEvent event) throws UnreadableEventException {
        return new State(
                event.aggregateId(), event.journalEpoch(), event.aggregateVersion(), usability.of(event.after()));
    }

    @Override
    public void take(Connection transaction, List<State> states) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(put)) {
            for (State state : states) {
                statement.setObject(1, state.id());
                statement.setInt(2, state.journalEpoch());
                statement.setInt(3, state.version());
                statement.setBoolean(4, state.usable());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public void announce() {
        arrivals.announce();
    }
}
