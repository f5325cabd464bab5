package jp.go.jica.partnerships.conventions.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.journal.TraceParent;

/** Gives every problem the path that was asked and the trace id, and what the framework refuses the words of the catalogue. */
@ApplicationScoped
public class ProblemCompletion implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        var completed = HttpProblem.builder(problem).withInstance(instance(context));
        if (problem.getType() == null) {
            ProblemType type = ProblemType.ofStatus(problem.getStatusCode());
            completed.withType(URI.create(type.uri())).withTitle(type.title()).withDetail(type.meaning());
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
