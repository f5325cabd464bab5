package jp.go.jica.partnerships.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
    private static final String PAGE = encoded("http://127.0.0.1:8084/");

    // Verifier and challenge from appendix B of RFC 7636.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String LOGIN =
            "/authorize?response_type=code&client_id=partnerships-pages&scope=openid&state=s&redirect_uri=" + PAGE
                    + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void tokenCarriesTheClaimsThatWereAskedFor() throws Exception {
        MockOAuth2Server server = TokenIssuer.start(0);
        try {
            SignedJWT token = token(
                    server,
                    "subject=hanako&roles=recorder+approver&offices=SKK+KNS"
                            + "&scope=programs%3Aread+programs%3Awrite");

            var claims = token.getJWTClaimsSet();
            assertThat(claims.getSubject()).isEqualTo("hanako");
            assertThat(claims.getIssuer()).isEqualTo(url(server, ""));
            assertThat(claims.getAudience()).isEqualTo(List.of("partnerships"));
            assertThat(claims.getStringListClaim("roles")).containsExactly("recorder", "approver");
            assertThat(claims.getStringListClaim("offices")).containsExactly("SKK", "KNS");
            assertThat(claims.getStringClaim("scope")).isEqualTo("programs:read programs:write");
            assertThat(Duration.between(
                            claims.getIssueTime().toInstant(),
                            claims.getExpirationTime().toInstant()))
                    .isEqualTo(Duration.ofHours(1));
        } finally {
            server.shutdown();
        }
    }

    @Test
    void serviceThatIsAClientItselfIsASystem() throws Exception {
        MockOAuth2Server server = TokenIssuer.start(0);
        try {
            var claims = tokenOf("reporting", server, "scope=journal%3Adigest").getJWTClaimsSet();
            assertThat(claims.getSubject()).isEqualTo("reporting");
            assertThat(claims.getStringListClaim("roles")).containsExactly("system");
            assertThat(claims.getStringClaim("scope")).isEqualTo("journal:digest");
        } finally {
            server.shutdown();
        }
    }

    @Test
    void personWithABrowserIsWhoTheySayAndProvesThatTheCodeIsTheirs() throws Exception {
        MockOAuth2Server server = TokenIssuer.start(0);
        try {
            assertThat(get(url(server, LOGIN))).contains("Log in on this machine");

            var claims =
                    accessToken(tokenFor(code(server), VERIFIER, server).body()).getJWTClaimsSet();
            assertThat(claims.getSubject()).isEqualTo("hanako");
            assertThat(claims.getAudience()).isEqualTo(List.of("partnerships"));
            assertThat(claims.getStringListClaim("roles")).containsExactly("analyst");
            assertThat(claims.getStringListClaim("offices")).containsExactly("SKK", "KNS");
            assertThat(tokenFor(code(server), VERIFIER.toLowerCase(Locale.ROOT), server)
                            .statusCode())
                    .isEqualTo(400);
        } finally {
            server.shutdown();
        }
    }

    @Test
    void keysStayTheSameOverARestart() throws Exception {
        assertThat(keysAfterAStart()).isEqualTo(keysAfterAStart());
    }

    private String keysAfterAStart() throws Exception {
        MockOAuth2Server server = TokenIssuer.start(0);
        try {
            // Another issuer named first must not take our key.
            get(server.baseUrl() + "other/jwks");
            return get(url(server, "/jwks"));
        } finally {
            server.shutdown();
        }
    }

    private SignedJWT token(MockOAuth2Server server, String fields) throws Exception {
        return tokenOf("dev", server, fields);
    }

    private SignedJWT tokenOf(String client, MockOAuth2Server server, String fields) throws Exception {
        String form = "grant_type=client_credentials&client_id=%s&client_secret=secret&%s".formatted(client, fields);
        return accessToken(post(url(server, "/token"), form).body());
    }

    /** With which a person comes back from the login. */
    private String code(MockOAuth2Server server) throws Exception {
        String claims = "{\"roles\":[\"analyst\"],\"offices\":[\"SKK\",\"KNS\"]}";
        return post(url(server, LOGIN), "username=hanako&claims=" + encoded(claims))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll(".*[?&]code=([^&]+).*", "$1");
    }

    private HttpResponse<String> tokenFor(String code, String verifier, MockOAuth2Server server) throws Exception {
        return post(
                url(server, "/token"),
                "grant_type=authorization_code&client_id=partnerships-pages&code=%s&redirect_uri=%s&code_verifier=%s"
                        .formatted(code, PAGE, verifier));
    }

    private static SignedJWT accessToken(String answer) throws Exception {
        return SignedJWT.parse(answer.replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1"));
    }

    private HttpResponse<String> post(String address, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private static String url(MockOAuth2Server server, String path) {
        return server.baseUrl() + TokenIssuer.ISSUER + path;
    }
}
