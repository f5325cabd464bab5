package jp.go.jica.partnerships.participants.participant.rest;

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
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.MergePatch;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.participants.accesslog.AccessPurpose;
import jp.go.jica.partnerships.participants.participant.DuplicateCandidate;
import jp.go.jica.partnerships.participants.participant.Erasure;
import jp.go.jica.partnerships.participants.participant.ErasureCommands;
import jp.go.jica.partnerships.participants.participant.ErasureReason;
import jp.go.jica.partnerships.participants.participant.MergeCommands;
import jp.go.jica.partnerships.participants.participant.MergeReversalReason;
import jp.go.jica.partnerships.participants.participant.ParticipantCommands;
import jp.go.jica.partnerships.participants.participant.ParticipantFilter;
import jp.go.jica.partnerships.participants.participant.ParticipantView;
import jp.go.jica.partnerships.participants.participant.Participants;
import jp.go.jica.partnerships.participants.participant.Person;
import jp.go.jica.partnerships.participants.participant.PersonSearch;
import jp.go.jica.partnerships.participants.participant.Retention;
import jp.go.jica.partnerships.participants.participant.Sharing;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Persons who take part in programs: {@code /v1/participants}. */
@Path("/v1/participants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.READ_PERSONS)
public class ParticipantResource {

    static final String PURPOSE =
            "What the caller wants to see personal data for: TRAINING_ADMINISTRATION, CONTACT, DUPLICATE_CHECK,"
                    + " CORRECTION, LEGAL_REQUEST or DATA_SUBJECT_REQUEST. Without it, name, birth date, contact and"
                    + " the organisation's name are absent; with it, every person shown is written to the access log";

    // So that other methods of what stands beside, searches say, are not taken for those of a participant.
    private static final String ONE = "{id: [0-9a-fA-F-]+}";

    private static final String COLLECTION = "/v1/participants";

    private final ParticipantCommands commands;
    private final ErasureCommands erasures;
    private final MergeCommands merges;
    private final Participants participants;
    private final Retention retention;
    private final Answers answers;
    private final Listings listings;
    private final MergePatch mergePatch;
    private final Caller caller;

    public ParticipantResource(
            ParticipantCommands commands,
            ErasureCommands erasures,
            MergeCommands merges,
            Participants participants,
            Retention retention,
            Answers answers,
            Listings listings,
            MergePatch mergePatch,
            Caller caller) {
        this.commands = commands;
        this.erasures = erasures;
        this.merges = merges;
        this.participants = participants;
        this.retention = retention;
        this.answers = answers;
        this.listings = listings;
        this.mergePatch = mergePatch;
        this.caller = caller;
    }

    /** Why the person's data is erased. */
    public record ErasureRequest(@NotNull ErasureReason reason) {}

    /** The participant who is the same person. */
    public record Merge(@NotNull UUID into) {}

    /** Why the two records do not stand for one person. */
    public record MergeReversal(@NotNull MergeReversalReason reason) {}

    /** Records that may be of the same person, the most alike first. */
    public record DuplicateList(List<DuplicateCandidate> items) {}

    @POST
    @Idempotent
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ParticipantView.class, responseCode = "201")
    public Response register(@NotNull @Valid Person body) {
        return answers.created(COLLECTION, commands.register(body));
    }

    @GET
    public Page<ParticipantView> list(
            @Parameter(description = PURPOSE) @HeaderParam(AccessPurpose.HEADER) @Nullable String purpose,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @RestQuery List<String> participantNumber,
            @RestQuery List<String> nationality,
            @RestQuery List<String> programRunId,
            @Parameter(
                            description =
                                    "For privacy officers: only persons who took part in nothing and of whom nothing was recorded since this day")
                    @RestQuery
                    @Nullable
                    String inactiveSince,
            @Parameter(
                            description =
                                    "For privacy officers: true for only those persons who have been inactive for the whole time for which they may be kept (partnerships.retention-period)")
                    @RestQuery
                    @Nullable
                    String dueForErasure) {
        ParticipantFilter filter = new ParticipantFilter(
                QueryValues.texts("participantNumber", participantNumber),
                QueryValues.parsed("nationality", nationality, CountryCode::parse),
                QueryValues.parsed("programRunId", programRunId, UUID::fromString),
                inactive(inactiveSince, dueForErasure));
        return participants.list(filter, listings.of(cursor, limit, total), stated(purpose), "GET /v1/participants");
    }

    private @Nullable LocalDate inactive(@Nullable String since, @Nullable String dueForErasure) {
        if (since == null && dueForErasure == null) {
            return null;
        }
        if (!caller.may(Permissions.PRIVACY)) {
            throw Refusal.forbidden("Only privacy officers list who may be erased");
        }
        if (QueryValues.yesOrNo("dueForErasure", dueForErasure)) {
            if (since != null) {
                throw Refusal.invalid(
                        "contradiction", "?inactiveSince", "dueForErasure says since when; ask for one of the two");
            }
            return retention.inactiveSince();
        }
        return since == null
                ? null
                : QueryValues.dates("inactiveSince", List.of(since)).get(0);
    }

    // In the body, since addresses are logged on their way.
    @POST
    @Idempotent
    @Path("searches")
    public Response search(
            @Parameter(description = PURPOSE) @HeaderParam(AccessPurpose.HEADER) @Nullable String purpose,
            @NotNull @Valid PersonSearch body) {
        return Response.ok(participants.search(body, stated(purpose), "POST /v1/participants/searches"))
                .build();
    }

    @GET
    @Path(ONE)
    @APIResponseSchema(value = ParticipantView.class, responseCode = "200")
    public Response read(
            @Parameter(description = PURPOSE) @HeaderParam(AccessPurpose.HEADER) @Nullable String purpose,
            UUID id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        AccessPurpose stated = stated(purpose);
        ParticipantView participant = participants.required(id, stated, "GET /v1/participants/{id}");
        // Whoever has this version without what is personal does not have what is asked for now.
        Response answer = answers.found(participant, participant, stated == null ? ifNoneMatch : null);
        return Response.fromResponse(answer)
                .header(HttpHeaders.VARY, AccessPurpose.HEADER)
                .build();
    }

    @PATCH
    @Path(ONE)
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ParticipantView.class, responseCode = "200")
    public Response revise(
            @Parameter(description = PURPOSE) @HeaderParam(AccessPurpose.HEADER) @Nullable String purpose,
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            // Named so that the description has it, which makes of it what a merge patch of it may hold.
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MergePatch.MEDIA_TYPE,
                                            schema = @Schema(implementation = Person.class)))
                    @NotNull
                    String patch) {
        return answers.changed(commands.revise(
                id,
                Precondition.required(ifMatch),
                person -> mergePatch.apply(patch, person, Person.class),
                stated(purpose),
                "PATCH /v1/participants/{id}"));
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

    @GET
    @Path("{id}/duplicates")
    public DuplicateList duplicates(UUID id) {
        return new DuplicateList(commands.duplicatesOf(id));
    }

    @POST
    @Idempotent
    @Path("{id}/sharing")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ParticipantView.class, responseCode = "201")
    public Response share(UUID id, @NotNull @Valid Sharing body) {
        ParticipantView participant = commands.share(id, body, "POST /v1/participants/{id}/sharing");
        return answers.created(COLLECTION, participant);
    }

    @POST
    @Idempotent
    @Path("{id}/merge")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ParticipantView.class, responseCode = "200")
    public Response merge(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid Merge body) {
        return answers.changed(
                merges.merge(id, Precondition.required(ifMatch), body.into(), "POST /v1/participants/{id}/merge"));
    }

    @POST
    @Idempotent
    @Path("{id}/merge-reversals")
    @RolesAllowed(Permissions.RECORD)
    @APIResponseSchema(value = ParticipantView.class, responseCode = "200")
    public Response reverseMerge(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid MergeReversal body) {
        return answers.changed(merges.reverse(
                id, Precondition.required(ifMatch), body.reason(), "POST /v1/participants/{id}/merge-reversals"));
    }

    @POST
    @Idempotent
    @Path("{id}/erasure")
    @RolesAllowed(Permissions.PRIVACY)
    @APIResponseSchema(value = Erasure.class, responseCode = "201")
    public Response erase(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull @Valid ErasureRequest body) {
        ErasureCommands.Erased erased = erasures.erase(id, Precondition.required(ifMatch), body.reason());
        URI location = URI.create(
                COLLECTION + "/" + id + "/erasures/" + erased.erasure().id());
        return answers.created(location, erased.participant(), erased.erasure());
    }

    @GET
    @Path("{id}/erasures/{erasureId}")
    @RolesAllowed(Permissions.PRIVACY)
    @APIResponseSchema(value = Erasure.class, responseCode = "200")
    public Response erasure(
            UUID id, UUID erasureId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        return Answers.unlessHad(ifNoneMatch, 1, erasures.required(id, erasureId));
    }

    private static @Nullable AccessPurpose stated(@Nullable String purpose) {
        return purpose == null ? null : AccessPurpose.parse(purpose);
    }
}
