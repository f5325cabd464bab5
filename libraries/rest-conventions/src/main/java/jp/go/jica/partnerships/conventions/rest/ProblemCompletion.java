package jp.go.jica.partnerships.conventions.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.journal.TraceParent;

/** Gives every problem, whoever made it, its type, the path that was asked and the trace id. */
@ApplicationScoped
public class ProblemCompletion implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        var completed = HttpProblem.builder(problem).withInstance(instance(context));
        if (problem.getType() == null) {
            completed.withType(
                    URI.create(ProblemType.ofStatus(problem.getStatusCode()).uri()));
        }
        String traceId = TraceParent.currentTraceId();
        if (traceId != null && !problem.getParameters().containsKey("traceId")) {
            completed.with("traceId", traceId);
        }
        return completed.build();
    }

    private static URI instance(ProblemContext context) {
        try {
            return URI.create(context.path);
        } catch (IllegalArgumentException unprintable) {
            return URI.create("/");
        }
    }

    @Override
    public int priority() {
        return 1;
    }
}
