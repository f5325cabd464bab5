package jp.go.jica.partnerships.agreements.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The terms of an agreement, one after the other without a hole: the first as it was agreed, then one for each renewal.
 *
 * @param lastDay of the first term, null if it is open
 * @param renewalMonths length of each term that an automatic renewal adds, null without automatic renewal
 */
record Terms(
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable Integer renewalMonths) {

    /** The first day of the term that covers the day; null if none does. */
    @Nullable
    LocalDate beginOfTermAt(LocalDate day) {
        if (day.isBefore(firstDay)) {
            return null;
        }
        if (lastDay == null || !day.isAfter(lastDay)) {
            return firstDay;
        }
        return renewalMonths == null ? null : beginOfRenewalAt(day, lastDay.plusDays(1), renewalMonths);
    }

    private static LocalDate beginOfRenewalAt(LocalDate day, LocalDate firstRenewal, int months) {
        LocalDate begin = firstRenewal;
        LocalDate next = nextBegin(begin, months);
        while (!next.isAfter(day)) {
            begin = next;
            next = nextBegin(begin, months);
        }
        return begin;
    }

    // Civil Code, article 143 (2): a period of months ends on the day before the one that corresponds to its first,
    // and where the last month has no such day, with that month.
    private static LocalDate nextBegin(LocalDate begin, int months) {
        LocalDate corresponding = begin.plusMonths(months);
        boolean monthIsTooShort = corresponding.getDayOfMonth() < begin.getDayOfMonth();
        return monthIsTooShort ? corresponding.plusDays(1) : corresponding;
    }
}
