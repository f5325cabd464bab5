package jp.go.jica.partnerships.conventions.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import jp.go.jica.partnerships.conventions.ProblemType;

/**
 * Ends the connection behind the refusal of a body that is too large, since what is left of it is not read. HTTP/2 ends the
 * stream by itself, and forbids the header (RFC 9113, 8.2.2): clients that look take such an answer for malformed.
 */
@Provider
public class UnreadBody implements ContainerResponseFilter {

    private final CurrentVertxRequest current;

    public UnreadBody(CurrentVertxRequest current) {
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RoutingContext routed = current.getCurrent();
        if (response.getStatus() == ProblemType.TOO_LARGE.status()
                && routed != null
                && routed.request().version() != HttpVersion.HTTP_2) {
            response.getHeaders().putSingle("Connection", "close");
        }
    }
}
