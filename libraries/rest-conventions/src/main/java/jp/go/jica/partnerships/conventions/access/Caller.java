package jp.go.jica.partnerships.conventions.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Origin;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who calls, by the bearer token of the request: a subject and the offices it acts for. */
@RequestScoped
public class Caller {

    private static final String EVERY_OFFICE = "*";

    private final JsonWebToken token;
    private final SecurityIdentity identity;
    private @Nullable Authority absent;
    private @Nullable Set<String> named;

    public Caller(JsonWebToken token, SecurityIdentity identity) {
        this.token = token;
        this.identity = identity;
    }

    /** What counts of the caller, to act on its behalf later. */
    public Authority authority() {
        return absent != null ? absent : new Authority(subject(), offices(), Set.copyOf(identity.getRoles()));
    }

    void standInFor(Authority authority) {
        this.absent = authority;
    }

    public Origin origin() {
        return new Origin(subject());
    }

    /** Changes need an office that answers for the record: the lead office itself or the one that took it over. */
    public void requireOffice(OfficeCode leadOffice) {
        if (!actsFor(leadOffice)) {
            throw Refusal.forbidden(foreign(leadOffice));
        }
    }

    /**
     * Likewise, where the request itself names the office.
     *
     * @param pointer where, as a JSON Pointer into the body
     */
    public void requireOffice(OfficeCode leadOffice, String pointer) {
        if (!actsFor(leadOffice)) {
            throw Refusal.foreignOffice(pointer, foreign(leadOffice));
        }
    }

    /** Whether changes of what this office leads are the caller's to make. */
    public boolean actsFor(OfficeCode leadOffice) {
        return actsForEveryOffice() || coveredOffices().contains(leadOffice);
    }

    private static String foreign(OfficeCode leadOffice) {
        return "The caller does not act for the office %s".formatted(leadOffice.value());
    }

    public boolean actsForEveryOffice() {
        return offices().contains(EVERY_OFFICE);
    }

    /** The offices of the token that are known here, their predecessors, and the sites of all of them. */
    public Set<OfficeCode> coveredOffices() {
        return ownOffices().flatMap(code -> Offices.covered(code).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** For what no office answers for yet: the caller acts for some office, whichever. */
    public void requireAnyOffice() {
        if (offices().isEmpty()) {
            throw Refusal.forbidden("The caller acts for no office");
        }
    }

    /** The office that the caller acts for, if it is exactly one. */
    public Optional<OfficeCode> onlyOffice() {
        return offices().size() == 1 ? ownOffices().findFirst() : Optional.empty();
    }

    public boolean may(String permission) {
        return absent != null ? absent.permissions().contains(permission) : identity.hasRole(permission);
    }

    /** As {@code GET /v1/me} answers it. */
    Me me() {
        Set<String> roles = identity.getAttribute(GrantedPermissions.ROLES);
        return new Me(subject(), sorted(roles), sorted(offices()), sorted(identity.getRoles()));
    }

    private static List<String> sorted(Set<String> texts) {
        return texts.stream().sorted().toList();
    }

    private String subject() {
        if (absent != null) {
            return absent.subject();
        }
        return Objects.requireNonNullElse(
                token.getSubject(), identity.getPrincipal().getName());
    }

    private Stream<OfficeCode> ownOffices() {
        Set<String> offices = offices();
        return Offices.all().stream().map(Office::code).filter(code -> offices.contains(code.value()));
    }

    /** As the token names them, {@code *} for all. */
    public Set<String> offices() {
        if (absent != null) {
            return absent.offices();
        }
        // SmallRye looks for a claim of the house by an exception each time.
        if (named == null) {
            named = token.getClaim("offices") instanceof JsonArray array ? texts(array) : Set.of();
        }
        return named;
    }

    private static Set<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .collect(Collectors.toUnmodifiableSet());
    }
}
