package jp.go.jica.partnerships.issuer;

import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * Starts the issuer on 127.0.0.1. One argument: the port.
 *
 * <p>The signing key is the one that the server's jar contains, so tokens outlive a restart. Anybody can sign with
 * it, but anybody who reaches this port can ask for any token anyway: it is for one developer's machine only.
 */
public final class TokenIssuer {
    static final String ISSUER = "partnerships";

    private TokenIssuer() {}

    public static void main(String[] arguments) throws Exception {
        start(Integer.parseInt(arguments[0]));
    }

    static MockOAuth2Server start(int port) throws Exception {
        OAuth2TokenProvider tokens = new OAuth2TokenProvider();
        // Issuers get the contained keys in the order in which they are first named, so name ours first.
        tokens.publicJwkSet(ISSUER);
        OAuth2Config config = new OAuth2Config(
                true, loginPage(), null, false, tokens, Set.of(new RequestedClaims()), new NettyWrapper());
        MockOAuth2Server server = new MockOAuth2Server(config, new Route[0]);
        server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        return server;
    }

    /** Where persons with a browser say who they are. The server takes a file only; nobody packs this module. */
    private static String loginPage() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(TokenIssuer.class.getResource("/login.html"), "It is beside the classes")
                        .toURI())
                .toString();
    }
}
