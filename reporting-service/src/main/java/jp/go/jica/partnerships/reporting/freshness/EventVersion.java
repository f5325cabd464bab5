package jp.go.jica.partnerships.reporting.freshness;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.go.jica.partnerships.conventions.Refusal;

/**
 * A change, as an owner's answer names it in its header: {@code programs/<aggregate id>/<version>}.
 */
public record EventVersion(String owner, UUID aggregateId, int version) {

    private static final Pattern FORM = Pattern.compile(
            "(programs|agreements|participants)/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/([1-9][0-9]{0,8})");

    /**
     * Reads the value of the header.
     *
     * @throws Refusal (400) if it is no value of an {@code Event-Version} header
     */
    public static EventVersion parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw Refusal.invalid(
                    "invalid-event-version",
                    "?sees",
                    "Give the value of an Event-Version header: <service>/<id>/<version>");
        }
        return new EventVersion(parts.group(1), UUID.fromString(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    @Override
    public String toString() {
        return "%s/%s/%d".formatted(owner, aggregateId, version);
    }
}
