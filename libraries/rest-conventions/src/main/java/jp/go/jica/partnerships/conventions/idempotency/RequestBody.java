package jp.go.jica.partnerships.conventions.idempotency;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;

/** Keeps the bytes of a body that comes under a key, so that two requests can be compared by what was sent. */
@Provider
@Priority(Priorities.USER + 1000) // Behind the limit of a body's size.
public class RequestBody implements ReaderInterceptor {

    private static final String NAME = RequestBody.class.getName();

    private final CurrentVertxRequest request;

    public RequestBody(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        RoutingContext current = request.getCurrent();
        if (current.request().headers().contains(IdempotencyKey.HEADER)) {
            byte[] body = context.getInputStream().readAllBytes();
            current.put(NAME, body);
            context.setInputStream(new ByteArrayInputStream(body));
        }
        return context.proceed();
    }

    /** Empty if there was none. */
    static byte[] of(RoutingContext current) {
        return Objects.requireNonNullElseGet(current.<byte[]>get(NAME), () -> new byte[0]);
    }
}
