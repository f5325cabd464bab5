package jp.go.jica.partnerships.referencedata;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A country of today or of the past.
 *
 * @param alpha3 ISO 3166-1 alpha-3, null for {@code ZZ}
 * @param region continent by M49; null for Antarctica, {@code ZZ} and former countries
 * @param subregion by M49, such as South-eastern Asia
 * @param intermediateRegion by M49, such as Eastern Africa; null where M49 has none
 * @param introduced first day of the code, given only where its two letters had meant another country before
 * @param withdrawn from when on the code of a former country was out of use, by the year if no more is known
 * @param formerNames names of the same country before the present one, oldest first
 * @param successors what a former country became; one of them may itself be a former country
 * @param unverified which of these facts no source confirms
 */
public record Country(
        CountryCode code,
        @Nullable String alpha3,
        Label name,
        Status status,
        @Nullable Region region,
        @Nullable Region subregion,
        @Nullable Region intermediateRegion,
        @Nullable LocalDate introduced,
        @Nullable PartialDate withdrawn,
        List<FormerName> formerNames,
        List<CountryCode> successors,
        Set<String> unverified) {

    /** How the code came to be. */
    public enum Status {
        /** Assigned in ISO 3166-1. */
        ASSIGNED,
        /** {@code XK}: not in ISO 3166-1, in general use. */
        USER_ASSIGNED,
        /** Withdrawn; the key is the ISO 3166-3 code. */
        FORMER,
        /** {@code ZZ}: no country, to be given with a reason. */
        NO_COUNTRY
    }

    /** Whether these two letters meant this former country on a day. */
    boolean wasMeantBy(String alpha2, LocalDate date) {
        // ISO 3166-3 builds its codes by adding two letters to the alpha-2 code that is withdrawn.
        return withdrawn != null
                && code.value().startsWith(alpha2)
                && date.isBefore(withdrawn.firstDay())
                && (introduced == null || !date.isBefore(introduced));
    }

    /** The name in use on a day, as far as it is known. */
    public Label nameOn(LocalDate date) {
        for (FormerName former : formerNames) {
            if (former.wasUsedOn(date)) {
                return former.name();
            }
        }
        return name;
    }
}
