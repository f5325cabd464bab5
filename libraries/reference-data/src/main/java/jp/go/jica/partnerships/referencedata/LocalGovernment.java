package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A prefecture or a municipality.
 *
 * @param name in English with its kind: Kagawa Prefecture, Marugame City
 * @param romaji the Japanese name as it is read, with the suffix of its kind: Marugame Shi
 * @param prefecture the prefecture it lies in; its own code for a prefecture
 * @param city the designated city that a ward is part of, else null
 */
public record LocalGovernment(
        LocalGovernmentCode code,
        Label name,
        String romaji,
        Kind kind,
        LocalGovernmentCode prefecture,
        @Nullable LocalGovernmentCode city) {

    /** The kinds of local government; the last is no legal person. */
    public enum Kind {
        PREFECTURE,
        DESIGNATED_CITY,
        CITY,
        SPECIAL_WARD,
        TOWN,
        VILLAGE,
        WARD_OF_DESIGNATED_CITY
    }

    /** Whether it can be a party to an agreement. A ward of a designated city is an office of that city and cannot. */
    @JsonProperty("canSign")
    public boolean canSign() {
        return kind != Kind.WARD_OF_DESIGNATED_CITY;
    }
}
