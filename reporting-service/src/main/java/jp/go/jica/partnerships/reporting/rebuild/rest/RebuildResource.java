package jp.go.jica.partnerships.reporting.rebuild.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.reporting.rebuild.DifferingRow;
import jp.go.jica.partnerships.reporting.rebuild.Rebuild;
import jp.go.jica.partnerships.reporting.rebuild.Rebuilds;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Facts and cells made anew, for operators. */
@Path("/v1/rebuilds")
@Tag(name = "Operation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.ADMINISTER)
public class RebuildResource {

    private final Rebuilds rebuilds;
    private final Listings listings;
    private final Caller caller;

    public RebuildResource(Rebuilds rebuilds, Listings listings, Caller caller) {
        this.rebuilds = rebuilds;
        this.listings = listings;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @APIResponseSchema(value = Rebuild.class, responseCode = "202")
    public Response start(
            @Parameter(
                            description =
                                    "recorded: what was recorded before this database began becomes known when it was"
                                            + " recorded, for a database that was lost without a backup",
                            schema = @Schema(implementation = KnownAtBasis.class, defaultValue = "folded"))
                    @RestQuery
                    @Nullable
                    String knownAtBasis) {
        return accepted(rebuilds.start(basis(knownAtBasis), caller.origin().actor()));
    }

    @GET
    public Page<Rebuild> list(
            @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit, @RestQuery @Nullable String total) {
        return rebuilds.list(listings.of(cursor, limit, total));
    }

    @GET
    @Path("{id}")
    @APIResponseSchema(value = Rebuild.class, responseCode = "200")
    public Response get(UUID id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Rebuild rebuild = rebuilds.required(id);
        return Answers.found(tag(rebuild), rebuild, ifNoneMatch);
    }

    @GET
    @Path("{id}/differences")
    public Page<DifferingRow> differences(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        return rebuilds.differences(id, listings.of(cursor, limit, total));
    }

    @POST
    @Idempotent
    @Path("{id}/switch")
    @APIResponseSchema(value = Rebuild.class, responseCode = "202")
    public Response confirm(UUID id) {
        return accepted(rebuilds.confirm(id, caller.origin().actor()));
    }

    @POST
    @Idempotent
    @Path("{id}/cancellation")
    @APIResponseSchema(value = Rebuild.class, responseCode = "200")
    public Response cancel(UUID id) {
        return Response.ok(rebuilds.cancel(id, caller.origin().actor())).build();
    }

    private static KnownAtBasis basis(@Nullable String asked) {
        return asked == null
                ? KnownAtBasis.FOLDED
                : KnownAtBasis.named(asked)
                        .orElseThrow(() ->
                                Refusal.invalid("unknown-basis", "?knownAtBasis", "It is folded, or else recorded"));
    }

    private static Response accepted(Rebuild rebuild) {
        return Response.accepted(rebuild)
                .location(URI.create("/v1/rebuilds/" + rebuild.id()))
                .tag(tag(rebuild))
                .build();
    }

    private static EntityTag tag(Rebuild rebuild) {
        return new EntityTag("%s-%d-%d-%d-%d-%d-%d-%s"
                .formatted(
                        rebuild.state(),
                        rebuild.read(),
                        rebuild.toRead(),
                        rebuild.processed(),
                        rebuild.total(),
                        rebuild.differences(),
                        rebuild.position(),
                        rebuild.failure()));
    }
}
