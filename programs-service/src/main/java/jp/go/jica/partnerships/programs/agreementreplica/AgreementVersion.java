package jp.go.jica.partnerships.programs.agreementreplica;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.Refusal;

/** A change of an agreement, as {@code Event-Version} names it. */
public record AgreementVersion(UUID agreementId, int version) {

    private static final Pattern FORM = Pattern.compile(
            "(agreements|programs)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/([1-9][0-9]{0,8})");

    /** Those among the values of {@code sees}; changes of this service's own are there at once. */
    public static List<AgreementVersion> parse(List<String> sees) {
        return sees.stream().flatMap(AgreementVersion::parse).toList();
    }

    private static Stream<AgreementVersion> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw Refusal.invalid(
                    "unreadable-value",
                    "?sees",
                    "An Event-Version of agreements-service or of this service is wanted, such as agreements/<id>/3");
        }
        return parts.group(1).equals("agreements")
                ? Stream.of(new AgreementVersion(UUID.fromString(parts.group(2)), Integer.parseInt(parts.group(3))))
                : Stream.empty();
    }
}
