package jp.go.jica.partnerships.conventions;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of a record, as the header {@code Event-Version} names it: {@code programs/<id>/3}.
 *
 * @param service that owns the record
 */
public record EventVersion(String service, UUID id, int version) {

    private static final Pattern FORM = Pattern.compile(
            "([a-z]+)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/([1-9][0-9]{0,8})");

    /**
     * Those of another service among the values of {@code sees}; changes of the own service are there at once.
     *
     * @throws Refusal invalid, if a value is of neither of the two
     */
    public static List<EventVersion> seen(List<String> sees, String other, String own) {
        return sees.stream()
                .map(text -> read(text, other, own))
                .filter(change -> change.service().equals(other))
                .toList();
    }

    private static EventVersion read(String text, String other, String own) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || !List.of(other, own).contains(parts.group(1))) {
            throw Refusal.invalid(
                    "unreadable-value",
                    "?sees",
                    "An Event-Version of %s-service or of this service is wanted, such as %1$s/<id>/3"
                            .formatted(other));
        }
        return new EventVersion(parts.group(1), UUID.fromString(parts.group(2)), Integer.parseInt(parts.group(3)));
    }
}
