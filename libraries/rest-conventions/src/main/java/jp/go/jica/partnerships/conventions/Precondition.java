package jp.go.jica.partnerships.conventions;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version that a caller has read and wants to change: of two who read the same one, only the first wins. */
public record Precondition(int version) {

    private static final Pattern STRONG_TAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");

    /** From an {@code If-Match} header that names exactly one strong entity tag; {@code *} would lose updates. */
    public static Precondition required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Refusal.preconditionRequired();
        }
        var tag = STRONG_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Refusal.stale();
        }
        return new Precondition(Integer.parseInt(tag.group(1)));
    }

    public void check(int actualVersion) {
        if (actualVersion != version) {
            throw Refusal.stale();
        }
    }
}
