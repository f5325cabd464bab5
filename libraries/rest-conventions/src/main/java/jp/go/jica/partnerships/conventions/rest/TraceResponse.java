package jp.go.jica.partnerships.conventions.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jp.go.jica.partnerships.journal.TraceParent;

/** Tells with every answer, whoever makes it, which trace and which span of it the request was: {@code traceresponse}. */
@ApplicationScoped
public class TraceResponse {

    // Before everything that may answer; the server's span has begun by then.
    private static final int FIRST = 10_000;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    String span = TraceParent.current();
                    if (span != null) {
                        request.response().putHeader("traceresponse", span);
                    }
                    request.next();
                },
                FIRST);
    }
}
