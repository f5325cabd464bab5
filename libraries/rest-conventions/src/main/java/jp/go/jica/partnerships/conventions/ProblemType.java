package jp.go.jica.partnerships.conventions;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that can be wrong with a request, or with the service. Each type has a slug that is stable for ever, one
 * status and a page at {@code /problems/<slug>}; nothing answers a problem of a type that is not here.
 */
public enum ProblemType {
    INVALID_REQUEST(
            400,
            "invalid-request",
            "The request is not valid",
            "The body, a parameter or a header cannot be read, or a value is missing, unknown or out of its bounds.",
            "Each entry of \"errors\" names the place by a JSON Pointer into the body, or by ?name for a query parameter."
                    + " Correct these and send it again; the same request will always be refused."),
    UNAUTHORIZED(
            401,
            "unauthorized",
            "The caller is not known",
            "There is no bearer token, or it has expired, is meant for another audience or was not signed by the issuer.",
            "Get a new token from the issuer and send it as Authorization: Bearer."),
    FORBIDDEN(
            403,
            "forbidden",
            "The caller may not do this",
            "The token is good, but its roles, scopes or offices do not cover what was asked.",
            "\"detail\" says what is missing. Another person may have to do it; asking again does not help."),
    NOT_FOUND(
            404,
            "not-found",
            "There is no such resource",
            "Nothing is at this path, or the caller may not know of it: both are answered alike.",
            "Check the path and the id, and whether the caller acts for the right office."),
    METHOD_NOT_ALLOWED(
            405,
            "method-not-allowed",
            "The resource does not take this method",
            "There is such a path, but not with this method.",
            "The header Allow lists the methods that it takes."),
    NOT_ACCEPTABLE(
            406,
            "not-acceptable",
            "The resource has no such form",
            "None of the media types in the header Accept can be answered here.",
            "Send an Accept with one of the media types that the API description gives for this operation, or none."),
    REQUEST_TIMEOUT(
            408,
            "request-timeout",
            "The request did not arrive in time",
            "The connection was open, but the request came too slowly.",
            "Send it again; with the same Idempotency-Key where it creates something."),
    STATE_CONFLICT(
            409,
            "state-conflict",
            "The resource is in a state that does not allow this",
            "The request is sound, but the record is not in the state that it needs: a draft, an adopted program, …",
            "Read the record again; \"errors\" names the rule. Asking again helps only after the state has changed."),
    DUPLICATE(
            409,
            "duplicate",
            "There is such a record already",
            "A business number, or whatever else must be unique, is taken.",
            "Look the existing record up by that number, or choose another one."),
    LOCK_CONFLICT(
            409,
            "lock-conflict",
            "Another request is changing the same record",
            "Two requests wanted the same record at the same moment, and this one would have waited too long.",
            "Send the same request again after the seconds in Retry-After."),
    IN_FLIGHT(
            409,
            "request-in-flight",
            "The same request is being answered",
            "Another request with this Idempotency-Key has not ended yet.",
            "Send the same request again after the seconds in Retry-After to get its answer."),
    GONE(
            410,
            "gone",
            "The resource is no longer kept",
            "There was such a resource, and it was erased as the law asks or its time has passed.",
            "It will not come back. Remove the reference to it."),
    STALE(
            412,
            "stale-precondition",
            "The resource has changed since it was read",
            "If-Match names another version than the present one: somebody else was faster.",
            "Read the resource again, decide anew, and send the new ETag as If-Match."),
    TOO_LARGE(
            413,
            "too-large",
            "The request body is too large",
            "The body is longer than this service takes; it was not read to its end.",
            "Send less at a time. \"detail\" gives the limit."),
    URI_TOO_LONG(
            414,
            "uri-too-long",
            "The address is too long",
            "The path with its query is longer than the server reads.",
            "Ask for fewer values at a time."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "unsupported-media-type",
            "The body has a form that is not taken here",
            "Content-Type is missing or is none of those that this operation takes.",
            "Send application/json, or application/merge-patch+json with PATCH."),
    BROKEN_RULE(
            422,
            "broken-rule",
            "The contents break a rule",
            "Each value is readable, but together they break a rule: seats, percentages, the order of dates, …",
            "\"errors\" names the rule and the place. Correct the contents."),
    UNKNOWN_REFERENCE(
            422,
            "unknown-reference",
            "The record that is referred to is not known here",
            "The id names a record of another service that has not arrived here.",
            "If the record is new, send the same request again after the seconds in Retry-After; else check the id."),
    REUSED_KEY(
            422,
            "reused-key",
            "The Idempotency-Key was used for another request",
            "The same caller has sent this key to this path with another body within the last 24 hours.",
            "Use a new key for each new request, and the same key only to repeat the very same one."),
    PRECONDITION_REQUIRED(
            428,
            "precondition-required",
            "The request must say which version it changes",
            "A change of an existing record needs the header If-Match, so that no update is lost.",
            "Read the resource and send its ETag as If-Match."),
    TOO_MANY_REQUESTS(
            429,
            "too-many-requests",
            "The caller asks too often",
            "The caller, or its address where there is no token, has used up what it may ask in a short time.",
            "Wait for the seconds in Retry-After, then go on more slowly."),
    HEADERS_TOO_LARGE(
            431,
            "headers-too-large",
            "The request's headers are too large",
            "The headers together are larger than the server reads.",
            "Send fewer or shorter headers; a token that has grown too large is the usual cause."),
    FAILED(
            500,
            "failed",
            "The service failed",
            "This is a fault of the service; it has been logged. No request is meant to come to this.",
            "Report it with the \"traceId\". Whether a change was made is not known: read before it is sent again."),
    UNAVAILABLE(
            503,
            "unavailable",
            "The service cannot answer at the moment",
            "The database or the broker is away, the request took too long, or the data are not as fresh as was asked.",
            "Send the same request again after the seconds in Retry-After; with the same Idempotency-Key where it creates"
                    + " something.");

    /** Where the pages of the types are, below which the slug stands. */
    public static final String PATH = "/problems/";

    private final int status;
    private final String slug;
    private final String title;
    private final String meaning;
    private final String remedy;

    ProblemType(int status, String slug, String title, String meaning, String remedy) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The type of that page. */
    public static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    /** The usual type of a status that the framework answers; the general one of its class for a status without one. */
    public static ProblemType ofStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status)
                .findFirst()
                .orElse(status < 500 ? INVALID_REQUEST : FAILED);
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    /** The {@code type} of a problem document, relative to the service. */
    public String uri() {
        return PATH + slug;
    }

    public String title() {
        return title;
    }

    /** What has happened. */
    public String meaning() {
        return meaning;
    }

    /** What the caller can do. */
    public String remedy() {
        return remedy;
    }
}
