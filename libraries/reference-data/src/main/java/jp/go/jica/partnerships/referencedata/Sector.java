package jp.go.jica.partnerships.referencedata;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A purpose code of the DAC.
 *
 * @param name in Japanese by our own translation
 * @param activeFrom first day, null if from the beginning
 * @param withdrawnAfter last day, null if still in use
 */
public record Sector(
        SectorCode code,
        Label name,
        Category category,
        @Nullable LocalDate activeFrom,
        @Nullable LocalDate withdrawnAfter) {

    public boolean validOn(LocalDate date) {
        return inUse(activeFrom, withdrawnAfter, date);
    }

    /**
     * The three digits under which sectors are summed up.
     *
     * @param activeFrom first day, null if from the beginning
     * @param withdrawnAfter last day, null if still in use
     */
    public record Category(
            String code,
            Label name,
            @Nullable LocalDate activeFrom,
            @Nullable LocalDate withdrawnAfter) {

        public boolean validOn(LocalDate date) {
            return inUse(activeFrom, withdrawnAfter, date);
        }
    }

    private static boolean inUse(@Nullable LocalDate activeFrom, @Nullable LocalDate withdrawnAfter, LocalDate date) {
        return (activeFrom == null || !date.isBefore(activeFrom))
                && (withdrawnAfter == null || !date.isAfter(withdrawnAfter));
    }
}
