package jp.go.jica.partnerships.conventions.access;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Does what was asked for in a request after that request has ended, in the name of who asked: every check of the caller
 * and every event sees that subject with the rights that it had then.
 */
@ApplicationScoped
public class OnBehalf {

    private final Caller caller;
    private final CurrentVertxRequest http;

    public OnBehalf(Caller caller, CurrentVertxRequest http) {
        this.caller = caller;
        this.http = http;
    }

    /**
     * What the work gives.
     *
     * @throws IllegalStateException within a request, which has a caller of its own
     */
    public <T> T of(Authority authority, Supplier<T> work) {
        ManagedContext context = Arc.container().requestContext();
        ContextState around = context.getStateIfActive();
        if (around != null) {
            if (http.getCurrent() != null) {
                throw new IllegalStateException("A request has its own caller; nobody else is acted for within it");
            }
            context.deactivate();
        }
        context.activate();
        try {
            caller.standInFor(authority);
            return work.get();
        } finally {
            context.terminate();
            if (around != null) {
                context.activate(around);
            }
        }
    }
}
