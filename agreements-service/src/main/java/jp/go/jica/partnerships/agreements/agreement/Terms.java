package jp.go.jica.partnerships.agreements.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The terms of an agreement, one after the other without a hole: the first as it was agreed, then one for each renewal, agreed
 * or automatic. A renewal that was agreed takes the place of the automatic one that would begin on the same day.
 *
 * @param firstDay of the first term
 * @param firstEnd last day of the first term, null if it is open
 * @param automatic null without automatic renewal
 * @param noticeGivenOn when one side said that it shall not be renewed automatically any more
 */
public record Terms(
        LocalDate firstDay,
        @Nullable LocalDate firstEnd,
        List<Renewal> renewals,
        @Nullable AutomaticRenewal automatic,
        @Nullable LocalDate noticeGivenOn) {

    /**
     * One of them.
     *
     * @param to last day, null if it is open
     * @param automatic whether nobody agreed to it anew
     */
    public record Term(LocalDate from, @Nullable LocalDate to, boolean automatic) {

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    Term first() {
        return new Term(firstDay, firstEnd, false);
    }

    /** The term that follows; none after an open one, and none if nothing renews it. */
    Optional<Term> after(Term term) {
        LocalDate end = term.to();
        if (end == null) {
            return Optional.empty();
        }
        LocalDate begin = end.plusDays(1);
        Optional<Renewal> agreed = renewals.stream()
                .filter(renewal -> renewal.effectiveFrom().equals(begin) && renewal.hasDays())
                .findFirst();
        if (agreed.isPresent()) {
            return Optional.of(new Term(begin, agreed.get().effectiveTo(), false));
        }
        if (automatic == null || isStoppedAt(end, automatic)) {
            return Optional.empty();
        }
        return Optional.of(new Term(begin, nextBegin(begin, automatic.months()).minusDays(1), true));
    }

    /** The term that covers the day. */
    Optional<Term> at(LocalDate day) {
        Optional<Term> term = day.isBefore(firstDay) ? Optional.empty() : Optional.of(first());
        while (term.isPresent() && !term.get().covers(day)) {
            term = after(term.get());
        }
        return term;
    }

    /** The last day of the last term; null if there is none, because that is open or each is followed by another. */
    @Nullable
    LocalDate lastDay() {
        Term term = first();
        while (true) {
            Optional<Term> next = after(term);
            if (next.isEmpty()) {
                return term.to();
            }
            term = next.get();
            if (term.automatic() && noticeGivenOn == null && noneAgreedAfter(term.from())) {
                return null;
            }
        }
    }

    /** The last day on which notice prevents the renewal at the end of a term; null where nothing is renewed of itself. */
    @Nullable
    LocalDate noticeDeadline(Term term) {
        return term.to() == null || automatic == null ? null : term.to().minusDays(automatic.noticeDays());
    }

    private boolean isStoppedAt(LocalDate end, AutomaticRenewal renewal) {
        return noticeGivenOn != null && !noticeGivenOn.isAfter(end.minusDays(renewal.noticeDays()));
    }

    private boolean noneAgreedAfter(LocalDate day) {
        return renewals.stream().noneMatch(renewal -> renewal.effectiveFrom().isAfter(day));
    }

    // Civil Code, article 143 (2): a period of months ends on the day before the one that corresponds to its first,
    // and where the last month has no such day, with that month.
    private static LocalDate nextBegin(LocalDate begin, int months) {
        LocalDate corresponding = begin.plusMonths(months);
        boolean monthIsTooShort = corresponding.getDayOfMonth() < begin.getDayOfMonth();
        return monthIsTooShort ? corresponding.plusDays(1) : corresponding;
    }
}
