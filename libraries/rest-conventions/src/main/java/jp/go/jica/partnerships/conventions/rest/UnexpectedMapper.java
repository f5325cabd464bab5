package jp.go.jica.partnerships.conventions.rest;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.transaction.xa.XAException;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What no rule foresaw: the database's refusals and absences by their SQLSTATE, and last a fault of ours, told without detail. */
@Provider
@Priority(1)
public class UnexpectedMapper extends ExceptionMapperBase<RuntimeException> {

    // A server that recovers, that lets nobody in, or that is a replica for the moment.
    private static final Set<String> UNREADY = Set.of("55000", "25006");
    private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class);

    @Override
    protected HttpProblem toProblem(RuntimeException unexpected) {
        Collection<Throwable> reasons = reasons(unexpected);
        for (Throwable reason : reasons) {
            if (reason instanceof Refusal refusal) {
                return RefusalMapper.problem(refusal);
            }
            if (reason instanceof InvalidCode code) {
                return RefusalMapper.problem(Refusal.invalid(code.code(), "", String.valueOf(code.getMessage())));
            }
            if (reason instanceof SQLException database) {
                Refusal refusal = refusal(database);
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

    /** The failure, what caused it and what was suppressed on the way: a failed commit hides its reason in the latter. */
    private static Collection<Throwable> reasons(Throwable failure) {
        Set<Throwable> seen = new LinkedHashSet<>();
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable next = open.removeFirst();
            if (seen.add(next)) {
                open.addAll(List.of(next.getSuppressed()));
                if (next.getCause() != null) {
                    open.addFirst(next.getCause());
                }
            }
        }
        return seen;
    }

    private static @Nullable Refusal refusal(SQLException database) {
        String state = database.getSQLState();
        if (state == null) {
            // The pool has no connection to give.
            return Refusal.unavailable("The database does not answer");
        }
        if (state.equals("23505")) {
            return Refusal.duplicate("duplicate", "/" + constraint(database), "Another record has the same value");
        }
        if (state.startsWith("23") || state.startsWith("22")) {
            return Refusal.brokenRule("refused-by-database", "", "A value is outside of what can be stored");
        }
        // Serialisation failure, deadlock, lock not available in time.
        if (state.startsWith("40") || state.equals("55P03")) {
            return Refusal.lockConflict();
        }
        if (state.equals("57014")) {
            return Refusal.unavailable("The request took too long");
        }
        boolean away =
                state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || UNREADY.contains(state);
        return away || database instanceof SQLTransientException
                ? Refusal.unavailable("The database does not answer")
                : null;
    }

    // Unique constraints are named as the field that they keep unique.
    private static String constraint(SQLException database) {
        if (database instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
            return Objects.requireNonNullElse(refused.getServerErrorMessage().getConstraint(), "");
        }
        return "";
    }
}
