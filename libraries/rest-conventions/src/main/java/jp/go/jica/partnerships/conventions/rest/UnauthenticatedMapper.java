package jp.go.jica.partnerships.conventions.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 401 with the challenge of RFC 6750; why a token was refused is not told to who sent it. */
public class UnauthenticatedMapper {

    // The problem extension's own mappers of these two read a field that this Quarkus no longer has.
    private static final int BEFORE_THE_EXTENSION = 1;

    private final ProblemCompletion completion;

    private final Rate rate;

    public UnauthenticatedMapper(ProblemCompletion completion, Rate rate) {
        this.completion = completion;
        this.rate = rate;
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
        try {
            // Who guesses tokens is slowed down too.
            rate.countAddress();
        } catch (Refusal tooOften) {
            return completion
                    .apply(RefusalMapper.problem(tooOften), ProblemContext.of(tooOften, uri))
                    .toResponse();
        }
        HttpProblem problem = Problems.builder(ProblemType.UNAUTHORIZED)
                .withDetail(detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
        return completion.apply(problem, ProblemContext.of(cause, uri)).toResponse();
    }
}
