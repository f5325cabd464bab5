package jp.go.jica.partnerships.participants.personalkey;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Ids;
import jp.go.jica.partnerships.journal.StorageFailure;

/** The keys of all persons, each stored wrapped only. Whoever has none any more has been erased. */
@ApplicationScoped
public class PersonKeys {

    private static final String INSERT =
            "insert into person_key (participant_id, wrapped, wrapped_by) values (?, ?, ?)";
    private static final String SELECT =
            "select participant_id, wrapped from person_key where participant_id = any(?::uuid[])";

    // Whoever is being erased, or wrapped anew by somebody else, is left out.
    private static final String WRAPPED_BY_OTHERS = """
            select participant_id, wrapped from person_key where wrapped_by <> ? limit ? for update skip locked""";
    private static final String REWRAP = "update person_key set wrapped = ?, wrapped_by = ? where participant_id = ?";
    private static final String COUNT_OF_OTHERS = "select count(*) from person_key where wrapped_by <> ?";

    private final AgroalDataSource dataSource;
    private final KeyWrapping wrapping;

    public PersonKeys(AgroalDataSource dataSource, KeyWrapping wrapping) {
        this.dataSource = dataSource;
        this.wrapping = wrapping;
    }

    /** A new key for each, stored in the caller's transaction. */
    public Map<UUID, PersonKey> create(Collection<UUID> participantIds) {
        Map<UUID, PersonKey> created = new HashMap<>();
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            for (UUID participantId : participantIds) {
                PersonKey key = PersonKey.generate(participantId);
                created.put(participantId, key);
                insert.setObject(1, participantId);
                insert.setBytes(2, key.wrapped(wrapping));
                insert.setString(3, wrapping.currentKey());
                insert.addBatch();
            }
            insert.executeBatch();
            return created;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** By participant id; who has none is not in the answer. */
    public Map<UUID, PersonKey> of(Collection<UUID> participantIds) {
        try (var connection = dataSource.getConnection();
                var select = Ids.asked(connection, SELECT, participantIds)) {
            Map<UUID, PersonKey> keys = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID owner = rows.getObject(1, UUID.class);
                    keys.put(owner, PersonKey.unwrapped(owner, rows.getBytes(2), wrapping));
                }
            }
            return keys;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** For ever, as soon as the caller's transaction commits. */
    public void destroy(UUID participantId) {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement("delete from person_key where participant_id = ?")) {
            delete.setObject(1, participantId);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /**
     * Wraps keys anew that are not wrapped by the current key. Persons are read and changed meanwhile: the old key still
     * unwraps, and the data key stays the same.
     */
    @Transactional
    public KeyRotation rotate(int atMost) {
        String current = wrapping.currentKey();
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(WRAPPED_BY_OTHERS);
                var update = connection.prepareStatement(REWRAP);
                var count = connection.prepareStatement(COUNT_OF_OTHERS)) {
            select.setString(1, current);
            select.setInt(2, atMost);
            int rewrapped = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID owner = rows.getObject(1, UUID.class);
                    update.setBytes(
                            1,
                            PersonKey.unwrapped(owner, rows.getBytes(2), wrapping)
                                    .wrapped(wrapping));
                    update.setString(2, current);
                    update.setObject(3, owner);
                    update.addBatch();
                    rewrapped++;
                }
            }
            update.executeBatch();
            count.setString(1, current);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new KeyRotation(current, rewrapped, row.getLong(1));
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
