package jp.go.jica.partnerships.agreements.agreement.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.agreements.agreement.Agreement;
import jp.go.jica.partnerships.agreements.agreement.AgreementCommands;
import jp.go.jica.partnerships.agreements.agreement.AgreementDetails;
import jp.go.jica.partnerships.agreements.agreement.AgreementFilter;
import jp.go.jica.partnerships.agreements.agreement.AgreementType;
import jp.go.jica.partnerships.agreements.agreement.Agreements;
import jp.go.jica.partnerships.agreements.agreement.CooperationField;
import jp.go.jica.partnerships.agreements.agreement.State;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Agreements: {@code /v1/agreements}. */
@Path("/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ)
public class AgreementResource {

    private final AgreementCommands commands;
    private final Agreements agreements;
    private final Answers answers;
    private final Listings listings;

    public AgreementResource(AgreementCommands commands, Agreements agreements, Answers answers, Listings listings) {
        this.commands = commands;
        this.agreements = agreements;
        this.answers = answers;
        this.listings = listings;
    }

    /** The day on which the last party signed. */
    public record Activation(@NotNull LocalDate signedOn) {}

    /** The last day in force, and why it ends before its time; the reason stays in the history, so it names no person. */
    public record Termination(
            @NotNull LocalDate terminatedOn,
            @NotBlank @Size(max = 2_000) String reason) {}

    @POST
    @Idempotent
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Agreement.class, responseCode = "201")
    public Response draft(@NotNull @Valid AgreementDetails body) {
        return answers.created("/v1/agreements", commands.draft(body));
    }

    @GET
    public Page<Agreement> list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @RestQuery List<String> agreementNumber,
            @RestQuery List<String> localGovernment,
            @RestQuery List<String> prefecture,
            @RestQuery List<String> leadOffice,
            @RestQuery List<String> state,
            @RestQuery List<String> type,
            @RestQuery List<String> field,
            @RestQuery List<String> inForceOn,
            @RestQuery List<String> q) {
        AgreementFilter filter = new AgreementFilter(
                QueryValues.texts("agreementNumber", agreementNumber),
                QueryValues.parsed("localGovernment", localGovernment, LocalGovernmentCode::parse),
                QueryValues.parsed("prefecture", prefecture, AgreementResource::prefecture),
                QueryValues.parsed("leadOffice", leadOffice, OfficeCode::parse),
                QueryValues.oneOf("state", state, State.class),
                QueryValues.oneOf("type", type, AgreementType.class),
                QueryValues.oneOf("field", field, CooperationField.class),
                QueryValues.dates("inForceOn", inForceOn),
                QueryValues.texts("q", q));
        return agreements.list(filter, listings.of(cursor, limit, total));
    }

    @GET
    @Path("{id}")
    @APIResponseSchema(value = Agreement.class, responseCode = "200")
    public Response read(UUID id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Agreement agreement = agreements.required(id);
        return answers.found(agreement, agreement, ifNoneMatch);
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

    @POST
    @Idempotent
    @Path("{id}/activation")
    @RolesAllowed(Permissions.APPROVE)
    @APIResponseSchema(value = Agreement.class, responseCode = "200")
    public Response activate(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Activation body) {
        return answers.changed(commands.activate(id, Precondition.required(ifMatch), body.signedOn()));
    }

    @POST
    @Idempotent
    @Path("{id}/termination")
    @RolesAllowed(Permissions.APPROVE)
    @APIResponseSchema(value = Agreement.class, responseCode = "200")
    public Response terminate(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Termination body) {
        return answers.changed(
                commands.terminate(id, Precondition.required(ifMatch), body.terminatedOn(), body.reason()));
    }

    private static LocalGovernmentCode prefecture(String text) {
        LocalGovernmentCode code = LocalGovernmentCode.parse(text);
        if (!LocalGovernments.of(code).prefecture().equals(code)) {
            throw Refusal.invalid("not-a-prefecture", "?prefecture", "%s is no prefecture".formatted(code));
        }
        return code;
    }
}
