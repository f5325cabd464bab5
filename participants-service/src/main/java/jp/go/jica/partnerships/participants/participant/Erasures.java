package jp.go.jica.partnerships.participants.participant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Which erasures there were, and when each is complete. */
@ApplicationScoped
public class Erasures {

    private static final String INSERT =
            "insert into erasure (id, participant_id, reason, erased_at, complete_on) values (?, ?, ?, ?, ?)";
    private static final String SELECT =
            "select reason, erased_at, complete_on from erasure where id = ? and participant_id = ?";

    private final AgroalDataSource dataSource;
    private final Duration backupRetention;

    /**
     * With what is configured.
     *
     * @param backupRetention how long the last backup that holds a destroyed key is kept
     */
    public Erasures(
            AgroalDataSource dataSource,
            @ConfigProperty(name = "partnerships.backup-retention", defaultValue = "P35D") String backupRetention) {
        this.dataSource = dataSource;
        this.backupRetention = Duration.parse(backupRetention);
    }

    Erasure add(UUID participantId, @Nullable ErasureReason reason, Instant at) {
        // The day after the one on which the last backup goes, so that it is over wherever one asks.
        LocalDate completeOn =
                at.plus(backupRetention).atZone(Tokyo.ZONE).toLocalDate().plusDays(1);
        Erasure erasure = new Erasure(idOf(participantId), participantId, reason, at, completeOn);
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, erasure.id());
            insert.setObject(2, participantId);
            insert.setString(3, reason == null ? null : reason.name());
            insert.setObject(4, at.atOffset(ZoneOffset.UTC));
            insert.setObject(5, completeOn);
            insert.executeUpdate();
            return erasure;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    Optional<Erasure> find(UUID participantId, UUID id) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(SELECT)) {
            select.setObject(1, id);
            select.setObject(2, participantId);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Erasure(
                                id,
                                participantId,
                                reason(row.getString("reason")),
                                row.getObject("erased_at", OffsetDateTime.class).toInstant(),
                                row.getObject("complete_on", LocalDate.class)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    // Nobody is erased twice.
    private static UUID idOf(UUID participantId) {
        return UUID.nameUUIDFromBytes(("erasure of " + participantId).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable ErasureReason reason(@Nullable String name) {
        return name == null ? null : ErasureReason.valueOf(name);
    }
}
