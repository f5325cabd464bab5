package jp.go.jica.partnerships.conventions.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.Cursors;
import jp.go.jica.partnerships.conventions.KeyedHash;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.ServiceSecret;
import org.jspecify.annotations.Nullable;

/** The page that a request asks for; its cursor is good for the same path with the same filters only. */
@ApplicationScoped
public class Listings {

    // They choose the page, not the list.
    private static final Set<String> ABOUT_THE_PAGE = Set.of("cursor", "limit", "total");

    private final KeyedHash key;
    private final CurrentVertxRequest request;

    public Listings(ServiceSecret secret, CurrentVertxRequest request) {
        this.key = secret.keyFor("cursor");
        this.request = request;
    }

    /** From the query parameters of these names as they came. */
    public Listing of(@Nullable String cursor, @Nullable String limit, @Nullable String total) {
        RoutingContext current = request.getCurrent();
        Stream<String> filters = current.queryParams().entries().stream()
                .filter(parameter -> !ABOUT_THE_PAGE.contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .sorted();
        byte[] list = key.of(Stream.concat(Stream.of(current.request().path()), filters)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
        return Listing.of(cursor, limit, total, new Cursors(key, list));
    }
}
