package jp.go.jica.partnerships.conventions.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/** Headers that keep a browser from doing anything with an answer but show it; a resource may set its own instead. */
public class SecureHeaders {

    // Before everything else, so that no answer goes without.
    private static final int FIRST = Integer.MAX_VALUE;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.addHeadersEndHandler(nothing -> add(request));
                    request.next();
                },
                FIRST);
    }

    static void add(RoutingContext request) {
        MultiMap headers = request.response().headers();
        unlessSet(headers, "X-Content-Type-Options", "nosniff");
        unlessSet(headers, "Referrer-Policy", "no-referrer");
        String path = request.request().path();
        if (path == null || !path.startsWith("/q/swagger-ui")) {
            unlessSet(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        if (path != null && path.startsWith("/v1/")) {
            unlessSet(headers, HttpHeaders.CACHE_CONTROL.toString(), "no-store");
        }
        if (request.request().isSSL()) {
            unlessSet(headers, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    private static void unlessSet(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
