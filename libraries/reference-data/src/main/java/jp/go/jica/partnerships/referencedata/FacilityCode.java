package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A facility inside an office, such as {@code DRLC}. */
public final class FacilityCode extends Code {

    FacilityCode(String value) {
        super(value);
    }

    /**
     * Reads a code exactly as it is written in its list.
     *
     * @throws InvalidCode if Facilities does not know the code; its message says why and, where near, what was meant
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static FacilityCode parse(String text) {
        return Facilities.CODES.parse(text);
    }
}
