package jp.go.jica.partnerships.conventions.rest;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Collection;
import javax.transaction.xa.XAException;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import org.jboss.logging.Logger;

/** What no rule foresaw: the database's refusals and absences by their SQLSTATE, and last a fault of ours, told without detail. */
@Provider
@Priority(1)
public class UnexpectedMapper extends ExceptionMapperBase<RuntimeException> {

    private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class);

    @Override
    protected HttpProblem toProblem(RuntimeException unexpected) {
        Collection<Throwable> reasons = DatabaseRefusal.reasons(unexpected);
        for (Throwable reason : reasons) {
            if (reason instanceof Refusal refusal) {
                return RefusalMapper.problem(refusal);
            }
            if (reason instanceof InvalidCode code) {
                return RefusalMapper.problem(Refusal.invalid(code.code(), "", String.valueOf(code.getMessage())));
            }
            if (reason instanceof SQLException database) {
                Refusal refusal = DatabaseRefusal.of(database);
                if (refusal != null) {
                    LOG.infof("Database refused: SQLSTATE %s", database.getSQLState());
                    return RefusalMapper.problem(refusal);
                }
            }
        }
        if (reasons.stream().anyMatch(XAException.class::isInstance)) {
            // The connection was lost at the commit: whether it was done is not known here, so it is not acknowledged.
            LOG.info("Database was lost at a commit");
            return RefusalMapper.problem(Refusal.unavailable("The database does not answer"));
        }
        LOG.error("Unforeseen failure", unexpected);
        return Problems.builder(ProblemType.FAILED)
                .withDetail("This is a fault of the service; it has been logged")
                .build();
    }
}
