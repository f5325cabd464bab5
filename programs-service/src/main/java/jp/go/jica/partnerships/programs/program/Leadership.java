package jp.go.jica.partnerships.programs.program;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import org.jspecify.annotations.Nullable;

/** Which office has led a program from which day on, in order; the last one leads now. */
record Leadership(List<LeadOffice> offices) {

    /** One office for the whole time. */
    static Leadership of(OfficeCode office) {
        return new Leadership(List.of(new LeadOffice(office, null)));
    }

    OfficeCode now() {
        return offices.get(offices.size() - 1).office();
    }

    OfficeCode on(LocalDate day) {
        OfficeCode leading = offices.get(0).office();
        for (LeadOffice each : offices) {
            if (each.from() != null && !each.from().isAfter(day)) {
                leading = each.office();
            }
        }
        return leading;
    }

    /** The other office leads from that day on; what was before stays as it was. */
    Leadership transferredTo(OfficeCode office, LocalDate from, LocalDate proposedOn, LocalDate today) {
        if (office.equals(now())) {
            throw Refusal.brokenRule("office-unchanged", "/leadOffice", "%s leads already".formatted(office));
        }
        LocalDate last = offices.get(offices.size() - 1).from();
        takesOver("/leadOffice", "/effectiveOn", office, from, last == null ? proposedOn : last, today);
        List<LeadOffice> more = new ArrayList<>(offices);
        more.add(new LeadOffice(office, from));
        return new Leadership(more);
    }

    /**
     * All of them can lead and existed when they took over, one after another; the one of the adoption existed on that day.
     *
     * @param proposedOn the first day on which anybody leads
     * @param adoptedOn null before the adoption
     */
    void check(LocalDate proposedOn, @Nullable LocalDate adoptedOn, LocalDate today) {
        LocalDate latest = proposedOn;
        for (int i = 0; i < offices.size(); i++) {
            LeadOffice each = offices.get(i);
            String pointer = i == 0 ? "/leadOffice" : "/leadOffices/%d".formatted(i);
            if ((i == 0) != (each.from() == null)) {
                throw Refusal.brokenRule(
                        "dates-out-of-order",
                        pointer + "/from",
                        "The first office leads from the beginning, and each other one from a day on");
            }
            if (each.from() == null) {
                refuseIfUnfit(pointer, each.office());
            } else {
                takesOver(pointer, pointer + "/from", each.office(), each.from(), latest, today);
                latest = each.from();
            }
        }
        if (adoptedOn != null) {
            refuseIfNotThere("/leadOffice", on(adoptedOn), adoptedOn);
        }
    }

    private static void takesOver(
            String pointer, String datePointer, OfficeCode office, LocalDate from, LocalDate latest, LocalDate today) {
        refuseIfUnfit(pointer, office);
        if (!from.isAfter(latest)) {
            throw Refusal.brokenRule(
                    "dates-out-of-order",
                    datePointer,
                    "%s is not after %s, from when on another office leads".formatted(from, latest));
        }
        if (from.isAfter(today)) {
            throw Refusal.brokenRule("date-in-future", datePointer, "%s is still to come".formatted(from));
        }
        refuseIfNotThere(pointer, office, from);
    }

    private static void refuseIfUnfit(String pointer, OfficeCode office) {
        if (!Offices.of(office).canLead()) {
            throw Refusal.brokenRule("office-cannot-lead", pointer, "%s is a site and cannot lead".formatted(office));
        }
    }

    private static void refuseIfNotThere(String pointer, OfficeCode office, LocalDate day) {
        if (!Offices.of(office).validOn(day)) {
            throw Refusal.brokenRule("office-not-valid", pointer, "%s did not exist on %s".formatted(office, day));
        }
    }
}
