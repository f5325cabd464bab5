package jp.go.jica.partnerships.programs.program.rest;

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
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.programs.program.Outcome;
import jp.go.jica.partnerships.programs.program.OutcomeDetails;
import jp.go.jica.partnerships.programs.program.Program;
import jp.go.jica.partnerships.programs.program.ProgramCommands;
import jp.go.jica.partnerships.programs.program.Programs;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What came of a program; the entity tag is the program's. */
// Below the path of all programs, not one of its own: the framework answers a wrong method by 404 instead of 405
// otherwise.
@Path("/v1/programs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ)
public class OutcomeResource {

    private final ProgramCommands commands;
    private final Programs programs;
    private final Answers answers;
    private final Listings listings;

    public OutcomeResource(ProgramCommands commands, Programs programs, Answers answers, Listings listings) {
        this.commands = commands;
        this.programs = programs;
        this.answers = answers;
        this.listings = listings;
    }

    @POST
    @Idempotent
    @Path("{id}/outcomes")
    @RolesAllowed(Permissions.RECORD)
    public Response add(UUID id, @NotNull @Valid OutcomeDetails body) {
        ProgramCommands.Added added = commands.addOutcome(id, body);
        return answers.created(
                URI.create("/v1/programs/" + id + "/outcomes/" + added.newId()),
                added.program(),
                added.program().outcome(added.newId()));
    }

    @GET
    @Path("{id}/outcomes")
    public Page<Outcome> list(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        return listings.of(cursor, limit, total)
                .pageOfWhole(programs.required(id).outcomes(), Outcome::id);
    }

    @GET
    @Path("{id}/outcomes/{outcomeId}")
    public Response read(
            UUID id, UUID outcomeId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Program program = programs.required(id);
        return answers.found(program, program.outcome(outcomeId), ifNoneMatch);
    }
}
