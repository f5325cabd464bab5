package jp.go.jica.partnerships.conventions;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, with the rule named that it breaks. Nothing of the request is stored then. Adapters
 * answer it as a problem document (RFC 9457) of the kind's status.
 */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why; each is one problem type, its slug stable for ever. */
    public enum Kind {
        INVALID_REQUEST(400, "invalid-request", "The request is not valid"),
        FORBIDDEN(403, "forbidden", "The caller may not do this"),
        NOT_FOUND(404, "not-found", "There is no such resource"),
        STATE_CONFLICT(409, "state-conflict", "The resource is in a state that does not allow this"),
        DUPLICATE(409, "duplicate", "There is such a record already"),
        STALE(412, "stale-precondition", "The resource has changed since it was read"),
        TOO_LARGE(413, "too-large", "The request body is too large"),
        BROKEN_RULE(422, "broken-rule", "The contents break a rule"),
        UNKNOWN_REFERENCE(422, "unknown-reference", "The record that is referred to is not known here"),
        REUSED_KEY(422, "reused-key", "The idempotency key was used for another request"),
        PRECONDITION_REQUIRED(428, "precondition-required", "The request must say which version it changes"),
        UNAVAILABLE(503, "unavailable", "The service cannot answer at the moment");

        private final int status;
        private final String slug;
        private final String title;

        Kind(int status, String slug, String title) {
            this.status = status;
            this.slug = slug;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String slug() {
            return slug;
        }

        public String title() {
            return title;
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer JSON Pointer into the body ({@code /sectors/0/code}), or {@code ?name} for a query parameter
     * @param code stable, for programs
     * @param detail for people
     */
    public record Violation(String pointer, String code, String detail) {}

    private final Kind kind;
    // Not part of what an exception would be serialised for; nobody serialises it.
    private final transient List<Violation> violations;
    private final transient @Nullable Duration retryAfter;

    private Refusal(Kind kind, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.kind = kind;
        this.violations = violations;
        this.retryAfter = retryAfter;
    }

    public static Refusal invalid(String code, String pointer, String detail) {
        return invalid(List.of(new Violation(pointer, code, detail)));
    }

    public static Refusal invalid(List<Violation> violations) {
        String detail = violations.isEmpty()
                ? Kind.INVALID_REQUEST.title
                : violations.get(0).detail();
        return new Refusal(Kind.INVALID_REQUEST, detail, List.copyOf(violations), null);
    }

    public static Refusal forbidden(String detail) {
        return new Refusal(Kind.FORBIDDEN, detail, List.of(), null);
    }

    public static Refusal forbidden(String code, String detail) {
        return new Refusal(Kind.FORBIDDEN, detail, List.of(new Violation("", code, detail)), null);
    }

    /** The same words whether it never existed or the caller may not know of it. */
    public static Refusal notFound() {
        return new Refusal(Kind.NOT_FOUND, Kind.NOT_FOUND.title, List.of(), null);
    }

    public static Refusal stateConflict(String code, String detail) {
        return new Refusal(Kind.STATE_CONFLICT, detail, List.of(new Violation("", code, detail)), null);
    }

    /** Another request holds what this one needs; the same request may succeed at once when repeated. */
    public static Refusal lockConflict() {
        String detail = "Another request is changing the same record";
        return new Refusal(
                Kind.STATE_CONFLICT,
                detail,
                List.of(new Violation("", "lock-conflict", detail)),
                Duration.ofSeconds(1));
    }

    /** The same request under the same key is being answered, perhaps by another instance. */
    public static Refusal inFlight() {
        String detail = "A request under this idempotency key is being answered";
        return new Refusal(
                Kind.STATE_CONFLICT,
                detail,
                List.of(new Violation("", "request-in-flight", detail)),
                Duration.ofSeconds(1));
    }

    /** Somebody would take the first request's answer for that of the second. */
    public static Refusal reusedKey() {
        return new Refusal(
                Kind.REUSED_KEY, "Another request was answered under this key; give each its own", List.of(), null);
    }

    public static Refusal duplicate(String code, String pointer, String detail) {
        return new Refusal(Kind.DUPLICATE, detail, List.of(new Violation(pointer, code, detail)), null);
    }

    public static Refusal stale() {
        return new Refusal(
                Kind.STALE, "Read it again and decide anew: If-Match names an older version", List.of(), null);
    }

    public static Refusal tooLarge(long most) {
        return new Refusal(Kind.TOO_LARGE, "At most %d bytes are taken".formatted(most), List.of(), null);
    }

    public static Refusal brokenRule(String code, String pointer, String detail) {
        return new Refusal(Kind.BROKEN_RULE, detail, List.of(new Violation(pointer, code, detail)), null);
    }

    /** The reference may be too new to have arrived here; asking again in a second is right. */
    public static Refusal unknownReference(String pointer, String detail) {
        return new Refusal(
                Kind.UNKNOWN_REFERENCE,
                detail,
                List.of(new Violation(pointer, "unknown-reference", detail)),
                Duration.ofSeconds(1));
    }

    public static Refusal preconditionRequired() {
        return new Refusal(Kind.PRECONDITION_REQUIRED, "Send the ETag that was read as If-Match", List.of(), null);
    }

    public static Refusal unavailable(String detail) {
        return new Refusal(Kind.UNAVAILABLE, detail, List.of(), Duration.ofSeconds(1));
    }

    public Kind kind() {
        return kind;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    /** After which time the same request may succeed, if it may. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
