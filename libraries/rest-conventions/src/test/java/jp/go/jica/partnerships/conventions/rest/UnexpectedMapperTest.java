package jp.go.jica.partnerships.conventions.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import jp.go.jica.partnerships.conventions.Refusal;
import org.junit.jupiter.api.Test;

class UnexpectedMapperTest {

    private final UnexpectedMapper mapper = new UnexpectedMapper();

    @Test
    void aDatabaseThatIsLostAtTheCommitMakesTheServiceUnavailableNotFaulty() {
        XAException atCommit = new XAException(XAException.XAER_RMERR);
        atCommit.initCause(new SQLException("connection lost", "08006"));
        assertThat(answer(suppressed(atCommit)).getStatusCode()).isEqualTo(503);
        assertThat(answer(suppressed(new XAException(XAException.XAER_RMFAIL))).getStatusCode())
                .isEqualTo(503);
    }

    @Test
    void aRuleBrokenAtTheCommitIsARefusal() {
        assertThat(answer(suppressed(new SQLException("taken", "23505"))).getStatusCode())
                .isEqualTo(409);
        assertThat(answer(new IllegalStateException(Refusal.stale())).getStatusCode())
                .isEqualTo(412);
    }

    @Test
    void locksThatCollideAskToTryAgain() {
        HttpProblem problem = answer(new IllegalStateException(new SQLException("deadlock", "40P01")));
        assertThat(problem.getStatusCode()).isEqualTo(409);
        assertThat(problem.getHeaders()).containsKey("Retry-After");
    }

    @Test
    void aFaultOfOursTellsNothingOfItself() {
        HttpProblem problem = answer(new IllegalStateException("secret"));
        assertThat(problem.getStatusCode()).isEqualTo(500);
        assertThat(problem.getDetail()).doesNotContain("secret");
    }

    @Test
    void reasonsThatReferToEachOtherAreReadOnce() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second", first);
        first.addSuppressed(second);
        assertThat(answer(first).getStatusCode()).isEqualTo(500);
    }

    private HttpProblem answer(RuntimeException failure) {
        return mapper.toProblem(failure);
    }

    /** As the transaction manager reports a commit that failed. */
    private static RuntimeException suppressed(Exception reason) {
        Exception rolledBack = new Exception("Could not commit transaction");
        rolledBack.addSuppressed(reason);
        return new IllegalStateException(rolledBack);
    }
}
