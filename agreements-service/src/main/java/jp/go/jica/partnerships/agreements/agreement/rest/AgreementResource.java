package jp.go.jica.partnerships.agreements.agreement.rest;

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
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.agreements.agreement.Agreement;
import jp.go.jica.partnerships.agreements.agreement.AgreementCommands;
import jp.go.jica.partnerships.agreements.agreement.AgreementDetails;
import jp.go.jica.partnerships.agreements.agreement.AgreementFilter;
import jp.go.jica.partnerships.agreements.agreement.AgreementType;
import jp.go.jica.partnerships.agreements.agreement.Agreements;
import jp.go.jica.partnerships.agreements.agreement.Attention;
import jp.go.jica.partnerships.agreements.agreement.CooperationField;
import jp.go.jica.partnerships.agreements.agreement.ListedState;
import jp.go.jica.partnerships.agreements.agreement.Party;
import jp.go.jica.partnerships.bulk.rest.CsvOrJson;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.MergePatch;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentSearch;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Agreements: {@code /v1/agreements}. */
@Path("/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ)
public class AgreementResource {

    // Only what looks like an id, so that the names beside it (attention) are not taken for one of another method.
    private static final String ONE = "{id:[0-9a-fA-F-]{36}}";
    static final String ANY = "; repeated: any of these";
    static final String SEES = "The Event-Version of a change of a program that must have arrived here" + ANY;

    private final AgreementCommands commands;
    private final Agreements agreements;
    private final Attention attention;
    private final Answers answers;
    private final Listings listings;
    private final MergePatch mergePatch;
    private final Correction correction;
    private final AgreementSheets sheets;
    private final Clock clock;

    public AgreementResource(
            AgreementCommands commands,
            Agreements agreements,
            Attention attention,
            Answers answers,
            Listings listings,
            MergePatch mergePatch,
            Correction correction,
            AgreementSheets sheets,
            Clock clock) {
        this.commands = commands;
        this.agreements = agreements;
        this.attention = attention;
        this.answers = answers;
        this.listings = listings;
        this.mergePatch = mergePatch;
        this.correction = correction;
        this.sheets = sheets;
        this.clock = clock;
    }

    /** What {@code Page} is, for the description of a list that has two forms. */
    @Schema(name = "PageAgreement")
    public record AgreementPage(
            List<Agreement> items,
            @Nullable String nextCursor,
            @Nullable Long total) {}

    /** The day on which the last party signed. */
    public record Activation(@NotNull LocalDate signedOn) {}

    /**
     * Other contents from a day on; what is left out stays, a list is replaced as a whole.
     *
     * @param summary what changes, in a sentence; stays in the history, so it names no person
     */
    public record NewAmendment(
            @NotNull LocalDate amendedOn,
            @NotNull LocalDate effectiveFrom,
            @NotBlank @Size(max = 2_000) String summary,
            @Valid @Nullable BilingualText title,
            @Nullable @Size(max = 100) List<@NotNull @Valid Party> parties,
            @Nullable @Size(max = 20) List<@NotNull CooperationField> fields,
            @Nullable @Size(max = 250) List<@NotNull CountryCode> countries) {}

    /** A further term, agreed on that day; until its last day, or open. */
    public record NewRenewal(
            @NotNull LocalDate agreedOn, @Nullable LocalDate effectiveTo) {}

    /** The day on which one side said that the agreement shall not be renewed of itself, and why if that is known. */
    public record Notice(
            @NotNull LocalDate noticeGivenOn,
            @Size(max = 2_000) @Nullable String reason) {}

    /** The first day on which the agreement is not in force, and why. */
    public record SuspensionBegin(
            @NotNull LocalDate suspendedOn,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** The first day on which it is in force again. */
    public record Resumption(@NotNull LocalDate resumedOn) {}

    /** The last day in force, and why it ends before its time; the reason stays in the history, so it names no person. */
    public record Termination(
            @NotNull LocalDate terminatedOn,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** Why the draft is given up, and on which day if that was not today. */
    public record Cancellation(
            @Nullable LocalDate cancelledOn,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** Why the agreement should never have been entered. */
    public record Annulment(@NotBlank @Size(max = 2_000) String reason) {}

    @POST
    @Idempotent
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "201")
    public Response draft(@NotNull @Valid AgreementDetails body) {
        Agreement agreement = commands.draft(body);
        return answers.created(URI.create("/v1/agreements/" + agreement.id()), agreement, withWarnings(agreement));
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CsvOrJson.CSV})
    @APIResponse(
            responseCode = "200",
            description = "A page of the list, or all of it as CSV with the columns of an import",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AgreementPage.class)),
                @Content(mediaType = CsvOrJson.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Response list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @RestQuery @Nullable String format,
            @Context HttpHeaders headers,
            @Parameter(description = "JICA's own number of the agreement" + ANY) @RestQuery
                    List<String> agreementNumber,
            @Parameter(
                            description =
                                    "Only agreements with this local government among their parties: its code, or its name in Japanese; a code or name of the past finds what the municipality has become, in the prefecture if one is given"
                                            + ANY)
                    @RestQuery
                    List<String> localGovernment,
            @Parameter(
                            description =
                                    "Only agreements of which a party is this prefecture or lies in it, by the prefecture's code"
                                            + ANY)
                    @RestQuery
                    List<String> prefecture,
            @Parameter(
                            description =
                                    "Only agreements that this office leads; an office that was merged into another has its own code"
                                            + ANY)
                    @RestQuery
                    List<String> leadOffice,
            @Parameter(
                            description =
                                    "Only agreements in this state, or that are IN_FORCE, EXPIRED or SUPERSEDED today in Tokyo"
                                            + ANY)
                    @RestQuery
                    List<String> state,
            @Parameter(description = "Only agreements of this type" + ANY) @RestQuery List<String> type,
            @Parameter(description = "Only agreements about this field of cooperation" + ANY) @RestQuery
                    List<String> field,
            @Parameter(description = "Only agreements in force on this day" + ANY) @RestQuery List<String> inForceOn,
            @Parameter(description = "Only agreements with this text in a title or in the number" + ANY) @RestQuery
                    List<String> q,
            @Parameter(description = "true: only agreements that were entered in error; else they are left out")
                    @RestQuery
                    @Nullable
                    String annulled) {
        List<LocalGovernmentCode> prefectures =
                QueryValues.parsed("prefecture", prefecture, AgreementResource::prefecture);
        AgreementFilter filter = new AgreementFilter(
                QueryValues.texts("agreementNumber", agreementNumber),
                QueryValues.parsed(
                                "localGovernment",
                                QueryValues.texts("localGovernment", localGovernment),
                                text -> LocalGovernmentSearch.meant(text, prefectures))
                        .stream()
                        .flatMap(codes -> codes.stream())
                        .toList(),
                prefectures,
                QueryValues.parsed("leadOffice", leadOffice, OfficeCode::parse),
                QueryValues.oneOf("state", state, ListedState.class),
                QueryValues.oneOf("type", type, AgreementType.class),
                QueryValues.oneOf("field", field, CooperationField.class),
                QueryValues.dates("inForceOn", inForceOn),
                QueryValues.texts("q", q),
                QueryValues.yesOrNo("annulled", annulled),
                Tokyo.today(clock));
        Listing listing = listings.of(cursor, limit, total);
        return CsvOrJson.wantsCsv(format, headers)
                ? sheets.written(filter)
                : Response.ok(agreements.list(filter, listing)).build();
    }

    @GET
    @Path(ONE)
    @APIResponseSchema(value = ReadAgreement.class, responseCode = "200")
    public Response read(
            UUID id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Parameter(
                            description =
                                    "The agreement as it was on this day: what was agreed, done or took effect later is left out")
                    @RestQuery
                    @Nullable
                    String asOf) {
        Agreement agreement = agreements.required(id);
        if (asOf == null) {
            return answers.found(agreement, ReadAgreement.now(agreement), ifNoneMatch);
        }
        LocalDate day = QueryValues.dates("asOf", List.of(asOf)).get(0);
        EntityTag tag = new EntityTag("%d-%s".formatted(agreement.version(), day));
        return Answers.found(tag, ReadAgreement.on(agreement, day), ifNoneMatch);
    }

    @GET
    @Path("{id}/history")
    public Page<HistoryEntry> history(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        return agreements.history(id, listings.of(cursor, limit, total));
    }

    @PATCH
    @Path(ONE)
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response revise(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull String patch) {
        return changed(commands.revise(
                id,
                Precondition.required(ifMatch),
                details -> mergePatch.apply(patch, details, AgreementDetails.class)));
    }

    @POST
    @Idempotent
    @Path("{id}/activation")
    @RolesAllowed(Permissions.APPROVE)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response activate(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Activation body) {
        return changed(commands.activate(id, Precondition.required(ifMatch), body.signedOn()));
    }

    @POST
    @Idempotent
    @Path("{id}/amendments")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response amend(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid NewAmendment body) {
        return changed(commands.amend(
                id,
                Precondition.required(ifMatch),
                body.amendedOn(),
                body.effectiveFrom(),
                body.summary(),
                contents -> contents.with(body.title(), body.parties(), body.fields(), body.countries())));
    }

    @POST
    @Idempotent
    @Path("{id}/renewals")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response renew(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid NewRenewal body) {
        return changed(commands.renew(id, Precondition.required(ifMatch), body.agreedOn(), body.effectiveTo()));
    }

    @POST
    @Idempotent
    @Path("{id}/notice")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response giveNotice(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Notice body) {
        return changed(commands.giveNotice(id, Precondition.required(ifMatch), body.noticeGivenOn(), body.reason()));
    }

    @POST
    @Idempotent
    @Path("{id}/suspension")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response suspend(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid SuspensionBegin body) {
        return changed(commands.suspend(id, Precondition.required(ifMatch), body.suspendedOn(), body.reason()));
    }

    @POST
    @Idempotent
    @Path("{id}/resumption")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response resume(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Resumption body) {
        return changed(commands.resume(id, Precondition.required(ifMatch), body.resumedOn()));
    }

    @POST
    @Idempotent
    @Path("{id}/termination")
    @RolesAllowed(Permissions.APPROVE)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response terminate(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Termination body) {
        return changed(commands.terminate(id, Precondition.required(ifMatch), body.terminatedOn(), body.reason()));
    }

    @POST
    @Idempotent
    @Path("{id}/cancellation")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response cancel(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Cancellation body) {
        return changed(commands.cancel(id, Precondition.required(ifMatch), body.cancelledOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/corrections")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
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
    @Path("{id}/annulment")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ChangedAgreement.class, responseCode = "200")
    public Response annul(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Annulment body) {
        return changed(commands.annul(id, Precondition.required(ifMatch), body.reason()));
    }

    private Response changed(Agreement agreement) {
        return answers.changed(agreement, withWarnings(agreement));
    }

    private ChangedAgreement withWarnings(Agreement agreement) {
        return ChangedAgreement.of(agreement, attention.of(agreement, Tokyo.today(clock), Attention.USUAL));
    }

    private static LocalGovernmentCode prefecture(String text) {
        LocalGovernmentCode code = LocalGovernmentCode.parse(text);
        if (!LocalGovernments.of(code).prefecture().equals(code)) {
            throw Refusal.invalid("not-a-prefecture", "?prefecture", "%s is no prefecture".formatted(code));
        }
        return code;
    }
}
