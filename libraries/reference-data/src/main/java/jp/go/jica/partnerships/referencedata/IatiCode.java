package jp.go.jica.partnerships.referencedata;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A code of one of the lists of the IATI Standard.
 *
 * @param name in English; the standard has none in Japanese
 * @param category the standard's own grouping within the list, null if it has none
 * @param activeFrom first day, null if from the beginning
 * @param withdrawnAfter last day, null if still in use
 */
public record IatiCode(
        String code,
        String name,
        @Nullable String category,
        @Nullable LocalDate activeFrom,
        @Nullable LocalDate withdrawnAfter) {

    public boolean validOn(LocalDate date) {
        return (activeFrom == null || !date.isBefore(activeFrom))
                && (withdrawnAfter == null || !date.isAfter(withdrawnAfter));
    }
}
