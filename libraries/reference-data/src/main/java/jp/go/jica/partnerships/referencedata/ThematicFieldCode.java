package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A thematic field of JICA: {@code HEALTH}, {@code WATER_DISASTER} … */
public final class ThematicFieldCode extends Code {

    ThematicFieldCode(String value) {
        super(value);
    }

    /**
     * Reads a code exactly as it is written in its list.
     *
     * @throws InvalidCode if ThematicFields does not know the code; its message says why and, where near, what was meant
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ThematicFieldCode parse(String text) {
        return ThematicFields.CODES.parse(text);
    }
}
