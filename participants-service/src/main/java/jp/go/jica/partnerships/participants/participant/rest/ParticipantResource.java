package jp.go.jica.partnerships.participants.participant.rest;

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
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.participants.participant.ParticipantCommands;
import jp.go.jica.partnerships.participants.participant.ParticipantFilter;
import jp.go.jica.partnerships.participants.participant.ParticipantView;
import jp.go.jica.partnerships.participants.participant.Participants;
import jp.go.jica.partnerships.participants.participant.Person;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Persons who take part in programs: {@code /v1/participants}. */
@Path("/v1/participants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ_PERSONS)
public class ParticipantResource {

    private final ParticipantCommands commands;
    private final Participants participants;
    private final Answers answers;
    private final Listings listings;

    public ParticipantResource(
            ParticipantCommands commands, Participants participants, Answers answers, Listings listings) {
        this.commands = commands;
        this.participants = participants;
        this.answers = answers;
        this.listings = listings;
    }

    @POST
    @Idempotent
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ParticipantView.class, responseCode = "201")
    public Response register(@NotNull @Valid Person body) {
        return answers.created("/v1/participants", commands.register(body));
    }

    @GET
    public Page<ParticipantView> list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @RestQuery List<String> participantNumber,
            @RestQuery List<String> nationality,
            @RestQuery List<String> programRunId) {
        ParticipantFilter filter = new ParticipantFilter(
                QueryValues.texts("participantNumber", participantNumber),
                QueryValues.parsed("nationality", nationality, CountryCode::parse),
                QueryValues.parsed("programRunId", programRunId, UUID::fromString));
        return participants.list(filter, listings.of(cursor, limit, total));
    }

    @GET
    @Path("{id}")
    @APIResponseSchema(value = ParticipantView.class, responseCode = "200")
    public Response read(UUID id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        ParticipantView participant = participants.required(id);
        return answers.found(participant, participant, ifNoneMatch);
    }

    @GET
    @Path("{id}/history")
    public Page<HistoryEntry> history(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        return participants.history(id, listings.of(cursor, limit, total));
    }
}
