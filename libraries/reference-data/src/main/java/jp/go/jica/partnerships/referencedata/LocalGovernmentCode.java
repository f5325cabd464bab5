package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * A prefecture or municipality by its six digits (全国地方公共団体コード): two of the prefecture, three, and a check digit.
 */
public final class LocalGovernmentCode extends Code {

    private static final int[] WEIGHTS = {6, 5, 4, 3, 2};

    LocalGovernmentCode(String value) {
        super(value);
    }

    /**
     * Reads a code exactly as it is written in its list.
     *
     * @throws InvalidCode if there is no such local government; its message says why and, where near, what was meant: a
     *     wrong or missing check digit is answered with the right one, a municipality of the past with what it became
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static LocalGovernmentCode parse(String text) {
        CodeList<LocalGovernmentCode, LocalGovernment> codes = LocalGovernments.CODES;
        LocalGovernmentCode known = codes.find(text);
        if (known != null) {
            return known;
        }
        if (text.matches("[0-9]{5}")) {
            String whole = text + checkDigit(text);
            LocalGovernmentCode meant = codes.find(whole);
            throw codes.invalid(
                    "missing-check-digit",
                    text,
                    "has five digits; a local government code has six, the last being a check digit",
                    meant != null ? meant : FormerLocalGovernments.successorOf(whole));
        }
        if (text.matches("[0-9]{6}") && text.charAt(5) != checkDigit(text)) {
            String body = text.substring(0, 5);
            LocalGovernmentCode meant = codes.find(body + checkDigit(text));
            if (meant != null) {
                throw codes.invalid(
                        "wrong-check-digit",
                        text,
                        "has the wrong check digit: after %s comes %s".formatted(body, checkDigit(text)),
                        meant);
            }
        }
        throw FormerLocalGovernments.explain(text);
    }

    /** The two digits of the prefecture, JIS X 0401: {@code 37} for Kagawa and all its towns. */
    public String prefectureNumber() {
        return value().substring(0, 2);
    }

    /**
     * The last digit that belongs to the first five: with s the sum of the digits times 6, 5, 4, 3, 2, it is the last digit
     * of 11 − s mod 11, as the Ministry of Internal Affairs laid down with the codes.
     *
     * @param digits at least five digits; only the first five count
     */
    static char checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * Character.digit(digits.charAt(i), 10);
        }
        return Character.forDigit((11 - sum % 11) % 10, 10);
    }
}
