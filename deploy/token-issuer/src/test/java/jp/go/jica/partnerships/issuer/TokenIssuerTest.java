package jp.go.jica.partnerships.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
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
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(server, "/token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        return SignedJWT.parse(answer.replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1"));
    }

    private String get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private static String url(MockOAuth2Server server, String path) {
        return server.baseUrl() + TokenIssuer.ISSUER + path;
    }
}
