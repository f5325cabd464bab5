package jp.go.jica.partnerships.reporting.publication.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.reporting.publication.Content;
import jp.go.jica.partnerships.reporting.publication.Publication;
import jp.go.jica.partnerships.reporting.publication.Publications;
import jp.go.jica.partnerships.reporting.publication.Revision;
import jp.go.jica.partnerships.reporting.publication.Revisions;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.Tagged;
import jp.go.jica.partnerships.reporting.report.rest.Form;
import jp.go.jica.partnerships.reporting.report.rest.Formats;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Fiscal years as they were published. */
@Path("/v1/publications")
@Tag(name = "Publications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.REPORT)
public class PublicationResource {

    private final Publications publications;
    private final Revisions revisions;
    private final Listings listings;
    private final Caller caller;

    public PublicationResource(Publications publications, Revisions revisions, Listings listings, Caller caller) {
        this.publications = publications;
        this.revisions = revisions;
        this.listings = listings;
        this.caller = caller;
    }

    /** Which year is to be frozen. */
    public record Draft(@NotNull @Min(1900) @Max(2149) Integer fiscalYear) {}

    /**
     * A publication with everything that it says.
     *
     * @param contents its reports and definitions, by name
     */
    public record Whole(@JsonUnwrapped Publication publication, List<Part> contents) {}

    /**
     * A part of a publication.
     *
     * @param hash SHA-256 of the content as it stands at its address
     * @param address where it is in every format
     * @param content as the report answered it
     */
    public record Part(
            String name,
            String hash,
            String address,
            @JsonRawValue @Schema(type = SchemaType.OBJECT) String content) {}

    /**
     * What differs now from what was published.
     *
     * @param position up to which corrections are known, on all pages
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RevisedCells(
            long position,
            Instant knownAt,
            List<Revision> items,
            @Nullable String nextCursor,
            @Nullable Long total) {}

    @GET
    public Page<Publication> list(
            @Parameter(description = "Repeatable: any of these") @RestQuery List<String> fiscalYear,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        List<Integer> years = QueryValues.parsed(
                "fiscalYear", fiscalYear, text -> FiscalYear.parse(text).startYear());
        return publications.list(years, maySeeDrafts(), listings.of(cursor, limit, total));
    }

    @POST
    @Idempotent
    @RolesAllowed(Permissions.PUBLISH)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = Publication.class, responseCode = "201")
    public Response draft(@NotNull @Valid Draft body) {
        Publication draft = publications.draft(
                FiscalYear.of(body.fiscalYear()), caller.origin().actor());
        return Response.created(URI.create("/v1/publications/" + draft.id()))
                .entity(draft)
                .tag(tag(draft))
                .build();
    }

    @POST
    @Idempotent
    @Path("{id}/release")
    @RolesAllowed(Permissions.PUBLISH)
    @APIResponseSchema(value = Publication.class, responseCode = "200")
    public Response release(UUID id) {
        Publication released = publications.release(id, caller.origin().actor());
        return Response.ok(released).tag(tag(released)).build();
    }

    @GET
    @Path("{id}")
    @APIResponseSchema(value = Whole.class, responseCode = "200")
    public Response get(UUID id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Publication publication = publications.required(id, maySeeDrafts());
        List<Part> parts = publications.contents(id).stream()
                .map(content -> new Part(
                        content.name(),
                        content.hash(),
                        "/v1/publications/%s/contents/%s".formatted(id, content.name()),
                        content.text()))
                .toList();
        return Answers.found(tag(publication), new Whole(publication, parts), ifNoneMatch);
    }

    @GET
    @Path("{id}/contents/{name}")
    @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV, Form.CSV_METADATA, Form.JSON_STATISTICS, Form.SPREADSHEET})
    @APIResponseSchema(value = Object.class, responseCode = "200")
    public Response content(
            UUID id,
            String name,
            @Parameter(description = "json, csv, csvw, jsonstat or xlsx; overrides Accept") @RestQuery @Nullable
                    String format,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            UriInfo uri,
            HttpHeaders headers) {
        Parameters.of(uri.getQueryParameters(), Set.of("format"));
        publications.required(id, maySeeDrafts());
        Content content = publications.contents(id).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(Refusal::notFound);
        Formats formats = Formats.of(uri, headers, caller);
        if (formats.form() == Form.JSON) {
            return Answers.found(new EntityTag(content.hash()), content.text(), ifNoneMatch);
        }
        if (name.equals(Publications.DEFINITIONS)) {
            throw Refusal.notAcceptable("json-only", "Definitions are no figures");
        }
        return name.equals(Publications.ANNUAL)
                ? formats.answer(new Tagged<>(content.hash(), Publications.annual(content)))
                : formats.answer(new Tagged<>(content.hash(), Publications.report(content)));
    }

    @GET
    @Path("{id}/revisions")
    public RevisedCells revisions(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        Revisions.Revised revised = revisions.of(
                publications.required(id, maySeeDrafts()),
                listings.of(cursor, limit, total),
                caller.may(Permissions.PUBLISH));
        return new RevisedCells(
                revised.position(),
                revised.knownAt(),
                revised.page().items(),
                revised.page().nextCursor(),
                revised.page().total());
    }

    private boolean maySeeDrafts() {
        return caller.may(Permissions.PUBLISH);
    }

    /** What it says never changes; that it is released does. */
    private static EntityTag tag(Publication publication) {
        return new EntityTag("%s-%s".formatted(publication.hash(), publication.state()));
    }
}
