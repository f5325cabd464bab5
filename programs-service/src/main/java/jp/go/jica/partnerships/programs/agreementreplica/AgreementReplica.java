package jp.go.jica.partnerships.programs.agreementreplica;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.StorageFailure;

/** Agreements as far as their events have arrived. */
@ApplicationScoped
public class AgreementReplica {

    private static final String SELECT = "select version, signed from agreement_replica where agreement_id = ?";

    private static final String PUT = """
            insert into agreement_replica (agreement_id, journal_epoch, version, signed) values (?, ?, ?, ?)
            on conflict (agreement_id) do update set
              journal_epoch = excluded.journal_epoch, version = excluded.version, signed = excluded.signed
            where (agreement_replica.journal_epoch, agreement_replica.version)
                <= (excluded.journal_epoch, excluded.version)""";

    private final AgroalDataSource dataSource;

    public AgreementReplica(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Known(int version, boolean signed) {}

    /**
     * That a program can run under the agreement: it was signed, whatever became of it later.
     *
     * @param pointer to where the agreement is named
     * @throws Refusal unknown reference if it has not arrived; state conflict if it is a draft, or was never to be
     */
    public void requireSigned(UUID agreementId, String pointer) {
        Known known = find(agreementId).orElseThrow(() -> unknown(agreementId, pointer));
        if (!known.signed()) {
            throw Refusal.stateConflict(
                    "agreement-not-signed", "The agreement %s has not been signed".formatted(agreementId));
        }
    }

    static Refusal unknown(UUID agreementId, String pointer) {
        return Refusal.unknownReference(pointer, "The agreement %s is not known here".formatted(agreementId));
    }

    boolean knows(UUID agreementId) {
        return find(agreementId).isPresent();
    }

    /** Whether the agreement is here in this version or a later one. */
    boolean holds(AgreementVersion change) {
        return find(change.agreementId())
                .filter(known -> known.version() >= change.version())
                .isPresent();
    }

    private Optional<Known> find(UUID agreementId) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(SELECT)) {
            select.setObject(1, agreementId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Known(row.getInt(1), row.getBoolean(2))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Takes the states over that are not older than what is here. */
    public void take(Connection transaction, List<AgreementState> states) throws SQLException {
        try (PreparedStatement put = transaction.prepareStatement(PUT)) {
            for (AgreementState agreement : states) {
                put.setObject(1, agreement.id());
                put.setInt(2, agreement.journalEpoch());
                put.setInt(3, agreement.version());
                put.setBoolean(4, agreement.signed());
                put.addBatch();
            }
            put.executeBatch();
        }
    }
}
