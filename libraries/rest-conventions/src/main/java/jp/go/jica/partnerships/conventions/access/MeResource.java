package jp.go.jica.partnerships.conventions.access;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells callers how they are understood: {@code /v1/me}. */
@Path("/v1/me")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class MeResource {

    private final Caller caller;

    public MeResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "me", summary = "Who calls, for which offices, and what that allows here")
    public Me me() {
        return caller.me();
    }
}
