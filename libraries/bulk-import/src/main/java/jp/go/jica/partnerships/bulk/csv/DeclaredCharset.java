package jp.go.jica.partnerships.bulk.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The encodings in which spreadsheets in Japan write CSV. */
public final class DeclaredCharset {

    // What Excel calls Shift_JIS is Microsoft's variant of it, with ①, ㈱ and 髙.
    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

    private DeclaredCharset() {}

    /** Of the {@code charset} of a media type; UTF-8 if there is none, nothing if it is one that is not taken. */
    public static Optional<Charset> of(@Nullable String name) {
        return switch (name == null ? "utf-8" : name.toLowerCase(Locale.ROOT)) {
            case "utf-8", "utf8" -> Optional.of(StandardCharsets.UTF_8);
            case "shift_jis", "shift-jis", "sjis", "windows-31j", "ms932", "cp932" -> Optional.of(SHIFT_JIS);
            default -> Optional.empty();
        };
    }
}
