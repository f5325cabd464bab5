package jp.go.jica.partnerships.bulk;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import jp.go.jica.partnerships.conventions.Refusal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What becomes of good rows that stand beside bad ones. */
@Schema(enumeration = {"all-or-nothing", "valid-rows-only"})
public enum ImportMode {
    /** One transaction for the file. */
    ALL_OR_NOTHING,
    /** The good ones are taken, a thousand in one transaction. */
    VALID_ROWS_ONLY;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** From a query parameter; the stricter one if there is none. */
    public static ImportMode parse(@Nullable String text) {
        return text == null
                ? ALL_OR_NOTHING
                : Arrays.stream(values())
                        .filter(mode -> mode.text().equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid(
                                "unknown-value", "?mode", "One of [all-or-nothing, valid-rows-only] is wanted"));
    }
}
