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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.MergePatch;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.programs.program.Program;
import jp.go.jica.partnerships.programs.program.ProgramCommands;
import jp.go.jica.partnerships.programs.program.ProgramDetails;
import jp.go.jica.partnerships.programs.program.ProgramFilter;
import jp.go.jica.partnerships.programs.program.Programs;
import jp.go.jica.partnerships.programs.program.Run;
import jp.go.jica.partnerships.programs.program.RunDetails;
import jp.go.jica.partnerships.programs.program.State;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.SectorCode;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Programs and their runs: {@code /v1/programs}. */
@Path("/v1/programs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ)
public class ProgramResource {

    private final ProgramCommands commands;
    private final Programs programs;
    private final Answers answers;
    private final Listings listings;
    private final MergePatch mergePatch;

    public ProgramResource(
            ProgramCommands commands, Programs programs, Answers answers, Listings listings, MergePatch mergePatch) {
        this.commands = commands;
        this.programs = programs;
        this.answers = answers;
        this.listings = listings;
        this.mergePatch = mergePatch;
    }

    /** The day of the decision that adopts a program. */
    public record Adoption(@NotNull LocalDate adoptedOn) {}

    /** The day on which the contract was made. */
    public record Contract(@NotNull LocalDate contractedOn) {}

    /** The day of the actual start. */
    public record Start(@NotNull LocalDate startedOn) {}

    /** The day of the actual end. */
    public record Completion(@NotNull LocalDate completedOn) {}

    @POST
    @Idempotent
    @RolesAllowed(Permissions.RECORD)
    public Response propose(@NotNull @Valid ProgramDetails body) {
        return answers.created("/v1/programs", commands.propose(body));
    }

    @GET
    public Page<Program> list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @RestQuery List<String> programCode,
            @RestQuery List<String> scheme,
            @RestQuery List<String> fiscalYear,
            @RestQuery List<String> leadOffice,
            @RestQuery List<String> country,
            @RestQuery List<String> localGovernment,
            @RestQuery List<String> sector,
            @RestQuery List<String> state,
            @RestQuery List<String> q) {
        ProgramFilter filter = new ProgramFilter(
                QueryValues.texts("programCode", programCode),
                QueryValues.parsed("scheme", scheme, SchemeCode::parse),
                QueryValues.parsed("fiscalYear", fiscalYear, FiscalYear::parse),
                QueryValues.parsed("leadOffice", leadOffice, OfficeCode::parse),
                QueryValues.parsed("country", country, CountryCode::parse),
                QueryValues.parsed("localGovernment", localGovernment, LocalGovernmentCode::parse),
                QueryValues.parsed("sector", sector, SectorCode::parse),
                QueryValues.oneOf("state", state, State.class),
                QueryValues.texts("q", q));
        return programs.list(filter, listings.of(cursor, limit, total));
    }

    @GET
    @Path("{id}")
    public Response read(UUID id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Program program = programs.required(id);
        return answers.found(program, program, ifNoneMatch);
    }

    @GET
    @Path("{id}/history")
    public Page<HistoryEntry> history(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        return programs.history(id, listings.of(cursor, limit, total));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(Permissions.RECORD)
    public Response revise(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull String patch) {
        return answers.changed(commands.revise(
                id, Precondition.required(ifMatch), details -> mergePatch.apply(patch, details, ProgramDetails.class)));
    }

    @POST
    @Idempotent
    @Path("{id}/adoption")
    @RolesAllowed(Permissions.APPROVE)
    public Response adopt(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Adoption body) {
        return answers.changed(commands.adopt(id, Precondition.required(ifMatch), body.adoptedOn()));
    }

    @POST
    @Idempotent
    @Path("{id}/contract")
    @RolesAllowed(Permissions.RECORD)
    public Response contract(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Contract body) {
        return answers.changed(commands.contract(id, Precondition.required(ifMatch), body.contractedOn()));
    }

    @POST
    @Idempotent
    @Path("{id}/start")
    @RolesAllowed(Permissions.RECORD)
    public Response start(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Start body) {
        return answers.changed(commands.start(id, Precondition.required(ifMatch), body.startedOn()));
    }

    @POST
    @Idempotent
    @Path("{id}/completion")
    @RolesAllowed(Permissions.RECORD)
    public Response complete(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Completion body) {
        return answers.changed(commands.complete(id, Precondition.required(ifMatch), body.completedOn()));
    }

    @POST
    @Idempotent
    @Path("{id}/runs")
    @RolesAllowed(Permissions.RECORD)
    public Response addRun(UUID id, @NotNull @Valid RunDetails body) {
        ProgramCommands.Added added = commands.addRun(id, body);
        return answers.created(
                URI.create("/v1/programs/" + id + "/runs/" + added.runId()),
                added.program(),
                added.program().run(added.runId()));
    }

    @GET
    @Path("{id}/runs")
    public Page<Run> runs(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        return listings.of(cursor, limit, total)
                .pageOfWhole(programs.required(id).runs(), Run::id);
    }

    @GET
    @Path("{id}/runs/{runId}")
    public Response run(UUID id, UUID runId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Program program = programs.required(id);
        return answers.found(program, program.run(runId), ifNoneMatch);
    }

    @PATCH
    @Path("{id}/runs/{runId}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(Permissions.RECORD)
    public Response reviseRun(
            UUID id, UUID runId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull String patch) {
        Program program = commands.reviseRun(
                id,
                runId,
                Precondition.required(ifMatch),
                details -> mergePatch.apply(patch, details, RunDetails.class));
        return answers.changed(program, program.run(runId));
    }
}
