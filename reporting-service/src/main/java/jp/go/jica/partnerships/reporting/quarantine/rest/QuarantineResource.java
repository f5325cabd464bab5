package jp.go.jica.partnerships.reporting.quarantine.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.reporting.quarantine.Quarantine;
import jp.go.jica.partnerships.reporting.quarantine.QuarantinedEvent;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What waits in quarantine, for operators. */
@Path("/v1/quarantine")
@Tag(name = "Operation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.ADMINISTER)
public class QuarantineResource {

    private final Quarantine quarantine;
    private final Listings listings;
    private final Caller caller;

    public QuarantineResource(Quarantine quarantine, Listings listings, Caller caller) {
        this.quarantine = quarantine;
        this.listings = listings;
        this.caller = caller;
    }

    /** Why an event is given up, for whoever asks later; nothing personal belongs here. */
    public record Discard(@NotBlank @Size(max = 500) String reason) {}

    @GET
    public Page<QuarantinedEvent> list(
            @Parameter(description = "WAITING if it is not given; repeated: any of these") @RestQuery
                    List<String> state,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        List<QuarantinedEvent.QuarantineState> states = state.isEmpty()
                ? List.of(QuarantinedEvent.QuarantineState.WAITING)
                : QueryValues.oneOf("state", state, QuarantinedEvent.QuarantineState.class);
        return quarantine.list(states, listings.of(cursor, limit, total));
    }

    @POST
    @Idempotent
    @Path("{id}/retry")
    @APIResponseSchema(value = QuarantinedEvent.class, responseCode = "200")
    public Response retry(UUID id) {
        return Response.ok(quarantine.retry(id, caller.origin().actor())).build();
    }

    @POST
    @Idempotent
    @Path("{id}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = QuarantinedEvent.class, responseCode = "200")
    public Response discard(UUID id, @NotNull @Valid Discard body) {
        return Response.ok(quarantine.discard(id, caller.origin().actor(), body.reason()))
                .build();
    }
}
