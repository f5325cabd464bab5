package jp.go.jica.partnerships.participants.personalkey;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.journal.StorageFailure;

/** The keys of all persons, each stored wrapped only. Whoever has none any more has been erased. */
@ApplicationScoped
public class PersonKeys {

    private static final String INSERT =
            "insert into person_key (participant_id, wrapped, wrapped_by) values (?, ?, ?)";
    private static final String SELECT = "select participant_id, wrapped from person_key where participant_id = any(?)";

    private final AgroalDataSource dataSource;
    private final KeyWrapping wrapping;

    public PersonKeys(AgroalDataSource dataSource, KeyWrapping wrapping) {
        this.dataSource = dataSource;
        this.wrapping = wrapping;
    }

    /** A new key, stored in the caller's transaction. */
    public PersonKey create(UUID participantId) {
        PersonKey key = PersonKey.generate(participantId);
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, participantId);
            insert.setBytes(2, key.wrapped(wrapping));
            insert.setString(3, wrapping.currentKey());
            insert.executeUpdate();
            return key;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** By participant id; who has none is not in the answer. */
    public Map<UUID, PersonKey> of(Collection<UUID> participantIds) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(SELECT)) {
            select.setArray(1, connection.createArrayOf("uuid", participantIds.toArray()));
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
}
