package jp.go.jica.partnerships.journal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a verb of an aggregate returns: the change, with the whole state on both sides of it.
 *
 * @param name past tense, business words, for example {@code ProgramAdopted}
 * @param before the state before, null for the first event of an aggregate
 * @param after the whole state after the change
 * @param reason a code or a text without personal data, where the change demands one
 */
public record DomainEvent<A extends Aggregate>(
        String name, @Nullable A before, A after, @Nullable String reason) {

    public static <A extends Aggregate> DomainEvent<A> first(String name, A after) {
        return new DomainEvent<>(name, null, after, null);
    }

    public static <A extends Aggregate> DomainEvent<A> change(String name, A before, A after) {
        return new DomainEvent<>(name, before, after, null);
    }

    public DomainEvent<A> because(String statedReason) {
        return new DomainEvent<>(name, before, after, statedReason);
    }

    /** {@code ProgramAdopted} of the service {@code programs} is {@code programs.program-adopted.v1} on the wire. */
    public String wireType(String service) {
        return wireType(service, name);
    }

    public static String wireType(String service, String name) {
        return service + "." + name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".v1";
    }
}
