package jp.go.jica.partnerships.reporting.fold;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import org.jspecify.annotations.Nullable;

/**
 * The days on which an agreement is in force, by its dates alone: from the later of its signature and its first day to the end of
 * its terms, a termination or a successor, whichever comes first, and without the days on which it was suspended. The owner's
 * cases (agreements-service, contracts/examples/in-force.csv) hold here too.
 */
final class DaysInForce {

    /** No day at all. */
    static final String NONE = "{}";

    private final LocalDate firstDay;
    private final @Nullable LocalDate firstEnd;
    private final Map<LocalDate, Optional<LocalDate>> agreedEnds;
    private final int months;
    private final int noticeDays;
    private final @Nullable LocalDate noticeGivenOn;

    private DaysInForce(Shape agreement) throws UnreadableEventException {
        this.firstDay = agreement.date("effectiveFrom");
        this.firstEnd = agreement.optionalDate("effectiveTo");
        this.agreedEnds = new HashMap<>();
        for (Shape renewal : agreement.each("renewals")) {
            LocalDate begin = renewal.date("effectiveFrom");
            LocalDate end = renewal.optionalDate("effectiveTo");
            // A term that ended before it began would be followed by itself for ever.
            if (end == null || !end.isBefore(begin)) {
                agreedEnds.put(begin, Optional.ofNullable(end));
            }
        }
        Shape automatic = agreement.optional("automaticRenewal");
        this.months = automatic == null ? 0 : automatic.positive("months");
        this.noticeDays = automatic == null ? 0 : automatic.notNegative("noticeDays");
        this.noticeGivenOn = agreement.optionalDate("noticeGivenOn");
    }

    /** As PostgreSQL writes a multirange of dates. */
    static String of(Shape agreement, LocalDate signedOn) throws UnreadableEventException {
        DaysInForce terms = new DaysInForce(agreement);
        LocalDate from = signedOn.isAfter(terms.firstDay) ? signedOn : terms.firstDay;
        LocalDate until = terms.firstDayAfterTheTerms();
        LocalDate terminatedOn = agreement.optionalDate("terminatedOn");
        if (terminatedOn != null) {
            until = earlier(until, terms.isFirstOfARenewal(terminatedOn) ? terminatedOn : terminatedOn.plusDays(1));
        }
        Shape successor = agreement.optional("supersededBy");
        if (successor != null) {
            until = earlier(until, successor.date("from"));
        }
        StringJoiner ranges = new StringJoiner(",", "{", "}");
        for (Shape suspension : agreement.each("suspensions")) {
            add(ranges, from, earlier(until, suspension.date("suspendedOn")));
            LocalDate resumedOn = suspension.optionalDate("resumedOn");
            if (resumedOn == null) {
                return ranges.toString();
            }
            from = resumedOn.isAfter(from) ? resumedOn : from;
        }
        add(ranges, from, until);
        return ranges.toString();
    }

    private static void add(StringJoiner ranges, LocalDate from, @Nullable LocalDate until) {
        if (until == null || from.isBefore(until)) {
            ranges.add("[%s,%s)".formatted(from, until == null ? "" : until));
        }
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** The day after the last one of the last term; null when open, or when each term is followed by another. */
    private @Nullable LocalDate firstDayAfterTheTerms() {
        LocalDate end = firstEnd;
        while (end != null) {
            LocalDate begin = end.plusDays(1);
            if (!isRenewedAt(begin)) {
                return begin;
            }
            boolean forEver =
                    noticeGivenOn == null && agreedEnds.keySet().stream().noneMatch(day -> !day.isBefore(begin));
            end = forEver ? null : endOfTermFrom(begin);
        }
        return null;
    }

    private boolean isFirstOfARenewal(LocalDate day) {
        LocalDate end = firstEnd;
        while (end != null && end.isBefore(day)) {
            LocalDate begin = end.plusDays(1);
            if (!isRenewedAt(begin)) {
                return false;
            }
            if (begin.equals(day)) {
                return true;
            }
            end = endOfTermFrom(begin);
        }
        return false;
    }

    private boolean isRenewedAt(LocalDate begin) {
        if (agreedEnds.containsKey(begin)) {
            return true;
        }
        boolean noticeInTime = noticeGivenOn != null
                && !noticeGivenOn.isAfter(begin.minusDays(1).minusDays(noticeDays));
        return months > 0 && !noticeInTime;
    }

    private @Nullable LocalDate endOfTermFrom(LocalDate begin) {
        Optional<LocalDate> agreed = agreedEnds.get(begin);
        return agreed == null ? nextBegin(begin).minusDays(1) : agreed.orElse(null);
    }

    // Civil Code, article 143 (2): a period of months ends on the day before the one that corresponds to its first,
    // and where the last month has no such day, with that month.
    private LocalDate nextBegin(LocalDate begin) {
        LocalDate corresponding = begin.plusMonths(months);
        boolean monthIsTooShort = corresponding.getDayOfMonth() < begin.getDayOfMonth();
        return monthIsTooShort ? corresponding.plusDays(1) : corresponding;
    }
}
