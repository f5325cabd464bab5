package jp.go.jica.partnerships.agreements.agreement.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.agreements.agreement.Agreement;
import jp.go.jica.partnerships.agreements.agreement.Agreements;
import jp.go.jica.partnerships.agreements.agreement.Attention;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Warning;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What an office should look at: {@code /v1/agreements/attention}. */
@Path("/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ)
public class AttentionResource {

    private static final Period FARTHEST = Period.ofYears(10);

    private final Agreements agreements;
    private final Attention attention;
    private final Listings listings;
    private final Clock clock;

    public AttentionResource(Agreements agreements, Attention attention, Listings listings, Clock clock) {
        this.agreements = agreements;
        this.attention = attention;
        this.listings = listings;
        this.clock = clock;
    }

    /** An agreement with everything about it that needs attention. */
    public record Case(@JsonUnwrapped Agreement agreement, List<Warning> warnings) {}

    @GET
    @Path("attention")
    public Page<Case> list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @Parameter(description = "Only agreements that this office leads" + AgreementResource.ANY) @RestQuery
                    List<String> leadOffice,
            @Parameter(description = "How far ahead ends and deadlines are looked for: ISO 8601, P90D if not given")
                    @RestQuery
                    @Nullable
                    String within) {
        List<OfficeCode> offices = QueryValues.parsed("leadOffice", leadOffice, OfficeCode::parse);
        LocalDate today = Tokyo.today(clock);
        Period ahead = within == null ? Attention.USUAL : period(within, today);
        // Looked for once: what they overlap with is asked of the database.
        Map<UUID, List<Warning>> warnings = new HashMap<>();
        Page<Agreement> page = agreements.running(
                offices,
                agreement -> {
                    List<Warning> found = attention.of(agreement, today, ahead);
                    warnings.put(agreement.id(), found);
                    return !found.isEmpty();
                },
                listings.of(cursor, limit, total));
        return new Page<>(
                page.items().stream()
                        .map(agreement -> new Case(agreement, warnings.getOrDefault(agreement.id(), List.of())))
                        .toList(),
                page.nextCursor(),
                page.total());
    }

    private static Period period(String text, LocalDate today) {
        try {
            Period period = Period.parse(text);
            if (!period.isNegative() && !today.plus(period).isAfter(today.plus(FARTHEST))) {
                return period;
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            // Falls through to the same answer.
        }
        throw Refusal.invalid("unreadable-value", "?within", "A period such as P90D, of ten years at most, is wanted");
    }
}
