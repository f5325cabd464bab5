package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonCreator;

/** One of JICA's domestic offices, of today or of the past: {@code SKK}, {@code HYG}, a site such as {@code HKD-O}. */
public final class OfficeCode extends Code {

    OfficeCode(String value) {
        super(value);
    }

    /**
     * Reads a code exactly as it is written in its list.
     *
     * @throws InvalidCode if Offices does not know the code; its message says why and, where near, what was meant
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OfficeCode parse(String text) {
        return Offices.CODES.parse(text);
    }
}
