package jp.go.jica.partnerships.programs.program.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.MergePatch;
import jp.go.jica.partnerships.programs.program.NewRun;
import jp.go.jica.partnerships.programs.program.Program;
import jp.go.jica.partnerships.programs.program.ProgramCommands;
import jp.go.jica.partnerships.programs.program.Programs;
import jp.go.jica.partnerships.programs.program.Run;
import jp.go.jica.partnerships.programs.program.RunDetails;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Runs of a program; their entity tag is the program's. */
// Below the path of all programs, not one of its own: the framework answers a wrong method by 404 instead of 405
// otherwise.
@Path("/v1/programs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ)
public class RunResource {

    private final ProgramCommands commands;
    private final Programs programs;
    private final Answers answers;
    private final Listings listings;
    private final MergePatch mergePatch;

    public RunResource(
            ProgramCommands commands, Programs programs, Answers answers, Listings listings, MergePatch mergePatch) {
        this.commands = commands;
        this.programs = programs;
        this.answers = answers;
        this.listings = listings;
        this.mergePatch = mergePatch;
    }

    @POST
    @Idempotent
    @Path("{id}/runs")
    @RolesAllowed(Permissions.RECORD)
    public Response add(UUID id, @NotNull @Valid NewRun body) {
        ProgramCommands.Added added = commands.addRun(id, body);
        return answers.created(
                URI.create("/v1/programs/" + id + "/runs/" + added.newId()),
                added.program(),
                added.program().run(added.newId()));
    }

    @GET
    @Path("{id}/runs")
    public Page<Run> list(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        return listings.of(cursor, limit, total)
                .pageOfWhole(programs.required(id).runs(), Run::id);
    }

    @GET
    @Path("{id}/runs/{runId}")
    public Response read(UUID id, UUID runId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Program program = programs.required(id);
        return answers.found(program, program.run(runId), ifNoneMatch);
    }

    @PATCH
    @Path("{id}/runs/{runId}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(Permissions.RECORD)
    public Response revise(
            UUID id, UUID runId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull String patch) {
        Program program = commands.reviseRun(
                id,
                runId,
                Precondition.required(ifMatch),
                details -> mergePatch.apply(patch, details, RunDetails.class));
        return answers.changed(program, program.run(runId));
    }
}
