package jp.go.jica.partnerships.reporting.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** With whom people log in, and as which client the page asks for it. */
@ApplicationScoped
public class Login {

    private final String issuer;
    private final String client;

    public Login(
            @ConfigProperty(name = "partnerships.page.issuer") String issuer,
            @ConfigProperty(name = "partnerships.page.client-id") String client) {
        this.issuer = issuer;
        this.client = client;
    }

    /** As browsers reach it, without a slash at the end. */
    public String issuer() {
        return issuer;
    }

    /** The one place beside this service to which the page may speak. */
    public String origin() {
        URI address = URI.create(issuer);
        return "%s://%s".formatted(address.getScheme(), address.getAuthority());
    }

    public String client() {
        return client;
    }
}
