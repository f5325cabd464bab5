package jp.go.jica.partnerships.issuer;

import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;

/**
 * Turns the form fields of a token request into claims: {@code subject}, and the lists {@code roles},
 * {@code offices} and {@code scope}, whose members are separated by spaces. What is not asked for is left empty.
 */
final class RequestedClaims implements OAuth2TokenCallback {
    // Services that are clients themselves; in Keycloak their service accounts have the role.
    private static final Set<String> SYSTEMS = Set.of("reporting");

    // Long enough to paste a token into a second terminal and to work with it.
    private static final Duration LIFE = Duration.ofHours(1);

    @Override
    public String issuerId() {
        return TokenIssuer.ISSUER;
    }

    @Override
    public String subject(TokenRequest request) {
        List<String> subjects = list(request, "subject");
        return subjects.isEmpty() ? client(request) : subjects.get(0);
    }

    @Override
    public String typeHeader(TokenRequest request) {
        return "JWT";
    }

    @Override
    public List<String> audience(TokenRequest request) {
        return List.of("partnerships");
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
        String scope = request.getScope() == null ? "" : request.getScope().toString();
        return Map.of("roles", roles(request), "offices", list(request, "offices"), "scope", scope);
    }

    @Override
    public long tokenExpiry() {
        return LIFE.toSeconds();
    }

    private static List<String> roles(TokenRequest request) {
        List<String> asked = list(request, "roles");
        return asked.isEmpty() && SYSTEMS.contains(client(request)) ? List.of("system") : asked;
    }

    // A client that has a secret names itself together with it.
    private static String client(TokenRequest request) {
        ClientAuthentication authentication = request.getClientAuthentication();
        return (authentication == null ? request.getClientID() : authentication.getClientID()).getValue();
    }

    private static List<String> list(TokenRequest request, String field) {
        // A field may come once only (RFC 6749, section 3.2), so a list is one value.
        List<String> values = request.getCustomParameter(field);
        return values == null ? List.of() : List.of(values.get(0).split(" "));
    }
}
