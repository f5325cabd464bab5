package jp.go.jica.partnerships.participants.participation.rest;

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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
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
import jp.go.jica.partnerships.participants.participation.AnnulmentReason;
import jp.go.jica.partnerships.participants.participation.EndReason;
import jp.go.jica.partnerships.participants.participation.NewParticipation;
import jp.go.jica.partnerships.participants.participation.Participation;
import jp.go.jica.partnerships.participants.participation.ParticipationCommands;
import jp.go.jica.partnerships.participants.participation.ParticipationFilter;
import jp.go.jica.partnerships.participants.participation.Participations;
import jp.go.jica.partnerships.participants.participation.Replacement;
import jp.go.jica.partnerships.participants.participation.Revision;
import jp.go.jica.partnerships.participants.participation.SeatsExceededReason;
import jp.go.jica.partnerships.participants.participation.State;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Persons in runs of programs: {@code /v1/participations}. */
@Path("/v1/participations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ_PERSONS)
public class ParticipationResource {

    private static final String ANY = "; repeated: any of these";
    private static final String SEES =
            "The Event-Version of a change of a program or of this service that must have arrived here" + ANY;

    private final ParticipationCommands commands;
    private final Participations participations;
    private final Answers answers;
    private final Listings listings;
    private final MergePatch mergePatch;
    private final Correction correction;

    public ParticipationResource(
            ParticipationCommands commands,
            Participations participations,
            Answers answers,
            Listings listings,
            MergePatch mergePatch,
            Correction correction) {
        this.commands = commands;
        this.participations = participations;
        this.answers = answers;
        this.listings = listings;
        this.mergePatch = mergePatch;
        this.correction = correction;
    }

    /** The day of the decision to take the person, and why one more is taken where no place is left. */
    public record Acceptance(
            @NotNull LocalDate acceptedOn, @Nullable SeatsExceededReason seatsExceededReason) {}

    /** The day of the decision not to take the person, and why. */
    public record Rejection(
            @NotNull LocalDate rejectedOn, @NotNull EndReason reason) {}

    /** The day on which it became clear that the person will not come, and why. */
    public record Cancellation(
            @NotNull LocalDate cancelledOn, @NotNull EndReason reason) {}

    /** The day on which the person should have been there and was not, and why. */
    public record NoShow(
            @NotNull LocalDate noShowOn, @NotNull EndReason reason) {}

    /** The person's first day in the run. */
    public record Arrival(@NotNull LocalDate arrivedOn) {}

    /** The person's last day, when everything was attended. */
    public record Completion(@NotNull LocalDate completedOn) {}

    /** The person's last day, when the person left before the end, and why, if that is known. */
    public record Withdrawal(
            @NotNull LocalDate withdrawnOn, @Nullable EndReason reason) {}

    /** Why it should never have been recorded. */
    public record Annulment(@NotNull AnnulmentReason reason) {}

    @POST
    @Idempotent
    @AwaitsPrograms
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "201")
    public Response enter(
            @Parameter(description = SEES) @RestQuery List<String> sees, @NotNull @Valid NewParticipation body) {
        return answers.created("/v1/participations", commands.enter(body));
    }

    @GET
    public Page<Participation> list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @Parameter(description = "Only participations in this run: its roster" + ANY) @RestQuery
                    List<String> programRunId,
            @Parameter(description = "Only participations of this person" + ANY) @RestQuery List<String> participantId,
            @Parameter(description = "Only participations in runs of this program" + ANY) @RestQuery
                    List<String> programId,
            @Parameter(description = "Only participations of persons whom this country sends" + ANY) @RestQuery
                    List<String> sendingCountry,
            @Parameter(description = "Only participations in this state" + ANY) @RestQuery List<String> state,
            @Parameter(
                            description =
                                    "Only participations that start in this fiscal year (1 April to 31 March, named by the year it starts in): by the day of arrival, and until then by the planned first day of the run"
                                            + ANY)
                    @RestQuery
                    List<String> fiscalYear,
            @Parameter(description = "Only participations that this local government hosts" + ANY) @RestQuery
                    List<String> hostLocalGovernment,
            @Parameter(description = "true: only participations that were entered in error; else they are left out")
                    @RestQuery
                    @Nullable
                    String annulled) {
        ParticipationFilter filter = new ParticipationFilter(
                QueryValues.parsed("programRunId", programRunId, UUID::fromString),
                QueryValues.parsed("participantId", participantId, UUID::fromString),
                QueryValues.parsed("programId", programId, UUID::fromString),
                QueryValues.parsed("sendingCountry", sendingCountry, CountryCode::parse),
                QueryValues.oneOf("state", state, State.class),
                QueryValues.parsed("fiscalYear", fiscalYear, FiscalYear::parse),
                QueryValues.parsed("hostLocalGovernment", hostLocalGovernment, LocalGovernmentCode::parse),
                onlyAnnulled(annulled));
        return participations.list(filter, listings.of(cursor, limit, total));
    }

    private static boolean onlyAnnulled(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Refusal.invalid("unknown-value", "?annulled", "One of [true, false] is wanted");
    }

    @GET
    @Path("{id}")
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response read(UUID id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Participation participation = participations.required(id);
        return answers.found(participation, participation, ifNoneMatch);
    }

    @GET
    @Path("{id}/history")
    public Page<HistoryEntry> history(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        return participations.history(id, listings.of(cursor, limit, total));
    }

    @PATCH
    @AwaitsPrograms
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response revise(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            // Named so that the description has it, which makes of it what a merge patch of it may hold.
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MergePatch.MEDIA_TYPE,
                                            schema = @Schema(implementation = Revision.class)))
                    @NotNull
                    String patch) {
        return answers.changed(commands.revise(
                id, Precondition.required(ifMatch), stated -> mergePatch.apply(patch, stated, Revision.class)));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/acceptance")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response accept(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Acceptance body) {
        return answers.changed(
                commands.accept(id, Precondition.required(ifMatch), body.acceptedOn(), body.seatsExceededReason()));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/rejection")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response reject(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Rejection body) {
        return answers.changed(commands.reject(id, Precondition.required(ifMatch), body.rejectedOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/cancellation")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response cancel(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Cancellation body) {
        return answers.changed(commands.cancel(id, Precondition.required(ifMatch), body.cancelledOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/no-show")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response noShow(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid NoShow body) {
        return answers.changed(commands.noShow(id, Precondition.required(ifMatch), body.noShowOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/arrival")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response arrive(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Arrival body) {
        return answers.changed(commands.arrive(id, Precondition.required(ifMatch), body.arrivedOn()));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/completion")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response complete(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Completion body) {
        return answers.changed(commands.complete(id, Precondition.required(ifMatch), body.completedOn()));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/withdrawal")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response withdraw(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Withdrawal body) {
        return answers.changed(
                commands.withdraw(id, Precondition.required(ifMatch), body.withdrawnOn(), body.reason()));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/replacement")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "201")
    public Response replace(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Replacement body) {
        return answers.created("/v1/participations", commands.replace(id, Precondition.required(ifMatch), body));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/corrections")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response correct(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull String body) {
        Precondition precondition = Precondition.required(ifMatch);
        Correction.Read read = correction.read(body);
        return answers.changed(commands.correct(id, precondition, read.reason(), read.change()));
    }

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/annulment")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response annul(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = SEES) @RestQuery List<String> sees,
            @NotNull @Valid Annulment body) {
        return answers.changed(commands.annul(id, Precondition.required(ifMatch), body.reason()));
    }
}
