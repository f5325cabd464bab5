package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A country: ISO 3166-1 alpha-2, {@code XK}, {@code ZZ} for no country, or the four-letter ISO 3166-3 code of a former country. */
public final class CountryCode extends Code {

    CountryCode(String value) {
        super(value);
    }

    /**
     * Reads a code exactly as it is written in its list.
     *
     * @throws InvalidCode if Countries does not know the code; its message says why and, where near, what was meant
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CountryCode parse(String text) {
        return Countries.CODES.parse(text);
    }
}
