package jp.go.jica.partnerships.testing;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Signed access tokens as the token issuer gives them; a service under {@link WithRealServers} verifies them by the
 * real OpenID Connect code against this class's public key.
 *
 * <p>{@code Tokens.recorder("SKK")} is enough for most tests; {@link #with} leads to everything else.
 */
public final class Tokens {
    static final String ISSUER = "http://127.0.0.1:8085/partnerships";
    static final String AUDIENCE = "partnerships";

    private static final KeyPair KEYS = newKeys();
    private static final KeyPair KEYS_OF_NOBODY = newKeys();

    private Tokens() {}

    /** Enters facts for the offices named, or for all offices with {@code *}. */
    public static String recorder(String... offices) {
        return with("recorder").offices(offices).token();
    }

    /** Approves for the offices named, or for all offices with {@code *}. */
    public static String approver(String... offices) {
        return with("approver").offices(offices).token();
    }

    public static String analyst() {
        return with("analyst").token();
    }

    public static String statistician() {
        return with("statistician").token();
    }

    public static String auditor() {
        return with("auditor").token();
    }

    public static String administrator() {
        return with("administrator").token();
    }

    public static String privacyOfficer() {
        return with("privacy-officer").token();
    }

    /** Another system of JICA, acting for all offices within the scopes named. */
    public static String system(String... scopes) {
        return with("system").offices("*").scope(scopes).token();
    }

    /** A token with any roles, to be refined; the subject is {@code <first role>-1}, or {@code nobody} without roles. */
    public static Refinement with(String... roles) {
        String subject = roles.length == 0 ? "nobody" : roles[0] + "-1";
        return new Refinement(
                List.of(roles),
                List.of(),
                List.of("openid"),
                subject,
                ISSUER,
                AUDIENCE,
                Duration.ofHours(1),
                KEYS.getPrivate());
    }

    /** The verifying key as base64 of its X.509 form. */
    static String publicKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a token says; each method gives a changed copy. */
    public static final class Refinement {
        private final List<String> roles;
        private final List<String> offices;
        private final List<String> scopes;
        private final String subject;
        private final String issuer;
        private final String audience;
        private final Duration lifetime;
        private final PrivateKey key;

        private Refinement(
                List<String> roles,
                List<String> offices,
                List<String> scopes,
                String subject,
                String issuer,
                String audience,
                Duration lifetime,
                PrivateKey key) {
            this.roles = roles;
            this.offices = offices;
            this.scopes = scopes;
            this.subject = subject;
            this.issuer = issuer;
            this.audience = audience;
            this.lifetime = lifetime;
            this.key = key;
        }

        /** Office codes, or {@code *} for all. */
        public Refinement offices(String... codes) {
            return new Refinement(roles, List.of(codes), scopes, subject, issuer, audience, lifetime, key);
        }

        /** Scopes such as {@code programs:read}, which count for the role {@code system}. */
        public Refinement scope(String... names) {
            return new Refinement(roles, offices, List.of(names), subject, issuer, audience, lifetime, key);
        }

        public Refinement subject(String id) {
            return new Refinement(roles, offices, scopes, id, issuer, audience, lifetime, key);
        }

        /** A token of another issuer, signed with the right key. */
        public Refinement issuer(String url) {
            return new Refinement(roles, offices, scopes, subject, url, audience, lifetime, key);
        }

        /** A token for somebody else. */
        public Refinement audience(String name) {
            return new Refinement(roles, offices, scopes, subject, issuer, name, lifetime, key);
        }

        /** A token that ended an hour ago. */
        public Refinement expired() {
            return new Refinement(roles, offices, scopes, subject, issuer, audience, Duration.ofHours(-1), key);
        }

        /** A token signed with a key that no issuer of ours has. */
        public Refinement forged() {
            return new Refinement(
                    roles, offices, scopes, subject, issuer, audience, lifetime, KEYS_OF_NOBODY.getPrivate());
        }

        /** The compact form that follows {@code Authorization: Bearer}. */
        public String token() {
            return claims().sign(key);
        }

        /** Signed with the right key, but by another algorithm than the issuer's. */
        public String tokenByAnotherAlgorithm() {
            return claims().jws().algorithm(SignatureAlgorithm.PS256).sign(key);
        }

        private JwtClaimsBuilder claims() {
            Instant now = Instant.now();
            Instant end = now.plus(lifetime);
            return Jwt.claims()
                    .issuer(issuer)
                    .subject(subject)
                    .audience(Set.of(audience))
                    .claim("roles", roles)
                    .claim("offices", offices)
                    .claim("scope", String.join(" ", scopes))
                    .issuedAt(end.isBefore(now) ? end.minus(Duration.ofHours(1)) : now)
                    .expiresAt(end);
        }
    }
}
