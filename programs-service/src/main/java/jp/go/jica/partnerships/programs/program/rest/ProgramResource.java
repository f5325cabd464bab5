package jp.go.jica.partnerships.programs.program.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.bulk.rest.CsvOrJson;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.MergePatch;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.programs.iati.rest.ActivityForm;
import jp.go.jica.partnerships.programs.program.Program;
import jp.go.jica.partnerships.programs.program.ProgramCommands;
import jp.go.jica.partnerships.programs.program.ProgramDetails;
import jp.go.jica.partnerships.programs.program.ProgramFilter;
import jp.go.jica.partnerships.programs.program.ProgramOrder;
import jp.go.jica.partnerships.programs.program.Programs;
import jp.go.jica.partnerships.programs.program.State;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.FacilityCode;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.SchemeKind;
import jp.go.jica.partnerships.referencedata.SectorCode;
import jp.go.jica.partnerships.referencedata.ThematicFieldCode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Programs: {@code /v1/programs}. */
@Path("/v1/programs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ)
public class ProgramResource {

    private static final String ANY = "; repeated: any of these";
    private static final String SEES =
            "The Event-Version of a change of an agreement that must have arrived here" + ANY;

    private final ProgramCommands commands;
    private final Programs programs;
    private final Answers answers;
    private final Listings listings;
    private final MergePatch mergePatch;
    private final Correction correction;
    private final ProgramSheets sheets;
    private final ActivityForm activityForm;

    public ProgramResource(
            ProgramCommands commands,
            Programs programs,
            Answers answers,
            Listings listings,
            MergePatch mergePatch,
            Correction correction,
            ProgramSheets sheets,
            ActivityForm activityForm) {
        this.commands = commands;
        this.programs = programs;
        this.answers = answers;
        this.listings = listings;
        this.mergePatch = mergePatch;
        this.correction = correction;
        this.sheets = sheets;
        this.activityForm = activityForm;
    }

    /** What {@code Page} is, for the description of a list that has two forms. */
    @Schema(name = "PageProgram")
    public record ProgramPage(
            List<Program> items,
            @Nullable String nextCursor,
            @Nullable Long total) {}

    /** The day of the decision that adopts a program. */
    public record Adoption(@NotNull LocalDate adoptedOn) {}

    /** The day of the decision against a proposal, and why; the reason stays in the history, so it names no person. */
    public record Rejection(
            @NotNull LocalDate rejectedOn,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** The day on which the proposer took the proposal back, and why, if that is known. */
    public record Withdrawal(
            @NotNull LocalDate withdrawnOn,
            @Size(max = 2_000) @Nullable String reason) {}

    /** The day on which the contract was made. */
    public record Contract(@NotNull LocalDate contractedOn) {}

    /** The day of the actual start. */
    public record Start(@NotNull LocalDate startedOn) {}

    /** The day from which on the program stands still, and why. */
    public record SuspensionBegin(
            @NotNull LocalDate suspendedOn,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** The day on which it goes on. */
    public record Resumption(@NotNull LocalDate resumedOn) {}

    /** The day of the actual end. */
    public record Completion(@NotNull LocalDate completedOn) {}

    /** The day on which it was given up, and why. */
    public record Cancellation(
            @NotNull LocalDate cancelledOn,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** Which office leads from that day on, and why, if that is worth telling. */
    public record Transfer(
            @NotNull OfficeCode leadOffice,
            @NotNull LocalDate effectiveOn,
            @Size(max = 2_000) @Nullable String reason) {}

    /** Why the program should never have been entered. */
    public record Annulment(@NotBlank @Size(max = 2_000) String reason) {}

    @POST
    @Idempotent
    @AwaitsAgreements
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "201")
    public Response propose(
            @Parameter(description = SEES) @RestQuery List<String> sees, @NotNull @Valid ProgramDetails body) {
        Program program = commands.propose(body);
        return answers.created(URI.create("/v1/programs/" + program.id()), program, ChangedProgram.of(program));
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CsvOrJson.CSV})
    @APIResponse(
            responseCode = "200",
            description = "A page of the list, or all of it as CSV with the columns of an import",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ProgramPage.class)),
                @Content(mediaType = CsvOrJson.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Response list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @RestQuery @Nullable String format,
            @Context HttpHeaders headers,
            @Parameter(description = "JICA's own number of the program" + ANY) @RestQuery List<String> programCode,
            @Parameter(description = "Only programs under this scheme" + ANY) @RestQuery List<String> scheme,
            @Parameter(description = "Only programs of this kind of a scheme" + ANY) @RestQuery List<String> kind,
            @Parameter(
                            description =
                                    "Only programs adopted in this fiscal year (1 April to 31 March, named by the year it starts in)"
                                            + ANY)
                    @RestQuery
                    List<String> fiscalYear,
            @Parameter(
                            description =
                                    "Only programs that this office leads now; an office that was merged into another has its own code"
                                            + ANY)
                    @RestQuery
                    List<String> leadOffice,
            @Parameter(description = "Only programs that this office helps with" + ANY) @RestQuery
                    List<String> cooperatingOffice,
            @Parameter(description = "Only programs at this facility" + ANY) @RestQuery List<String> facility,
            @Parameter(description = "Only programs in this thematic field of JICA" + ANY) @RestQuery
                    List<String> thematicField,
            @Parameter(description = "Only programs in this country" + ANY) @RestQuery List<String> country,
            @Parameter(
                            description =
                                    "Only programs with this local government among their partners, in whatever role"
                                            + ANY)
                    @RestQuery
                    List<String> localGovernment,
            @Parameter(description = "Only programs with this DAC purpose code among their sectors" + ANY) @RestQuery
                    List<String> sector,
            @Parameter(description = "Only programs in this state" + ANY) @RestQuery List<String> state,
            @Parameter(description = "Only programs that had started by this day and had not ended before it" + ANY)
                    @RestQuery
                    List<String> activeOn,
            @Parameter(description = "Only programs that were active on any day of this fiscal year" + ANY) @RestQuery
                    List<String> runningIn,
            @Parameter(
                            description =
                                    "Only programs that name this program as an earlier phase, a predecessor or related"
                                            + ANY)
                    @RestQuery
                    List<String> relatedTo,
            @Parameter(description = "Only programs that run under this agreement" + ANY) @RestQuery
                    List<String> agreementId,
            @Parameter(
                            description =
                                    "Only programs with all these words in a title, in English or Japanese, or in the program code; capitals and the width of letters make no difference"
                                            + ANY)
                    @RestQuery
                    List<String> q,
            @Parameter(description = "true: only programs that were entered in error; else they are left out")
                    @RestQuery
                    @Nullable
                    String annulled,
            @Parameter(
                            description =
                                    "recordedAt, proposedOn, plannedStart or adoptedOn; with - before it the latest first")
                    @RestQuery
                    @Nullable
                    String sort) {
        ProgramFilter filter = new ProgramFilter(
                QueryValues.texts("programCode", programCode),
                QueryValues.parsed("scheme", scheme, SchemeCode::parse),
                QueryValues.oneOf("kind", kind, SchemeKind.class),
                QueryValues.parsed("fiscalYear", fiscalYear, FiscalYear::parse),
                QueryValues.parsed("leadOffice", leadOffice, OfficeCode::parse),
                QueryValues.parsed("cooperatingOffice", cooperatingOffice, OfficeCode::parse),
                QueryValues.parsed("facility", facility, FacilityCode::parse),
                QueryValues.parsed("thematicField", thematicField, ThematicFieldCode::parse),
                QueryValues.parsed("country", country, CountryCode::parse),
                QueryValues.parsed("localGovernment", localGovernment, LocalGovernmentCode::parse),
                QueryValues.parsed("sector", sector, SectorCode::parse),
                QueryValues.oneOf("state", state, State.class),
                QueryValues.dates("activeOn", activeOn),
                QueryValues.parsed("runningIn", runningIn, FiscalYear::parse),
                QueryValues.parsed("relatedTo", relatedTo, UUID::fromString),
                QueryValues.parsed("agreementId", agreementId, UUID::fromString),
                QueryValues.texts("q", q),
                QueryValues.yesOrNo("annulled", annulled));
        ProgramOrder.Directed order = ProgramOrder.Directed.parse(sort);
        Listing listing = listings.of(cursor, limit, total);
        return CsvOrJson.wantsCsv(format, headers)
                ? sheets.written(filter, order)
                : Response.ok(programs.list(filter, order, listing)).build();
    }

    @GET
    @Path("{id}")
    @Produces({MediaType.APPLICATION_JSON, ActivityForm.MEDIA_TYPE})
    public Response read(
            UUID id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context HttpHeaders headers) {
        Response answer = activityForm.isWanted(headers) ? activityForm.answer(id, ifNoneMatch) : json(id, ifNoneMatch);
        return Response.fromResponse(answer)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private Response json(UUID id, @Nullable String ifNoneMatch) {
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
    @AwaitsAgreements
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response revise(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull String patch) {
        return changed(commands.revise(
                id, Precondition.required(ifMatch), details -> mergePatch.apply(patch, details, ProgramDetails.class)));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/adoption")
    @RolesAllowed(Permissions.APPROVE)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response adopt(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Adoption body) {
        return changed(commands.adopt(id, Precondition.required(ifMatch), body.adoptedOn()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/rejection")
    @RolesAllowed(Permissions.APPROVE)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response reject(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Rejection body) {
        return changed(commands.reject(id, Precondition.required(ifMatch), body.rejectedOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/withdrawal")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response withdraw(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Withdrawal body) {
        return changed(commands.withdraw(id, Precondition.required(ifMatch), body.withdrawnOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/contract")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response contract(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Contract body) {
        return changed(commands.contract(id, Precondition.required(ifMatch), body.contractedOn()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/start")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response start(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Start body) {
        return changed(commands.start(id, Precondition.required(ifMatch), body.startedOn()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/suspension")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response suspend(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid SuspensionBegin body) {
        return changed(commands.suspend(id, Precondition.required(ifMatch), body.suspendedOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/resumption")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response resume(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Resumption body) {
        return changed(commands.resume(id, Precondition.required(ifMatch), body.resumedOn()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/completion")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response complete(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Completion body) {
        return changed(commands.complete(id, Precondition.required(ifMatch), body.completedOn()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/cancellation")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response cancel(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Cancellation body) {
        return changed(commands.cancel(id, Precondition.required(ifMatch), body.cancelledOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/transfer")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response transfer(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Transfer body) {
        return changed(commands.transfer(
                id, Precondition.required(ifMatch), body.leadOffice(), body.effectiveOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/corrections")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response correct(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull String body) {
        Precondition precondition = Precondition.required(ifMatch);
        Correction.Read read = correction.read(body);
        return changed(commands.correct(id, precondition, read.reason(), read.change()));
    }

    @POST
    @Idempotent
    @AwaitsAgreements
    @Path("{id}/annulment")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedProgram.class, responseCode = "200")
    public Response annul(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Annulment body) {
        return changed(commands.annul(id, Precondition.required(ifMatch), body.reason()));
    }

    private Response changed(Program program) {
        return answers.changed(program, ChangedProgram.of(program));
    }
}
