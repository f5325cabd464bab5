package jp.go.jica.partnerships.conventions.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import jp.go.jica.partnerships.journal.TraceParent;

/** Gives every problem, whoever made it, its type, the path that was asked and the trace id. */
@ApplicationScoped
public class ProblemCompletion implements ProblemPostProcessor {

    private static final Map<Integer, String> SLUGS = Map.ofEntries(
            Map.entry(400, "invalid-request"),
            Map.entry(401, "unauthorized"),
            Map.entry(403, "forbidden"),
            Map.entry(404, "not-found"),
            Map.entry(405, "method-not-allowed"),
            Map.entry(406, "not-acceptable"),
            Map.entry(413, "too-large"),
            Map.entry(415, "unsupported-media-type"),
            Map.entry(503, "unavailable"));

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        var completed = HttpProblem.builder(problem).withInstance(instance(context));
        if (problem.getType() == null) {
            completed.withType(URI.create("/problems/"
                    + Objects.requireNonNullElse(
                            SLUGS.get(problem.getStatusCode()), "status-" + problem.getStatusCode())));
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
