package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A five-digit purpose code of the OECD DAC. */
public final class SectorCode extends Code {

    SectorCode(String value) {
        super(value);
    }

    /**
     * Reads a code exactly as it is written in its list.
     *
     * @throws InvalidCode if Sectors does not know the code; its message says why and, where near, what was meant
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SectorCode parse(String text) {
        if (Sectors.isCategory(text)) {
            throw Sectors.CODES.invalid(
                    "sector-category", text, "is a category of sectors; a sector code has five digits", null);
        }
        return Sectors.CODES.parse(text);
    }
}
