package jp.go.jica.partnerships.conventions.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Turns the roles of a token into permissions, and for the role {@code system} its scopes. The roles themselves go: one
 * that happens to be named as a permission must not become it.
 */
@ApplicationScoped
public class GrantedPermissions implements SecurityIdentityAugmentor {

    static final String ROLES = "partnerships.roles";

    private final Map<String, Set<String>> grants;

    public GrantedPermissions(@ConfigProperty(name = "partnerships.service") String service) {
        this.grants = Permissions.grants(service);
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity.isAnonymous() ? identity : granted(identity));
    }

    private SecurityIdentity granted(SecurityIdentity identity) {
        // A scope is no role: only what the role claim calls one counts as one.
        Set<String> roles = new TreeSet<>(identity.getRoles());
        roles.retainAll(Roles.ALL);
        Set<String> permissions = new HashSet<>();
        roles.forEach(role -> permissions.addAll(grants.getOrDefault(role, Set.of())));
        if (roles.contains(Roles.SYSTEM)) {
            scopes(identity).stream()
                    .filter(scope -> scope.contains(":"))
                    .forEach(scope -> permissions.addAll(grants.getOrDefault(scope, Set.of())));
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addAttribute(ROLES, roles)
                .addRoles(permissions)
                .build();
    }

    private static List<String> scopes(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token && token.getClaim("scope") instanceof String scope
                ? List.of(scope.split(" "))
                : List.of();
    }
}
