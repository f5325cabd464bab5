package jp.go.jica.partnerships.participants.participation.rest;

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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.participants.participation.NewParticipation;
import jp.go.jica.partnerships.participants.participation.Participation;
import jp.go.jica.partnerships.participants.participation.ParticipationCommands;
import jp.go.jica.partnerships.participants.participation.ParticipationFilter;
import jp.go.jica.partnerships.participants.participation.Participations;
import jp.go.jica.partnerships.participants.participation.State;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Persons in runs of programs: {@code /v1/participations}. */
@Path("/v1/participations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ_PERSONS)
public class ParticipationResource {

    private final ParticipationCommands commands;
    private final Participations participations;
    private final Answers answers;
    private final Listings listings;

    public ParticipationResource(
            ParticipationCommands commands, Participations participations, Answers answers, Listings listings) {
        this.commands = commands;
        this.participations = participations;
        this.answers = answers;
        this.listings = listings;
    }

    /** The day of the decision to take the person. */
    public record Acceptance(@NotNull LocalDate acceptedOn) {}

    /** The person's first day in the run. */
    public record Arrival(@NotNull LocalDate arrivedOn) {}

    /** The person's last day, when everything was attended. */
    public record Completion(@NotNull LocalDate completedOn) {}

    /** The person's last day, when the person left before the end. */
    public record Withdrawal(@NotNull LocalDate withdrawnOn) {}

    @POST
    @Idempotent
    @AwaitsPrograms
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "201")
    public Response enter(@RestQuery List<String> sees, @NotNull @Valid NewParticipation body) {
        return answers.created("/v1/participations", commands.enter(body));
    }

    @GET
    public Page<Participation> list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @RestQuery List<String> programRunId,
            @RestQuery List<String> participantId,
            @RestQuery List<String> sendingCountry,
            @RestQuery List<String> state) {
        ParticipationFilter filter = new ParticipationFilter(
                QueryValues.parsed("programRunId", programRunId, UUID::fromString),
                QueryValues.parsed("participantId", participantId, UUID::fromString),
                QueryValues.parsed("sendingCountry", sendingCountry, CountryCode::parse),
                QueryValues.oneOf("state", state, State.class));
        return participations.list(filter, listings.of(cursor, limit, total));
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

    @POST
    @Idempotent
    @AwaitsPrograms
    @Path("{id}/acceptance")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = Participation.class, responseCode = "200")
    public Response accept(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestQuery List<String> sees,
            @NotNull @Valid Acceptance body) {
        return answers.changed(commands.accept(id, Precondition.required(ifMatch), body.acceptedOn()));
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
            @RestQuery List<String> sees,
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
            @RestQuery List<String> sees,
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
            @RestQuery List<String> sees,
            @NotNull @Valid Withdrawal body) {
        return answers.changed(commands.withdraw(id, Precondition.required(ifMatch), body.withdrawnOn()));
    }
}
