package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prefecture or a municipality.
 *
 * @param name in English with its kind: Kagawa Prefecture, Marugame City
 * @param romaji the Japanese name as it is read, with the suffix of its kind: Marugame Shi
 * @param prefecture the prefecture it lies in; its own code for a prefecture
 * @param city the designated city that a ward is part of, else null
 * @param validFrom first day of this code, null if before 1970-04-01; a city has a new code from the day it is designated
 * @param validTo last day, null if it still exists
 * @param successors what it became, empty if it still exists
 */
public record LocalGovernment(
        LocalGovernmentCode code,
        Label name,
        String romaji,
        Kind kind,
        LocalGovernmentCode prefecture,
        @Nullable LocalGovernmentCode city,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<LocalGovernmentCode> successors) {

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

    public boolean validOn(LocalDate date) {
        return (validFrom == null || !date.isBefore(validFrom)) && (validTo == null || !date.isAfter(validTo));
    }
}
