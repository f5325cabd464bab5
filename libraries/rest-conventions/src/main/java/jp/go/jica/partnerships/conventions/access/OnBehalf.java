package jp.go.jica.partnerships.conventions.access;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Does what was asked for in a request after that request has ended, in the name of who asked: every check of the caller
 * and every event sees that subject with the rights that it had then.
 */
@ApplicationScoped
public class OnBehalf {

    private final Caller caller;

    public OnBehalf(Caller caller) {
        this.caller = caller;
    }

    /**
     * What the work gives.
     *
     * @throws IllegalStateException within a request, which has a caller of its own
     */
    public <T> T of(Authority authority, Supplier<T> work) {
        ManagedContext request = Arc.container().requestContext();
        if (request.isActive()) {
            throw new IllegalStateException("A request has its own caller; nobody else is acted for within it");
        }
        request.activate();
        try {
            caller.standInFor(authority);
            return work.get();
        } finally {
            request.terminate();
        }
    }
}
