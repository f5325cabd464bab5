package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A scheme of cooperation: {@code JPP-LG}, {@code KCCP} … */
public final class SchemeCode extends Code {

    SchemeCode(String value) {
        super(value);
    }

    /**
     * Reads a code exactly as it is written in its list.
     *
     * @throws InvalidCode if Schemes does not know the code; its message says why and, where near, what was meant
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SchemeCode parse(String text) {
        return Schemes.CODES.parse(text);
    }
}
