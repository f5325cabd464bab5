package jp.go.jica.partnerships.reporting.fold;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import jp.go.jica.partnerships.journal.StorageFailure;

/** Positions at which nothing is folded, so that what is done at one of them has a place among what is known. */
@Singleton
public class Marks {

    private final AgroalDataSource dataSource;

    Marks(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A position that no answer has named yet, nor will unless it is asked for: another one lies above it at once. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public long hidden() {
        return set(2) - 1;
    }

    /** A position that is the newest once the transaction is committed. */
    @Transactional(Transactional.TxType.MANDATORY)
    public long visible() {
        return set(1);
    }

    private long set(int marks) {
        try (Connection connection = dataSource.getConnection()) {
            FoldTransaction transaction = new FoldTransaction(connection);
            long seq = Fold.nextPosition(transaction);
            for (int i = 0; i < marks; i++) {
                Fold.tick(transaction, seq + i, 0);
            }
            return seq + marks - 1;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
