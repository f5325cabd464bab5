package jp.go.jica.partnerships.conventions.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.conventions.Refusal;

/** What the framework itself refuses: methods, media types, bodies that its readers give up on. */
@Provider
@Priority(1)
public class FrameworkMapper extends ExceptionMapperBase<WebApplicationException> {

    private final AllowedMethods allowed;
    private final UriInfo uri;

    public FrameworkMapper(AllowedMethods allowed, UriInfo uri) {
        this.allowed = allowed;
        this.uri = uri;
    }

    @Override
    protected HttpProblem toProblem(WebApplicationException refused) {
        for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException unreadable) {
                return RefusalMapper.problem(JsonErrorMapper.refusal(unreadable));
            }
            if (cause instanceof Refusal refusal) {
                return RefusalMapper.problem(refusal);
            }
        }
        int status = refused.getResponse().getStatus();
        // ProblemCompletion gives it its words.
        var problem =
                HttpProblem.builder().withStatus(ProblemType.ofStatus(status).status());
        if (status == ProblemType.METHOD_NOT_ALLOWED.status()) {
            problem.withHeader(HttpHeaders.ALLOW, String.join(", ", allowed.at(uri.getPath())));
        }
        return problem.build();
    }
}
