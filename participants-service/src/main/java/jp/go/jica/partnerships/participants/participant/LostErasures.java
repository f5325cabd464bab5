package jp.go.jica.partnerships.participants.participant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.LostEvents;

/**
 * Erases those again whom a backup has brought back. What the journal has lost of such a participant is put back into it as it
 * was told, under the same ids and versions, so that for everybody else nothing has happened.
 */
@ApplicationScoped
public class LostErasures {

    private static final String ERASED = "participants.participant-erased.v1";
    private static final String REASON = "REPLAYED_AFTER_RESTORE";

    private static final String AHEAD = """
            select told.nr from unnest(?::uuid[], ?::integer[]) with ordinality as told(id, version, nr)
            join participant on participant.id = told.id and participant.version < told.version""";
    private static final String LOCK = "select version from participant where id = ? for update";
    private static final String PUT_BACK = "update participant set version = ?, doc = ?::jsonb where id = ?";

    private final AgroalDataSource dataSource;
    private final Persons persons;
    private final Erasures erasures;
    private final Clock clock;

    public LostErasures(AgroalDataSource dataSource, Persons persons, Erasures erasures, Clock clock) {
        this.dataSource = dataSource;
        this.persons = persons;
        this.erasures = erasures;
        this.clock = clock;
    }

    /** Those events of participants who are here that say more than what is here. */
    public List<JournalEvent> lost(List<JournalEvent> told) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(AHEAD)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", told.stream().map(JournalEvent::aggregateId).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "integer",
                            told.stream().map(JournalEvent::aggregateVersion).toArray()));
            List<JournalEvent> lost = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lost.add(told.get(rows.getInt(1) - 1));
                }
            }
            return lost;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /**
     * Destroys the key, now and in this database, if the last of the events is an erasure.
     *
     * @param lost all of one participant
     * @return false if this one was not erased, or was by another instance meanwhile
     */
    @Transactional
    public boolean eraseAgain(UUID participantId, List<JournalEvent> lost) {
        try (var connection = dataSource.getConnection()) {
            int version = versionOf(participantId, connection);
            List<JournalEvent> missing = lost.stream()
                    .filter(event -> event.aggregateVersion() > version)
                    .sorted(Comparator.comparingInt(JournalEvent::aggregateVersion))
                    .toList();
            if (missing.isEmpty() || !missing.get(missing.size() - 1).type().equals(ERASED)) {
                return false;
            }
            LostEvents.putBack(missing, REASON, connection);
            putBack(missing.get(missing.size() - 1), connection);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        persons.erase(participantId);
        // From now on, since what is backed up of this database until now holds the key.
        erasures.add(participantId, null, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return true;
    }

    private static int versionOf(UUID participantId, Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(LOCK)) {
            select.setObject(1, participantId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void putBack(JournalEvent last, Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(PUT_BACK)) {
            update.setInt(1, last.aggregateVersion());
            update.setString(2, last.after().toString());
            update.setObject(3, last.aggregateId());
            update.executeUpdate();
        }
    }
}
