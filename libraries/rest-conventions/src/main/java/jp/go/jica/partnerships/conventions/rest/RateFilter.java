package jp.go.jica.partnerships.conventions.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Counts every request that reached a resource, before it is read. */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public class RateFilter implements ContainerRequestFilter {

    private final Rate rate;
    private final SecurityIdentity caller;

    public RateFilter(Rate rate, SecurityIdentity caller) {
        this.rate = rate;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (caller.isAnonymous()) {
            rate.countAddress();
        } else {
            rate.countCaller(caller.getPrincipal().getName());
        }
    }
}
