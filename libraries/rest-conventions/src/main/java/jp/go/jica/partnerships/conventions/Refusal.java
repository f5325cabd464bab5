package jp.go.jica.partnerships.conventions;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, with the rule named that it breaks. Nothing of the request is stored then. Adapters
 * answer it as a problem document (RFC 9457) of its type.
 */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param pointer JSON Pointer into the body ({@code /sectors/0/code}), or {@code ?name} for a query parameter
     * @param code stable, for programs
     * @param detail for people
     */
    public record Violation(String pointer, String code, String detail) {}

    private final ProblemType type;
    // Not part of what an exception would be serialised for; nobody serialises it.
    private final transient List<Violation> violations;
    private final transient @Nullable Duration retryAfter;

    private Refusal(ProblemType type, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.violations = violations;
        this.retryAfter = retryAfter;
    }

    public static Refusal invalid(String code, String pointer, String detail) {
        return invalid(List.of(new Violation(pointer, code, detail)));
    }

    public static Refusal invalid(List<Violation> violations) {
        String detail = violations.isEmpty()
                ? ProblemType.INVALID_REQUEST.title()
                : violations.get(0).detail();
        return new Refusal(ProblemType.INVALID_REQUEST, detail, List.copyOf(violations), null);
    }

    public static Refusal forbidden(String detail) {
        return new Refusal(ProblemType.FORBIDDEN, detail, List.of(), null);
    }

    public static Refusal forbidden(String code, String detail) {
        return new Refusal(ProblemType.FORBIDDEN, detail, List.of(new Violation("", code, detail)), null);
    }

    /** The field of the request that names an office for which the caller does not act. */
    public static Refusal foreignOffice(String pointer, String detail) {
        return new Refusal(
                ProblemType.FORBIDDEN, detail, List.of(new Violation(pointer, "foreign-office", detail)), null);
    }

    /** The same words whether it never existed or the caller may not know of it. */
    public static Refusal notFound() {
        return new Refusal(ProblemType.NOT_FOUND, ProblemType.NOT_FOUND.title(), List.of(), null);
    }

    /** The resource is there, but not in the form that was asked for. */
    public static Refusal notAcceptable(String code, String detail) {
        return new Refusal(ProblemType.NOT_ACCEPTABLE, detail, List.of(new Violation("", code, detail)), null);
    }

    public static Refusal stateConflict(String code, String detail) {
        return new Refusal(ProblemType.STATE_CONFLICT, detail, List.of(new Violation("", code, detail)), null);
    }

    /** Another request holds what this one needs; the same request may succeed at once when repeated. */
    public static Refusal lockConflict() {
        String detail = ProblemType.LOCK_CONFLICT.title();
        return new Refusal(
                ProblemType.LOCK_CONFLICT,
                detail,
                List.of(new Violation("", "lock-conflict", detail)),
                Duration.ofSeconds(1));
    }

    /** The same request under the same key is being answered, perhaps by another instance. */
    public static Refusal inFlight() {
        String detail = "A request under this idempotency key is being answered";
        return new Refusal(
                ProblemType.IN_FLIGHT,
                detail,
                List.of(new Violation("", "request-in-flight", detail)),
                Duration.ofSeconds(1));
    }

    /** Somebody would take the first request's answer for that of the second. */
    public static Refusal reusedKey() {
        return new Refusal(
                ProblemType.REUSED_KEY,
                "Another request was answered under this key; give each its own",
                List.of(),
                null);
    }

    public static Refusal duplicate(String code, String pointer, String detail) {
        return new Refusal(ProblemType.DUPLICATE, detail, List.of(new Violation(pointer, code, detail)), null);
    }

    public static Refusal stale() {
        return new Refusal(
                ProblemType.STALE, "Read it again and decide anew: If-Match names an older version", List.of(), null);
    }

    public static Refusal tooLarge(long most) {
        return new Refusal(ProblemType.TOO_LARGE, "At most %d bytes are taken".formatted(most), List.of(), null);
    }

    public static Refusal brokenRule(String code, String pointer, String detail) {
        return new Refusal(ProblemType.BROKEN_RULE, detail, List.of(new Violation(pointer, code, detail)), null);
    }

    /** The reference may be too new to have arrived here; asking again in a second is right. */
    public static Refusal unknownReference(String pointer, String detail) {
        return new Refusal(
                ProblemType.UNKNOWN_REFERENCE,
                detail,
                List.of(new Violation(pointer, "unknown-reference", detail)),
                Duration.ofSeconds(1));
    }

    public static Refusal preconditionRequired() {
        return new Refusal(
                ProblemType.PRECONDITION_REQUIRED, "Send the ETag that was read as If-Match", List.of(), null);
    }

    public static Refusal unavailable(String detail) {
        return new Refusal(ProblemType.UNAVAILABLE, detail, List.of(), Duration.ofSeconds(1));
    }

    /** The caller has asked too often; the time is when it may ask again. */
    public static Refusal tooManyRequests(Duration retryAfter) {
        return new Refusal(
                ProblemType.TOO_MANY_REQUESTS,
                "Wait for the time that Retry-After gives",
                List.of(),
                // The header counts whole seconds, and 0 would invite at once.
                Duration.ofSeconds(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
    }

    public ProblemType type() {
        return type;
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
