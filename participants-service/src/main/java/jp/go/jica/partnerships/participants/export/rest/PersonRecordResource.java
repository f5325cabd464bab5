package jp.go.jica.partnerships.participants.export.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.participants.accesslog.AccessEntry;
import jp.go.jica.partnerships.participants.accesslog.AccessLog;
import jp.go.jica.partnerships.participants.accesslog.AccessPurpose;
import jp.go.jica.partnerships.participants.export.Exports;
import jp.go.jica.partnerships.participants.export.ParticipantExport;
import jp.go.jica.partnerships.participants.participant.Participants;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a person may ask for: what is kept, and who has seen it: below {@code /v1/participants/{id}}. */
@Path("/v1/participants")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Permissions.PRIVACY, Permissions.AUDIT})
public class PersonRecordResource {

    private final Exports exports;
    private final AccessLog accessLog;
    private final Participants participants;
    private final Listings listings;

    public PersonRecordResource(Exports exports, AccessLog accessLog, Participants participants, Listings listings) {
        this.exports = exports;
        this.accessLog = accessLog;
        this.participants = participants;
        this.listings = listings;
    }

    @GET
    @Path("{id}/access-log")
    public Page<AccessEntry> accessLog(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total) {
        participants.requireKnown(id);
        return accessLog.of(id, listings.of(cursor, limit, total));
    }

    @GET
    @Path("{id}/export")
    @RolesAllowed(Permissions.PERSONAL_DATA)
    public ParticipantExport export(
            UUID id,
            @Parameter(
                            description =
                                    "What it is wanted for, as with GET /v1/participants/{id}; a privacy officer who does not say answers the person (DATA_SUBJECT_REQUEST)")
                    @HeaderParam(AccessPurpose.HEADER)
                    @Nullable
                    String purpose) {
        return exports.of(
                id, purpose == null ? null : AccessPurpose.parse(purpose), "GET /v1/participants/{id}/export");
    }
}
