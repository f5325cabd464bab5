package jp.go.jica.partnerships.conventions.rest;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of a request; anything that is not one is passed over, as the standard asks. */
public final class TraceParent {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    public static @Nullable String of(@Nullable RoutingContext request) {
        if (request == null) {
            return null;
        }
        String header = request.request().getHeader("traceparent");
        return header != null && FORM.matcher(header).matches() ? header : null;
    }

    /** The trace id within, 32 hexadecimal digits. */
    public static @Nullable String traceId(@Nullable RoutingContext request) {
        String header = of(request);
        return header == null ? null : header.substring(3, 35);
    }
}
