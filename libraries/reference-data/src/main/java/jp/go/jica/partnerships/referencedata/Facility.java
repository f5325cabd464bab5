package jp.go.jica.partnerships.referencedata;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place of work inside an office that is run together with a local government.
 *
 * @param opened when it opened, by the month if the day is not known
 * @param hosts the offices it was in, oldest first
 * @param localGovernment with which it is run
 * @param unverified which of these facts no source confirms
 */
public record Facility(
        FacilityCode code,
        Label name,
        PartialDate opened,
        LocalGovernmentCode localGovernment,
        List<Host> hosts,
        Set<String> unverified) {

    /** An office and the days, both included, on which the facility was inside it; null is without limit. */
    public record Host(
            OfficeCode office,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** The office it was in on a day, null before it opened. */
    public @Nullable OfficeCode officeOn(LocalDate date) {
        for (Host host : hosts) {
            if ((host.from() == null || !date.isBefore(host.from()))
                    && (host.to() == null || !date.isAfter(host.to()))) {
                return host.office();
            }
        }
        return null;
    }
}
