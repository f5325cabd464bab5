package jp.go.jica.partnerships.conventions.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** OPTIONS tells the methods of this very path; the framework would tell those of the whole resource class. */
@Provider
@PreMatching
public class OptionsFilter implements ContainerRequestFilter {

    private final AllowedMethods allowed;

    public OptionsFilter(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            Set<String> methods = allowed.at(request.getUriInfo().getPath());
            if (!methods.isEmpty()) {
                request.abortWith(Response.noContent()
                        .header(HttpHeaders.ALLOW, String.join(", ", methods))
                        .build());
            }
        }
    }
}
