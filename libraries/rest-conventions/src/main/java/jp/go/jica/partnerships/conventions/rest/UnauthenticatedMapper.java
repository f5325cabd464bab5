package jp.go.jica.partnerships.conventions.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 401 with the challenge of RFC 6750; why a token was refused is not told to who sent it. */
public class UnauthenticatedMapper {

    // The problem extension's own mappers of these two read a field that this Quarkus no longer has.
    private static final int BEFORE_THE_EXTENSION = 1;

    private final ProblemCompletion completion;

    public UnauthenticatedMapper(ProblemCompletion completion) {
        this.completion = completion;
    }

    @ServerExceptionMapper(priority = BEFORE_THE_EXTENSION)
    public Response missing(UnauthorizedException missing, UriInfo uri) {
        return answer("A bearer token is needed", "Bearer", missing, uri);
    }

    @ServerExceptionMapper(priority = BEFORE_THE_EXTENSION)
    public Response refused(AuthenticationFailedException refused, UriInfo uri) {
        return answer("The bearer token is not accepted", "Bearer error=\"invalid_token\"", refused, uri);
    }

    private Response answer(String detail, String challenge, Exception cause, UriInfo uri) {
        HttpProblem problem = HttpProblem.builder()
                .withStatus(401)
                .withTitle("The caller is not known")
                .withDetail(detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
        return completion.apply(problem, ProblemContext.of(cause, uri)).toResponse();
    }
}
