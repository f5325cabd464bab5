package jp.go.jica.partnerships.participants.personalkey.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.participants.personalkey.KeyRotation;
import jp.go.jica.partnerships.participants.personalkey.PersonKeys;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Wraps the keys of persons anew: {@code /v1/key-rotations}. */
@Path("/v1/key-rotations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.ADMINISTER)
public class KeyRotationResource {

    private static final int USUAL = 5_000;

    private final PersonKeys keys;

    public KeyRotationResource(PersonKeys keys) {
        this.keys = keys;
    }

    /** How many at most; 5,000 if it is not said. */
    public record Rotation(@Min(1) @Max(20_000) @Nullable Integer atMost) {}

    @POST
    @Idempotent
    @APIResponseSchema(value = KeyRotation.class, responseCode = "200")
    public Response rotate(@NotNull @Valid Rotation body) {
        Integer atMost = body.atMost();
        return Response.ok(keys.rotate(atMost == null ? USUAL : atMost)).build();
    }
}
