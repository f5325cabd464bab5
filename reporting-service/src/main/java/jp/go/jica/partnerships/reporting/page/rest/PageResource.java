package jp.go.jica.partnerships.reporting.page.rest;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jp.go.jica.partnerships.reporting.page.Login;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page over the reports. It holds no figure: its modules ask for them as any client does, once somebody has logged in. */
@Path("/")
@PermitAll
public class PageResource {

    private final Login login;

    public PageResource(Login login) {
        this.login = login;
    }

    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance page(Login login);
    }

    /** Every choice that somebody makes on the page stands in its query, which the page reads itself. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page(UriInfo whateverIsChosen) {
        return Response.ok(Templates.page(login).render(), MediaType.TEXT_HTML + "; charset=UTF-8")
                .header("Content-Security-Policy", policy())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private String policy() {
        return ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' %s;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .formatted(login.origin());
    }
}
