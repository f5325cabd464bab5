package jp.go.jica.partnerships.conventions.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import jp.go.jica.partnerships.journal.Aggregate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Answers that carry a resource: with its entity tag, and after a change with the version of the event that told it. */
@ApplicationScoped
public class Answers {

    private final String service;

    public Answers(@ConfigProperty(name = "partnerships.service") String service) {
        this.service = service;
    }

    /** 201 with the whole resource; the path is the collection's, for example {@code /v1/programs}. */
    public Response created(String path, Aggregate resource) {
        return created(URI.create(path + "/" + resource.id()), resource, resource);
    }

    /** 201 for a part of an aggregate, whose entity tag is the aggregate's. */
    public Response created(URI location, Aggregate aggregate, Object body) {
        return withVersion(Response.status(201).location(location), aggregate, body);
    }

    /** 200 with the whole resource after a change. */
    public Response changed(Aggregate resource) {
        return changed(resource, resource);
    }

    public Response changed(Aggregate aggregate, Object body) {
        return withVersion(Response.ok(), aggregate, body);
    }

    /** 200 with the resource, or 304 if the caller has this very version. */
    public Response found(Aggregate aggregate, Object body, @Nullable String ifNoneMatch) {
        return found(tag(aggregate), body, ifNoneMatch);
    }

    /** 200 with what has been changed so many times, or 304 if the caller has this very version. */
    public static Response unlessHad(@Nullable String ifNoneMatch, int version, Object body) {
        return found(new EntityTag(Integer.toString(version)), body, ifNoneMatch);
    }

    /** The same for a form of a resource that has an entity tag of its own: no two forms may share a strong one. */
    public static Response found(EntityTag tag, Object body, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && matches(ifNoneMatch, tag)) {
            return Response.notModified(tag).build();
        }
        return Response.ok(body).tag(tag).build();
    }

    private Response withVersion(Response.ResponseBuilder answer, Aggregate aggregate, Object body) {
        return answer.entity(body)
                .tag(tag(aggregate))
                .header("Event-Version", service + "/" + aggregate.id() + "/" + aggregate.version())
                .build();
    }

    private static EntityTag tag(Aggregate aggregate) {
        return new EntityTag(Integer.toString(aggregate.version()));
    }

    // If-None-Match compares weakly (RFC 9110, 13.1.2).
    private static boolean matches(String ifNoneMatch, EntityTag known) {
        String tag = "\"" + known.getValue() + "\"";
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
    }
}
