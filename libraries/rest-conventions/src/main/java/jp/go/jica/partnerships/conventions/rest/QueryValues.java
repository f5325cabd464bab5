package jp.go.jica.partnerships.conventions.rest;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import org.jspecify.annotations.Nullable;

/** The values of a repeatable query parameter; one that cannot be read is refused by the parameter's name. */
public final class QueryValues {

    private static final int LONGEST = 200;

    private QueryValues() {}

    /** Free text as it came: not empty, without NUL, at most 200 characters. */
    public static List<String> texts(String name, List<String> values) {
        for (String value : values) {
            if (value.isBlank() || value.length() > LONGEST || value.indexOf(0) >= 0) {
                throw Refusal.invalid(
                        "unusable-text", "?" + name, "A text of 1 to %d characters is wanted".formatted(LONGEST));
            }
        }
        return values;
    }

    /** Codes, read by the parser of their type. */
    public static <T> List<T> parsed(String name, List<String> values, Function<String, T> parser) {
        try {
            return values.stream().map(parser).toList();
        } catch (InvalidCode unknown) {
            throw Refusal.invalid(unknown.code(), "?" + name, String.valueOf(unknown.getMessage()));
        } catch (IllegalArgumentException unreadable) {
            throw Refusal.invalid("unreadable-value", "?" + name, "This value of %s cannot be read".formatted(name));
        }
    }

    /** Days as 2015-04-01, from 1900 to 2199. */
    public static List<LocalDate> dates(String name, List<String> values) {
        return values.stream()
                .map(value -> BusinessDay.read(value)
                        .orElseThrow(() ->
                                Refusal.invalid("unreadable-value", "?" + name, "A date such as 2015-04-01 is wanted")))
                .toList();
    }

    /** A switch; off if it is not given. */
    public static boolean yesOrNo(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw Refusal.invalid("unknown-value", "?" + name, "One of [true, false] is wanted");
    }

    /** Constants of an enumeration. */
    public static <E extends Enum<E>> List<E> oneOf(String name, List<String> values, Class<E> type) {
        try {
            return values.stream().map(value -> Enum.valueOf(type, value)).toList();
        } catch (IllegalArgumentException unknown) {
            throw Refusal.invalid(
                    "unknown-value",
                    "?" + name,
                    "One of %s is wanted".formatted(Arrays.toString(type.getEnumConstants())));
        }
    }
}
