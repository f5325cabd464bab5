package jp.go.jica.partnerships.agreements.agreement.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import jp.go.jica.partnerships.agreements.agreement.Activity;
import jp.go.jica.partnerships.agreements.agreement.ActivityDetails;
import jp.go.jica.partnerships.agreements.agreement.Agreement;
import jp.go.jica.partnerships.agreements.agreement.AgreementCommands;
import jp.go.jica.partnerships.agreements.agreement.Agreements;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The track record of an agreement; the entity tag is the agreement's. */
// Below the path of all agreements, not one of its own: the framework answers a wrong method by 404 instead of 405
// otherwise.
@Path("/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ)
public class ActivityResource {

    private final AgreementCommands commands;
    private final Agreements agreements;
    private final Answers answers;
    private final Listings listings;

    public ActivityResource(AgreementCommands commands, Agreements agreements, Answers answers, Listings listings) {
        this.commands = commands;
        this.agreements = agreements;
        this.answers = answers;
        this.listings = listings;
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/activities")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Activity.class, responseCode = "201")
    public Response add(
            UUID id,
            @Parameter(description = AgreementResource.SEES) @RestQuery List<String> sees,
            @NotNull @Valid ActivityDetails body) {
        AgreementCommands.Added added = commands.addActivity(id, body);
        return answers.created(
                URI.create("/v1/agreements/" + id + "/activities/" + added.newId()),
                added.agreement(),
                added.agreement().activity(added.newId()));
    }

    @GET
    @Path("{id}/activities")
    public Page<Activity> list(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        return listings.of(cursor, limit, total)
                .pageOfWhole(agreements.required(id).activities(), Activity::id);
    }

    @GET
    @Path("{id}/activities/{activityId}")
    @APIResponseSchema(value = Activity.class, responseCode = "200")
    public Response read(
            UUID id, UUID activityId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Agreement agreement = agreements.required(id);
        return answers.found(agreement, agreement.activity(activityId), ifNoneMatch);
    }
}
