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
 * @param jurisdictions the prefectures that it answers for, or answered for
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
        List<Jurisdiction> jurisdictions,
        Set<String> unverified) {

    /** What sort of base it is. */
    public enum Kind {
        INTERNATIONAL_CENTER,
        TRAINING_CENTER,
        BRANCH,
        PLAZA
    }

    /**
     * A prefecture that the office answers for.
     *
     * @param from first day, null if not known or always: the office's own first day holds then
     * @param to last day, null if there is none but the office's own
     * @param source address of the page that says so
     * @param unverified which of these facts no source confirms
     */
    public record Jurisdiction(
            LocalGovernmentCode prefecture,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String source,
            Set<String> unverified) {

        boolean covers(LocalGovernmentCode localGovernment, LocalDate date) {
            return prefecture.prefectureNumber().equals(localGovernment.prefectureNumber())
                    && (from == null || !date.isBefore(from))
                    && (to == null || !date.isAfter(to));
        }
    }

    /** Whether it answered on a day for the prefecture or municipality, as far as it is known. */
    public boolean isResponsibleFor(LocalGovernmentCode localGovernment, LocalDate date) {
        return validOn(date) && jurisdictions.stream().anyMatch(each -> each.covers(localGovernment, date));
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
