package jp.go.jica.partnerships.referencedata;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A municipality that ended, or that bore another code or name, before the list of today. It is no party to anything: what it
 * did is recorded under its successor.
 *
 * @param code six digits with check digit; a later municipality may bear the same, and so may one of today
 * @param within the district (郡) or subprefecture it lay in, null for a city
 * @param nameJa without the district; no source at hand has a name in English
 * @param kana how the name is read
 * @param validFrom first day under this code and name, null if before 1970-04-01
 * @param validTo last day
 * @param successors the municipalities of today that it has become; more than one if it was divided
 */
public record FormerLocalGovernment(
        String code,
        @Nullable String within,
        String nameJa,
        String kana,
        LocalGovernmentCode prefecture,
        @Nullable LocalDate validFrom,
        LocalDate validTo,
        Change change,
        List<LocalGovernmentCode> successors) {

    /** What ended it. */
    public enum Change {
        /** Merged with others into a new municipality (新設合併). */
        MERGED,
        /** Taken in by another municipality (編入合併). */
        ABSORBED,
        /** A village became a town, or a town or village a city. */
        RAISED,
        RENAMED,
        /** A city became a designated city, under another code. */
        DESIGNATED,
        /** The district around it changed, and with it the code. */
        DISTRICT_CHANGED
    }

    public boolean validOn(LocalDate date) {
        return (validFrom == null || !date.isBefore(validFrom)) && !date.isAfter(validTo);
    }

    /** Whether it is called so, with or without its district: 美原町, 南河内郡美原町. */
    public boolean isCalled(String text) {
        return text.equals(nameJa)
                || (within != null && text.equals(within + nameJa))
                // In Hokkaido the list has subprefectures, and people write districts.
                || (within != null && !within.endsWith("郡") && text.endsWith("郡" + nameJa));
    }
}
