package jp.go.jica.partnerships.conventions.idempotency;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * Keeps a hash of a body that comes under a key, so that two requests can be compared by what was sent. It is made while
 * the body is read: a body may be larger than the memory.
 */
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
        if (!current.request().headers().contains(IdempotencyKey.HEADER)) {
            return context.proceed();
        }
        DigestInputStream body = new DigestInputStream(context.getInputStream(), sha256()) {
            @Override
            public void close() {
                // A reader of JSON closes what it has read, though there may be more behind it.
            }
        };
        context.setInputStream(body);
        Object read = context.proceed();
        // What its reader left, the end of the line say, was sent too.
        body.transferTo(OutputStream.nullOutputStream());
        current.put(NAME, body.getMessageDigest().digest());
        return read;
    }

    /** The hash of the body; empty if there was none. */
    static byte[] of(RoutingContext current) {
        return Objects.requireNonNullElseGet(current.<byte[]>get(NAME), () -> new byte[0]);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
