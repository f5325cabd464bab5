package jp.go.jica.partnerships.referencedata;

import org.jspecify.annotations.Nullable;

/**
 * A text that is no code of its list. The message is a whole English sentence, made to be shown to whoever sent the text;
 * what it repeats of the text is shortened and free of control characters.
 */
public class InvalidCode extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_ECHO = 40;

    private final String code;
    private final String value;
    private final @Nullable String suggestion;

    /**
     * @param code what is wrong, as a slug for programs: {@code unknown-office-code}
     * @param value the text as it came
     * @param explanation follows the quoted text in the message: "is not an office code"
     * @param suggestion the code that was probably meant, if one is near
     * @param suggestedName its name, for people
     */
    InvalidCode(
            String code,
            String value,
            String explanation,
            @Nullable String suggestion,
            @Nullable String suggestedName) {
        super(message(value, explanation, suggestion, suggestedName));
        this.code = code;
        this.value = value;
        this.suggestion = suggestion;
    }

    /** What is wrong, as a slug: {@code unknown-country-code}, {@code wrong-check-digit} … */
    public String code() {
        return code;
    }

    /** The text as it came, in full length. */
    public String value() {
        return value;
    }

    /** The code that was probably meant, or null when none is near. */
    public @Nullable String suggestion() {
        return suggestion;
    }

    private static String message(
            String value, String explanation, @Nullable String suggestion, @Nullable String suggestedName) {
        String problem = "\"%s\" %s.".formatted(echo(value), explanation);
        if (suggestion == null) {
            return problem;
        }
        String name = suggestedName == null ? "" : " (%s)".formatted(suggestedName);
        return "%s Did you mean %s%s?".formatted(problem, suggestion, name);
    }

    private static String echo(String value) {
        String printable = value.codePoints()
                .limit(LONGEST_ECHO)
                .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return value.codePointCount(0, value.length()) > LONGEST_ECHO ? printable + "…" : printable;
    }
}
