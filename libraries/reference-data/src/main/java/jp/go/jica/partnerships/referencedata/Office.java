package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A domestic office.
 *
 * @param city where it stands, null if it has several sites or the place is not known
 * @param validFrom first day under this code, null if always
 * @param validTo last day, null if it still exists
 * @param successor the office that took over, null if none
 * @param siteOf the office of which this is only a place of work, null if it is an office of its own
 * @param domesticOffice whether it is one of those that JICA counts as its domestic offices
 * @param unverified which of these facts no source confirms
 */
public record Office(
        OfficeCode code,
        Label name,
        Kind kind,
        @Nullable LocalGovernmentCode city,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable OfficeCode successor,
        @Nullable OfficeCode siteOf,
        boolean domesticOffice,
        List<FormerName> formerNames,
        Set<String> unverified) {

    /** What sort of base it is. */
    public enum Kind {
        INTERNATIONAL_CENTER,
        TRAINING_CENTER,
        BRANCH,
        PLAZA
    }

    /** Whether it can answer for a program or an agreement; a site cannot. */
    @JsonProperty("canLead")
    public boolean canLead() {
        return siteOf == null;
    }

    public boolean validOn(LocalDate date) {
        return (validFrom == null || !date.isBefore(validFrom)) && (validTo == null || !date.isAfter(validTo));
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
