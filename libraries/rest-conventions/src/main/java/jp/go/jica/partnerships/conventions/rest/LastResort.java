package jp.go.jica.partnerships.conventions.rest;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jp.go.jica.partnerships.conventions.ProblemType;

/**
 * Problem documents for what no resource sees: paths that nobody serves, addresses that cannot be decoded, and addresses
 * and headers that are too long.
 */
public class LastResort {

    // After the headers of every answer, before anything reads the address.
    private static final int EARLY = Integer.MAX_VALUE - 1;

    private static final int LONGEST_ADDRESS = 8 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;

    void guard(@Observes Filters filters) {
        filters.register(
                request -> {
                    if (request.request().uri().length() > LONGEST_ADDRESS) {
                        answer(
                                request,
                                ProblemType.URI_TOO_LONG,
                                "At most %d characters are taken".formatted(LONGEST_ADDRESS));
                    } else if (headers(request) > LARGEST_HEADERS) {
                        answer(
                                request,
                                ProblemType.HEADERS_TOO_LARGE,
                                "At most %d bytes are taken".formatted(LARGEST_HEADERS));
                    } else if (isReadable(request)) {
                        request.next();
                    } else {
                        answer(request, ProblemType.INVALID_REQUEST, "The address is not well-formed");
                    }
                },
                EARLY);
    }

    void end(@Observes Router router) {
        // What the router itself cannot read does not come to any filter.
        router.errorHandler(ProblemType.INVALID_REQUEST.status(), request -> {
            if (!request.response().ended()) {
                SecureHeaders.add(request);
                answer(request, ProblemType.INVALID_REQUEST, "The address is not well-formed");
            }
        });
        router.route().last().handler(request -> answer(request, ProblemType.NOT_FOUND, ProblemType.NOT_FOUND.title()));
    }

    private static int headers(RoutingContext request) {
        return request.request().headers().entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
    }

    // Percent-encoding that ends early or is no UTF-8, and NUL in a path. In a query it is refused by the parameter's
    // name.
    private static boolean isReadable(RoutingContext request) {
        try {
            String address =
                    QueryStringDecoder.decodeComponent(request.request().uri().replace("+", "%2B"));
            int query = address.indexOf('?');
            String path = query < 0 ? address : address.substring(0, query);
            return path.indexOf(0) < 0 && address.indexOf('\uFFFD') < 0;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static void answer(RoutingContext request, ProblemType type, String detail) {
        request.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(new JsonObject()
                        .put("type", type.uri())
                        .put("title", type.title())
                        .put("status", type.status())
                        .put("detail", detail)
                        .encode());
    }
}
