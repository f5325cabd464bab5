package jp.go.jica.partnerships.agreements.calendar.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.agreements.calendar.CalendarLink;
import jp.go.jica.partnerships.agreements.calendar.CalendarLinks;
import jp.go.jica.partnerships.agreements.calendar.OfficeCalendar;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The calendar of agreements; what opens it is a link, not a bearer token. */
@Path("/v1/agreements")
@Produces(CalendarResource.CALENDAR)
@PermitAll
public class CalendarResource {

    static final String CALENDAR = "text/calendar";

    private final CalendarLinks links;
    private final OfficeCalendar calendar;

    public CalendarResource(CalendarLinks links, OfficeCalendar calendar) {
        this.links = links;
        this.calendar = calendar;
    }

    @GET
    @Path("calendar.ics")
    @APIResponse(
            responseCode = "200",
            description = "The calendar",
            content = @Content(mediaType = CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    public Response read(
            @Parameter(description = "Of the link; without a bearer token, since calendar programs have none")
                    @RestQuery
                    @Nullable
                    String token,
            @Parameter(description = "Only this office of those that the link is for; repeated: any of these")
                    @RestQuery
                    List<String> leadOffice,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        List<OfficeCode> asked = QueryValues.parsed("leadOffice", leadOffice, OfficeCode::parse);
        // The same answer whether it never was a link, was revoked, or is for other offices.
        CalendarLink link = links.opened(token == null ? "" : token).orElseThrow(Refusal::notFound);
        if (!link.leadOffices().containsAll(asked)) {
            throw Refusal.notFound();
        }
        String text = calendar.of(asked.isEmpty() ? link.leadOffices() : asked);
        UUID content = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return Answers.found(new EntityTag(content.toString()), text, ifNoneMatch);
    }
}
