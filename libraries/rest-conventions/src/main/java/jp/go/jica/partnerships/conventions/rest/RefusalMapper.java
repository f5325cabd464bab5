package jp.go.jica.partnerships.conventions.rest;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import jp.go.jica.partnerships.conventions.Refusal;

/** A refusal becomes a problem document. */
@Provider
@Priority(1)
public class RefusalMapper extends ExceptionMapperBase<Refusal> {

    @Override
    protected HttpProblem toProblem(Refusal refusal) {
        return problem(refusal);
    }

    static HttpProblem problem(Refusal refusal) {
        var problem = Problems.builder(refusal.type()).withDetail(refusal.detail());
        if (!refusal.violations().isEmpty()) {
            problem.with("errors", refusal.violations());
        }
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            problem.withHeader(HttpHeaders.RETRY_AFTER, retryAfter.toSeconds());
        }
        return problem.build();
    }
}
