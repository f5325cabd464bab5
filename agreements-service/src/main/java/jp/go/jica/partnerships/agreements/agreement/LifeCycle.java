package jp.go.jica.partnerships.agreements.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.agreements.agreement.Terms.Term;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What has been done with an agreement, and on which day.
 *
 * @param signedOn the day on which the last party signed
 * @param noticeGivenOn the day of the notice by which a term shall not be renewed automatically
 * @param renewals terms that were agreed upon after the first, in order
 * @param suspensions in order, each ended before the next begins
 * @param terminatedOn the last day in force, unless a renewal would begin on it: then that is prevented
 * @param supersededBy the successor, from the day on which it takes effect
 * @param renewedOn first day of the newest automatic term that was announced
 * @param expiredOn last day of the last term, once it was announced; which days are in force does not depend on it
 */
public record LifeCycle(
        State state,
        @Nullable LocalDate signedOn,
        @Nullable LocalDate cancelledOn,
        @Nullable LocalDate noticeGivenOn,
        List<Renewal> renewals,
        List<Suspension> suspensions,
        @Nullable LocalDate terminatedOn,
        @Nullable String terminationReason,
        @Nullable Succession supersededBy,
        @Nullable LocalDate renewedOn,
        @Nullable LocalDate expiredOn) {

    static final LifeCycle DRAFT =
            new LifeCycle(State.DRAFT, null, null, null, List.of(), List.of(), null, null, null, null, null);

    private static final Set<State> RUNNING = EnumSet.of(State.SIGNED, State.SUSPENDED);

    public LifeCycle {
        // States written before there were renewals and suspensions have none.
        renewals = orEmpty(renewals);
        suspensions = orEmpty(suspensions);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    LifeCycle activate(LocalDate on) {
        require("agreement-not-draft", "activated", State.DRAFT);
        return new LifeCycle(State.SIGNED, on, null, null, List.of(), List.of(), null, null, null, null, null);
    }

    LifeCycle cancel(LocalDate on) {
        require("agreement-not-draft", "cancelled", State.DRAFT);
        return new LifeCycle(State.CANCELLED, null, on, null, List.of(), List.of(), null, null, null, null, null);
    }

    /** A further term, from the day after the one that runs when it is agreed, or after the last one if there is a last. */
    LifeCycle renew(UUID id, LocalDate agreedOn, @Nullable LocalDate effectiveTo, Terms terms) {
        requireRunning("renewed");
        LocalDate end = terms.lastDay();
        if (end == null) {
            end = terms.at(agreedOn).orElse(terms.first()).to();
        }
        if (end == null) {
            throw Refusal.stateConflict("agreement-open", "An agreement without a last day needs no renewal");
        }
        if (agreedOn.isAfter(end)) {
            throw Refusal.brokenRule(
                    "agreement-run-out",
                    "/agreedOn",
                    "It ran out on %s; what is agreed later is a new agreement with this one as predecessor"
                            .formatted(end));
        }
        List<Renewal> more = new ArrayList<>(renewals);
        more.add(new Renewal(id, agreedOn, end.plusDays(1), effectiveTo));
        // The notice ended the term before; it says nothing about this one.
        return new LifeCycle(
                state,
                signedOn,
                cancelledOn,
                null,
                more,
                suspensions,
                terminatedOn,
                terminationReason,
                supersededBy,
                renewedOn,
                expiredOn);
    }

    LifeCycle giveNotice(LocalDate on, boolean renewsItself) {
        requireRunning("given notice of");
        if (!renewsItself) {
            throw Refusal.stateConflict(
                    "not-renewed-automatically", "Only what is renewed automatically can be given notice of");
        }
        if (noticeGivenOn != null) {
            throw Refusal.stateConflict("notice-given", "Notice was given on %s already".formatted(noticeGivenOn));
        }
        return new LifeCycle(
                state,
                signedOn,
                cancelledOn,
                on,
                renewals,
                suspensions,
                terminatedOn,
                terminationReason,
                supersededBy,
                renewedOn,
                expiredOn);
    }

    LifeCycle suspend(LocalDate on) {
        require("agreement-not-signed", "suspended", State.SIGNED);
        List<Suspension> more = new ArrayList<>(suspensions);
        more.add(new Suspension(on, null));
        return in(State.SUSPENDED, more);
    }

    LifeCycle resume(LocalDate on) {
        require("agreement-not-suspended", "resumed", State.SUSPENDED);
        List<Suspension> ended = new ArrayList<>(suspensions);
        Suspension last = ended.remove(ended.size() - 1);
        ended.add(new Suspension(last.suspendedOn(), on));
        return in(State.SIGNED, ended);
    }

    LifeCycle terminate(LocalDate on, String reason) {
        requireRunning("terminated");
        return new LifeCycle(
                State.TERMINATED,
                signedOn,
                cancelledOn,
                noticeGivenOn,
                renewals,
                suspensions,
                on,
                reason,
                supersededBy,
                renewedOn,
                expiredOn);
    }

    LifeCycle supersededBy(@Nullable Succession successor) {
        return new LifeCycle(
                state,
                signedOn,
                cancelledOn,
                noticeGivenOn,
                renewals,
                suspensions,
                terminatedOn,
                terminationReason,
                successor,
                renewedOn,
                expiredOn);
    }

    LifeCycle announced(@Nullable LocalDate renewed, @Nullable LocalDate expired) {
        return new LifeCycle(
                state,
                signedOn,
                cancelledOn,
                noticeGivenOn,
                renewals,
                suspensions,
                terminatedOn,
                terminationReason,
                supersededBy,
                renewed,
                expired);
    }

    /** As it was on a day: what came later had not happened. */
    LifeCycle asOf(LocalDate day) {
        LocalDate signed = untilThen(signedOn, day);
        LocalDate terminated = untilThen(terminatedOn, day);
        LocalDate cancelled = untilThen(cancelledOn, day);
        List<Suspension> begun = suspensions.stream()
                .filter(each -> !each.suspendedOn().isAfter(day))
                .map(each -> new Suspension(each.suspendedOn(), untilThen(each.resumedOn(), day)))
                .toList();
        boolean suspended = !begun.isEmpty() && begun.get(begun.size() - 1).resumedOn() == null;
        State then = cancelled != null
                ? State.CANCELLED
                : signed == null
                        ? State.DRAFT
                        : terminated != null ? State.TERMINATED : suspended ? State.SUSPENDED : State.SIGNED;
        return new LifeCycle(
                then,
                signed,
                cancelled,
                untilThen(noticeGivenOn, day),
                renewals.stream().filter(each -> !each.agreedOn().isAfter(day)).toList(),
                begun,
                terminated,
                terminated == null ? null : terminationReason,
                supersededBy == null || supersededBy.from().isAfter(day) ? null : supersededBy,
                untilThen(renewedOn, day),
                expiredOn != null && expiredOn.isBefore(day) ? expiredOn : null);
    }

    private static @Nullable LocalDate untilThen(@Nullable LocalDate date, LocalDate day) {
        return date == null || date.isAfter(day) ? null : date;
    }

    boolean isSuspendedOn(LocalDate day) {
        return suspensions.stream().anyMatch(each -> each.covers(day));
    }

    boolean isRunning() {
        return RUNNING.contains(state);
    }

    private LifeCycle in(State next, List<Suspension> all) {
        return new LifeCycle(
                next,
                signedOn,
                cancelledOn,
                noticeGivenOn,
                renewals,
                all,
                terminatedOn,
                terminationReason,
                supersededBy,
                renewedOn,
                expiredOn);
    }

    private void requireRunning(String verb) {
        require("agreement-not-signed", verb, RUNNING.toArray(State[]::new));
    }

    private void require(String code, String verb, State... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw Refusal.stateConflict(
                    code,
                    "Only an agreement that is %s can be %s; this one is %s"
                            .formatted(
                                    Stream.of(allowed).map(State::name).collect(Collectors.joining(" or ")),
                                    verb,
                                    state));
        }
    }

    /** Whether the days are possible together, and with the terms that they belong to. */
    void check(Terms terms, LocalDate today) {
        checkThatStepsWereTaken();
        refuseFuture("/signedOn", signedOn, today);
        refuseFuture("/cancelledOn", cancelledOn, today);
        refuseFuture("/noticeGivenOn", noticeGivenOn, today);
        refuseFuture("/terminatedOn", terminatedOn, today);
        if (signedOn == null) {
            return;
        }
        LocalDate end = terms.lastDay();
        if (end != null && signedOn.isAfter(end)) {
            throw outOfOrder("/signedOn", "The agreement would have run out before it was signed");
        }
        refuseBefore("/noticeGivenOn", noticeGivenOn, signedOn, "the signature");
        checkRenewals(terms, signedOn, today);
        LocalDate begin = signedOn.isAfter(terms.firstDay()) ? signedOn : terms.firstDay();
        checkSuspensions(begin, end, today);
        if (terminatedOn != null) {
            refuseBefore("/terminatedOn", terminatedOn, begin, "the first day in force");
            if (terms.at(terminatedOn).isEmpty()) {
                throw outOfOrder("/terminatedOn", "The agreement had run out before %s".formatted(terminatedOn));
            }
        }
        if (supersededBy != null && !supersededBy.from().isAfter(terms.firstDay())) {
            throw outOfOrder(
                    "/effectiveFrom",
                    "A successor takes effect after its predecessor; this one does so on %s, the successor on %s"
                            .formatted(terms.firstDay(), supersededBy.from()));
        }
    }

    private void checkThatStepsWereTaken() {
        requireJust("/signedOn", signedOn != null, state != State.DRAFT && state != State.CANCELLED);
        requireJust("/cancelledOn", cancelledOn != null, state == State.CANCELLED);
        requireJust("/terminatedOn", terminatedOn != null, state == State.TERMINATED);
        requireJust("/terminationReason", terminationReason != null, state == State.TERMINATED);
        long open =
                suspensions.stream().filter(each -> each.resumedOn() == null).count();
        if (open > (state == State.SUSPENDED || state == State.TERMINATED ? 1 : 0)
                || (state == State.SUSPENDED && open == 0)) {
            throw Refusal.brokenRule(
                    "step-not-taken", "/suspensions", "The last suspension is open just while it is suspended");
        }
    }

    private void requireJust(String pointer, boolean there, boolean taken) {
        if (there != taken) {
            throw Refusal.brokenRule(
                    "step-not-taken",
                    pointer,
                    "An agreement that is %s %s it".formatted(state, taken ? "has" : "does not have"));
        }
    }

    private void checkRenewals(Terms terms, LocalDate signed, LocalDate today) {
        Term before = terms.first();
        for (int i = 0; i < renewals.size(); i++) {
            Renewal renewal = renewals.get(i);
            String at = "/renewals/" + i;
            refuseFuture(at + "/agreedOn", renewal.agreedOn(), today);
            refuseBefore(at + "/agreedOn", renewal.agreedOn(), signed, "the signature");
            if (!renewal.hasDays()) {
                throw outOfOrder(at + "/effectiveTo", "The term ends before it begins, on " + renewal.effectiveFrom());
            }
            Optional<Term> term = terms.after(before);
            while (term.isPresent() && term.get().from().isBefore(renewal.effectiveFrom())) {
                before = term.get();
                term = terms.after(before);
            }
            if (term.isEmpty() || !term.get().from().equals(renewal.effectiveFrom())) {
                throw outOfOrder(at + "/effectiveFrom", "A renewal begins on the day after the last one of a term");
            }
            if (renewal.agreedOn().isAfter(before.to())) {
                throw outOfOrder(
                        at + "/agreedOn", "It was agreed after the term before had run out, on " + before.to());
            }
            before = term.get();
        }
    }

    private void checkSuspensions(LocalDate begin, @Nullable LocalDate end, LocalDate today) {
        LocalDate latest = begin;
        for (int i = 0; i < suspensions.size(); i++) {
            Suspension each = suspensions.get(i);
            String at = "/suspensions/%d".formatted(i);
            refuseFuture(at + "/suspendedOn", each.suspendedOn(), today);
            refuseFuture(at + "/resumedOn", each.resumedOn(), today);
            if (each.suspendedOn().isBefore(latest)) {
                throw outOfOrder(at + "/suspendedOn", "%s is before %s".formatted(each.suspendedOn(), latest));
            }
            LocalDate resumed = each.resumedOn();
            if (resumed != null && !resumed.isAfter(each.suspendedOn())) {
                throw outOfOrder(at + "/resumedOn", "It is resumed on a day after %s".formatted(each.suspendedOn()));
            }
            if (end != null && (resumed == null ? each.suspendedOn() : resumed).isAfter(end)) {
                throw outOfOrder(at, "The agreement ran out on %s".formatted(end));
            }
            if (resumed == null && i < suspensions.size() - 1) {
                throw outOfOrder(at + "/resumedOn", "Only the last suspension may be open");
            }
            latest = resumed == null ? latest : resumed;
        }
        if (terminatedOn != null && !suspensions.isEmpty()) {
            LocalDate last = suspensions.get(suspensions.size() - 1).suspendedOn();
            refuseBefore("/terminatedOn", terminatedOn, last, "the last suspension");
        }
    }

    private static void refuseFuture(String pointer, @Nullable LocalDate date, LocalDate today) {
        if (date != null && date.isAfter(today)) {
            throw Refusal.brokenRule("date-in-future", pointer, "%s is still to come".formatted(date));
        }
    }

    private static void refuseBefore(String pointer, @Nullable LocalDate date, LocalDate earliest, String what) {
        if (date != null && date.isBefore(earliest)) {
            throw outOfOrder(pointer, "%s is before %s, %s".formatted(date, what, earliest));
        }
    }

    private static Refusal outOfOrder(String pointer, String detail) {
        return Refusal.brokenRule("dates-out-of-order", pointer, detail);
    }
}
