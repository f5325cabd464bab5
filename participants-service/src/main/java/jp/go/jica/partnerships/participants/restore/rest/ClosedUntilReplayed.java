package jp.go.jica.partnerships.participants.restore.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import jp.go.jica.partnerships.participants.restore.RestoreGuard;

/** Refuses every request, whatever it asks for, while somebody who was erased may still be there. */
@Provider
@PreMatching
@Priority(0)
public class ClosedUntilReplayed implements ContainerRequestFilter {

    private final RestoreGuard guard;

    public ClosedUntilReplayed(RestoreGuard guard) {
        this.guard = guard;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        guard.requireOpen();
    }
}
