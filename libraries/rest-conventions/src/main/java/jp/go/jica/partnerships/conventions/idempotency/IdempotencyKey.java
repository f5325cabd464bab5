package jp.go.jica.partnerships.conventions.idempotency;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jp.go.jica.partnerships.conventions.Refusal;

/** What a caller names a request by: 1 to 128 visible ASCII characters. */
record IdempotencyKey(String text) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");

    /** From the headers of that name. */
    static Optional<IdempotencyKey> of(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        String text = headers.get(0);
        if (headers.size() > 1 || !FORM.matcher(text).matches()) {
            throw Refusal.invalid(
                    "unusable-idempotency-key", HEADER, "One key of 1 to 128 visible ASCII characters is wanted");
        }
        return Optional.of(new IdempotencyKey(text));
    }
}
