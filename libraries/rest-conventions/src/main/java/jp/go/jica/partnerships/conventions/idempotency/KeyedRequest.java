package jp.go.jica.partnerships.conventions.idempotency;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.KeyedHash;
import jp.go.jica.partnerships.conventions.Seal;
import jp.go.jica.partnerships.conventions.ServiceSecret;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The present request as it is remembered: by hashes under keys of the service, and under a seal of its own. */
@ApplicationScoped
class KeyedRequest {

    private final KeyedHash places;
    private final KeyedHash prints;
    private final KeyedHash seals;
    private final CurrentVertxRequest request;
    private final JsonWebToken token;
    private final SecurityIdentity identity;

    KeyedRequest(ServiceSecret secret, CurrentVertxRequest request, JsonWebToken token, SecurityIdentity identity) {
        this.places = secret.keyFor("idempotency place");
        this.prints = secret.keyFor("idempotency fingerprint");
        this.seals = secret.keyFor("idempotency seal");
        this.request = request;
        this.token = token;
        this.identity = identity;
    }

    /** If the present request has a key. */
    Optional<Remembrance> present() {
        RoutingContext current = request.getCurrent();
        return IdempotencyKey.of(current.request().headers().getAll(IdempotencyKey.HEADER))
                .map(key -> remembrance(current, key));
    }

    private Remembrance remembrance(RoutingContext current, IdempotencyKey key) {
        byte[][] scope = {
            bytes(token.getIssuer()),
            bytes(Objects.requireNonNullElse(
                    token.getSubject(), identity.getPrincipal().getName())),
            bytes(claim("azp", "client_id")),
            bytes(current.request().method().name()),
            bytes(current.request().uri()),
            bytes(key.text())
        };
        byte[] place = places.of(scope);
        byte[] contents = prints.of(
                place,
                RequestBody.of(current),
                bytes(current.request().getHeader(HttpHeaders.IF_MATCH)),
                bytes(current.request().getHeader(HttpHeaders.CONTENT_TYPE)));
        byte[] authority =
                prints.of(place, bytes(claim("roles")), bytes(claim("offices")), bytes(claim("scope", "scp")));
        // Not from the place, which is stored: whoever holds the secret would still lack the caller's key.
        return new Remembrance(place, contents, authority, new Seal(seals.of(scope)));
    }

    /** The first of these claims that is there, the same text whatever the order of its members. */
    private String claim(String... names) {
        return Arrays.stream(names)
                .map(name -> token.<Object>getClaim(name))
                .filter(Objects::nonNull)
                .findFirst()
                .map(KeyedRequest::sorted)
                .orElse("");
    }

    private static String sorted(Object claim) {
        Stream<?> members = claim instanceof Collection<?> several
                ? several.stream()
                : Arrays.stream(claim.toString().split(" "));
        return members.map(String::valueOf).sorted().collect(Collectors.joining(" "));
    }

    private static byte[] bytes(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8);
    }
}
