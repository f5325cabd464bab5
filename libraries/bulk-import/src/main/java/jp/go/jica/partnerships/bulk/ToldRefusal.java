package jp.go.jica.partnerships.bulk;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Refusal.Violation;
import jp.go.jica.partnerships.conventions.rest.DatabaseRefusal;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import org.jboss.logging.Logger;

/** What a failure says of the row in which it came up. */
final class ToldRefusal {

    private static final Logger LOG = Logger.getLogger(ToldRefusal.class);

    private ToldRefusal() {}

    /** Empty if the failure is not the row's: the database is away, or a lock was waited for too long. */
    static Optional<List<Violation>> of(RuntimeException failure) {
        if (failure instanceof LeaseLost || failure instanceof Stopping) {
            return Optional.empty();
        }
        for (Throwable reason : DatabaseRefusal.reasons(failure)) {
            if (reason instanceof Refusal refusal) {
                return told(refusal);
            }
            if (reason instanceof InvalidCode code) {
                return Optional.of(List.of(new Violation("", code.code(), String.valueOf(code.getMessage()))));
            }
            if (reason instanceof SQLException database) {
                Refusal refusal = DatabaseRefusal.of(database);
                return refusal == null ? Optional.empty() : told(refusal);
            }
        }
        LOG.error("Unforeseen failure of a row", failure);
        return Optional.of(List.of(new Violation("", "failed", "This is a fault of the service; it has been logged")));
    }

    private static Optional<List<Violation>> told(Refusal refusal) {
        if (refusal.type() == ProblemType.UNAVAILABLE || refusal.type() == ProblemType.LOCK_CONFLICT) {
            return Optional.empty();
        }
        return Optional.of(
                refusal.violations().isEmpty()
                        ? List.of(new Violation("", refusal.type().slug(), refusal.detail()))
                        : refusal.violations());
    }
}
