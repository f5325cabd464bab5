package jp.go.jica.partnerships.reporting.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the dates of an agreement: on which days it is in force, when it is renewed and when it expires. In force is
 * it from the later of its signature and its first day to the end of its terms, a termination or a successor, whichever comes
 * first, and not on the days on which it was suspended. The owner's cases (agreements-service,
 * contracts/examples/in-force.csv) hold here too.
 */
final class Terms {

    /** No day at all, as PostgreSQL writes a multirange. */
    static final String NO_DAYS = "{}";

    // An agreement that renews itself does so for ever; nobody asks about later days.
    private static final LocalDate LAST_DAY = LocalDate.of(2299, 12, 31);

    private final LocalDate signedOn;
    private final LocalDate firstDay;
    private final @Nullable LocalDate firstEnd;
    private final List<Renewal> renewals;
    private final int months;
    private final int noticeDays;
    private final @Nullable LocalDate noticeGivenOn;
    private final @Nullable LocalDate terminatedOn;
    private final @Nullable LocalDate supersededFrom;
    private final List<Suspension> suspensions;

    private record Renewal(
            LocalDate agreedOn, LocalDate begin, @Nullable LocalDate end) {}

    private record Suspension(
            LocalDate suspendedOn, @Nullable LocalDate resumedOn) {}

    private Terms(Shape agreement, LocalDate signedOn) throws UnreadableEventException {
        this.signedOn = signedOn;
        this.firstDay = agreement.date("effectiveFrom");
        this.firstEnd = agreement.optionalDate("effectiveTo");
        this.renewals = new ArrayList<>();
        for (Shape renewal : agreement.each("renewals")) {
            LocalDate begin = renewal.date("effectiveFrom");
            LocalDate end = renewal.optionalDate("effectiveTo");
            LocalDate agreedOn = renewal.optionalDate("agreedOn");
            // A term that ended before it began would be followed by itself for ever.
            if (end == null || !end.isBefore(begin)) {
                renewals.add(new Renewal(agreedOn == null ? begin : agreedOn, begin, end));
            }
        }
        Shape automatic = agreement.optional("automaticRenewal");
        this.months = automatic == null ? 0 : automatic.positive("months");
        this.noticeDays = automatic == null ? 0 : automatic.notNegative("noticeDays");
        this.noticeGivenOn = agreement.optionalDate("noticeGivenOn");
        this.terminatedOn = agreement.optionalDate("terminatedOn");
        Shape successor = agreement.optional("supersededBy");
        this.supersededFrom = successor == null ? null : successor.date("from");
        this.suspensions = new ArrayList<>();
        for (Shape suspension : agreement.each("suspensions")) {
            suspensions.add(new Suspension(suspension.date("suspendedOn"), suspension.optionalDate("resumedOn")));
        }
    }

    static Terms of(Shape agreement, LocalDate signedOn) throws UnreadableEventException {
        return new Terms(agreement, signedOn);
    }

    /** As PostgreSQL writes a multirange of dates. */
    String daysInForce() {
        LocalDate from = signedOn.isAfter(firstDay) ? signedOn : firstDay;
        LocalDate until = firstDayNoLongerInForce();
        StringJoiner ranges = new StringJoiner(",", "{", "}");
        for (Suspension suspension : suspensions) {
            add(ranges, from, earlier(until, suspension.suspendedOn()));
            LocalDate resumedOn = suspension.resumedOn();
            if (resumedOn == null) {
                return ranges.toString();
            }
            from = resumedOn.isAfter(from) ? resumedOn : from;
        }
        add(ranges, from, until);
        return ranges.toString();
    }

    /** The first days of the terms that followed the first; what was signed later renewed nothing. */
    List<LocalDate> renewals() {
        LocalDate until = firstDayNoLongerInForce();
        Chain chain = new Chain(LAST_DAY);
        List<LocalDate> begins = new ArrayList<>();
        LocalDate end = firstEnd;
        while (end != null && chain.isRenewedAt(end.plusDays(1))) {
            LocalDate begin = end.plusDays(1);
            if (begin.isAfter(LAST_DAY) || (until != null && !begin.isBefore(until))) {
                break;
            }
            if (signedOn.isBefore(begin)) {
                begins.add(begin);
            }
            end = chain.endOfTermFrom(begin);
        }
        return begins;
    }

    /** The days on which something became known by which the last day of the last term changed, in order. */
    List<LocalDate> expiryKnownFrom() {
        TreeSet<LocalDate> days = new TreeSet<>();
        days.add(signedOn);
        renewals.forEach(renewal -> days.add(renewal.agreedOn()));
        for (LocalDate day : new LocalDate[] {noticeGivenOn, terminatedOn, supersededFrom}) {
            if (day != null) {
                days.add(day);
            }
        }
        days.headSet(signedOn).clear();
        return new ArrayList<>(days);
    }

    /** The last day of the last term, as of each of these days; null where the agreement does not end by it. */
    List<@Nullable LocalDate> expiries() {
        List<@Nullable LocalDate> expiries = new ArrayList<>();
        expiryKnownFrom().forEach(day -> expiries.add(expiryAsOf(day)));
        return expiries;
    }

    private @Nullable LocalDate expiryAsOf(LocalDate day) {
        LocalDate after = new Chain(day).firstDayAfter();
        boolean terminated = terminatedOn != null && !terminatedOn.isAfter(day);
        boolean superseded = supersededFrom != null
                && !supersededFrom.isAfter(day)
                && after != null
                && !supersededFrom.isAfter(after);
        return after == null || terminated || superseded ? null : after.minusDays(1);
    }

    private @Nullable LocalDate firstDayNoLongerInForce() {
        Chain chain = new Chain(LAST_DAY);
        LocalDate until = chain.firstDayAfter();
        if (terminatedOn != null) {
            until = earlier(until, chain.isFirstOfARenewal(terminatedOn) ? terminatedOn : terminatedOn.plusDays(1));
        }
        return supersededFrom == null ? until : earlier(until, supersededFrom);
    }

    private static void add(StringJoiner ranges, LocalDate from, @Nullable LocalDate until) {
        if (until == null || from.isBefore(until)) {
            ranges.add("[%s,%s)".formatted(from, until == null ? "" : until));
        }
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** The terms, one after the other, by what had been agreed on a day. */
    private final class Chain {

        private final Map<LocalDate, Optional<LocalDate>> agreedEnds = new TreeMap<>();
        private final @Nullable LocalDate notice;

        Chain(LocalDate asOf) {
            Predicate<LocalDate> known = day -> !day.isAfter(asOf);
            renewals.stream()
                    .filter(renewal -> known.test(renewal.agreedOn()))
                    .forEach(renewal -> agreedEnds.put(renewal.begin(), Optional.ofNullable(renewal.end())));
            this.notice = noticeGivenOn != null && known.test(noticeGivenOn) ? noticeGivenOn : null;
        }

        /** The day after the last one of the last term; null when open, or when each term is followed by another. */
        @Nullable
        LocalDate firstDayAfter() {
            LocalDate end = firstEnd;
            while (end != null) {
                LocalDate begin = end.plusDays(1);
                if (!isRenewedAt(begin)) {
                    return begin;
                }
                boolean forEver = notice == null && agreedEnds.keySet().stream().noneMatch(day -> !day.isBefore(begin));
                end = forEver ? null : endOfTermFrom(begin);
            }
            return null;
        }

        boolean isFirstOfARenewal(LocalDate day) {
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

        boolean isRenewedAt(LocalDate begin) {
            if (agreedEnds.containsKey(begin)) {
                return true;
            }
            boolean noticeInTime =
                    notice != null && !notice.isAfter(begin.minusDays(1).minusDays(noticeDays));
            return months > 0 && !noticeInTime;
        }

        @Nullable
        LocalDate endOfTermFrom(LocalDate begin) {
            Optional<LocalDate> agreed = agreedEnds.get(begin);
            return agreed == null ? nextBegin(begin).minusDays(1) : agreed.orElse(null);
        }
    }

    // Civil Code, article 143 (2): a period of months ends on the day before the one that corresponds to its first,
    // and where the last month has no such day, with that month.
    private LocalDate nextBegin(LocalDate begin) {
        LocalDate corresponding = begin.plusMonths(months);
        boolean monthIsTooShort = corresponding.getDayOfMonth() < begin.getDayOfMonth();
        return monthIsTooShort ? corresponding.plusDays(1) : corresponding;
    }
}
