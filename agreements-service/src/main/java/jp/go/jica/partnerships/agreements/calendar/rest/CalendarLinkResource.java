package jp.go.jica.partnerships.agreements.calendar.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.agreements.calendar.CalendarLink;
import jp.go.jica.partnerships.agreements.calendar.CalendarLinks;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The links to calendars that the caller has made. */
@Path("/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ)
public class CalendarLinkResource {

    private final CalendarLinks links;
    private final Listings listings;

    public CalendarLinkResource(CalendarLinks links, Listings listings) {
        this.links = links;
        this.listings = listings;
    }

    /** The offices whose calendar the link opens. */
    public record NewLink(@NotEmpty @Size(max = 20) List<@NotNull OfficeCode> leadOffices) {}

    /**
     * A link, told once.
     *
     * @param href relative to the service, with the token in it: whoever has it reads the calendar, and nothing else
     */
    public record ToldLink(UUID id, List<OfficeCode> leadOffices, String href) {}

    @POST
    @Idempotent
    @Path("calendar-links")
    @APIResponseSchema(value = ToldLink.class, responseCode = "201")
    public Response make(@NotNull @Valid NewLink body) {
        CalendarLinks.Made made = links.make(body.leadOffices());
        UUID id = made.link().id();
        String href = "/v1/agreements/calendar.ics?token=" + made.token();
        return Response.created(URI.create("/v1/agreements/calendar-links/" + id))
                .entity(new ToldLink(id, body.leadOffices(), href))
                .build();
    }

    @GET
    @Path("calendar-links")
    public Page<CalendarLink> list(
            @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit, @RestQuery @Nullable String total) {
        return listings.of(cursor, limit, total).pageOfWhole(links.mine(), CalendarLink::id);
    }

    @GET
    @Path("calendar-links/{linkId}")
    @APIResponseSchema(value = CalendarLink.class, responseCode = "200")
    public Response readLink(UUID linkId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        CalendarLink link = links.mine().stream()
                .filter(each -> each.id().equals(linkId))
                .findFirst()
                .orElseThrow(Refusal::notFound);
        return Answers.unlessHad(ifNoneMatch, link.revokedAt() == null ? 1 : 2, link);
    }

    @DELETE
    @Path("calendar-links/{linkId}")
    @APIResponse(responseCode = "204", description = "The link opens nothing any more")
    public Response revoke(UUID linkId) {
        links.revoke(linkId);
        return Response.noContent().build();
    }
}
