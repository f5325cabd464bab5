package jp.go.jica.partnerships.agreements.agreement;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.agreements.agreement.Terms.Term;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Aggregate;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.Offices;
import org.jspecify.annotations.Nullable;

/**
 * A cooperation agreement, from its draft to its end. A value: each verb returns the event with the agreement as it is
 * afterwards, and none returns one in which a rule is broken. That it is in force or has expired follows from its dates and is
 * stored nowhere.
 *
 * @param details as stated, with the contents of the latest amendment
 * @param amendments in the order in which they take effect
 * @param activities its track record, in the order in which it was entered
 * @param annulledOn the day, in Tokyo, on which it was found to have been entered in error; it counts in nothing then
 */
public record Agreement(
        UUID id,
        int version,
        @JsonUnwrapped AgreementDetails details,
        @JsonUnwrapped LifeCycle lifeCycle,
        List<Amendment> amendments,
        List<Activity> activities,
        @Nullable LocalDate annulledOn,
        Instant recordedAt)
        implements Aggregate {

    private static final int MOST_ACTIVITIES = 1_000;
    private static final int MOST_CHANGES = 100;

    public Agreement {
        // States written before there were these have none.
        amendments = orEmpty(amendments);
        activities = orEmpty(activities);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static DomainEvent<Agreement> draft(UUID id, AgreementDetails details, Instant at) {
        details.check();
        return DomainEvent.first(
                "AgreementDrafted", new Agreement(id, 1, details, LifeCycle.DRAFT, List.of(), List.of(), null, at));
    }

    /** Of what was signed, only what the parties did not agree upon can be revised: its papers and notes. */
    DomainEvent<Agreement> revise(AgreementDetails revised, LocalDate today) {
        if (lifeCycle.state() == State.CANCELLED) {
            throw Refusal.stateConflict("agreement-cancelled", "A cancelled draft no longer changes");
        }
        if (lifeCycle.state() != State.DRAFT && !revised.withPapersOf(details).equals(details)) {
            throw Refusal.stateConflict(
                    "agreement-signed",
                    "What was signed is not changed by a revision, but by an amendment, a renewal or a correction");
        }
        return changed("AgreementRevised", next(revised, lifeCycle), today);
    }

    DomainEvent<Agreement> activate(LocalDate on, LocalDate today) {
        return step("AgreementActivated", lifeCycle.activate(on), today);
    }

    DomainEvent<Agreement> cancel(LocalDate on, String reason, LocalDate today) {
        return step("AgreementCancelled", lifeCycle.cancel(on), today).because(reason);
    }

    /**
     * Adds a term to the chain.
     *
     * @param effectiveTo its last day, null if it is open
     */
    DomainEvent<Agreement> renew(UUID renewalId, LocalDate agreedOn, @Nullable LocalDate effectiveTo, LocalDate today) {
        return step("AgreementRenewed", lifeCycle.renew(renewalId, agreedOn, effectiveTo, terms()), today);
    }

    DomainEvent<Agreement> giveNotice(LocalDate on, @Nullable String reason, LocalDate today) {
        DomainEvent<Agreement> event =
                step("AgreementNoticeGiven", lifeCycle.giveNotice(on, details.automaticRenewal() != null), today);
        return reason == null ? event : event.because(reason);
    }

    /** Other contents hold from a day on. */
    DomainEvent<Agreement> amend(
            UUID amendmentId,
            LocalDate amendedOn,
            LocalDate effectiveFrom,
            String summary,
            AgreedContents contents,
            LocalDate today) {
        if (!lifeCycle.isRunning()) {
            throw Refusal.stateConflict(
                    "agreement-not-signed",
                    "Only a signed agreement can be amended; this one is %s".formatted(lifeCycle.state()));
        }
        List<String> differing = contents.differingFrom(details.contents());
        if (differing.isEmpty()) {
            throw Refusal.brokenRule("nothing-amended", "", "The agreement says that already");
        }
        List<Amendment> more = new ArrayList<>(amendments);
        more.add(new Amendment(amendmentId, amendedOn, effectiveFrom, summary, differing, details.contents()));
        Agreement after = new Agreement(
                id, version + 1, details.with(contents), lifeCycle, more, activities, annulledOn, recordedAt);
        return changed("AgreementAmended", after, today);
    }

    DomainEvent<Agreement> suspend(LocalDate on, String reason, LocalDate today) {
        return step("AgreementSuspended", lifeCycle.suspend(on), today).because(reason);
    }

    DomainEvent<Agreement> resume(LocalDate on, LocalDate today) {
        return step("AgreementResumed", lifeCycle.resume(on), today);
    }

    DomainEvent<Agreement> terminate(LocalDate on, String reason, LocalDate today) {
        return step("AgreementTerminated", lifeCycle.terminate(on, reason), today)
                .because(reason);
    }

    /** Another agreement takes its place; there is at most one. */
    DomainEvent<Agreement> supersede(UUID successor, LocalDate from, LocalDate today) {
        if (lifeCycle.signedOn() == null) {
            throw Refusal.stateConflict("predecessor-not-signed", "The predecessor has not been signed");
        }
        if (annulledOn != null) {
            throw Refusal.stateConflict("predecessor-annulled", "The predecessor was entered in error");
        }
        Succession present = lifeCycle.supersededBy();
        if (present != null && !present.agreementId().equals(successor)) {
            throw Refusal.stateConflict(
                    "predecessor-superseded",
                    "The predecessor has a successor already, %s".formatted(present.agreementId()));
        }
        return step("AgreementSuperseded", lifeCycle.supersededBy(new Succession(successor, from)), today);
    }

    /** Its successor turned out to be none. */
    DomainEvent<Agreement> reinstate(LocalDate today) {
        return step("AgreementReinstated", lifeCycle.supersededBy(null), today);
    }

    /** Of an ended agreement too: much is known of it years later only. */
    DomainEvent<Agreement> addActivity(UUID activityId, ActivityDetails activity, LocalDate today) {
        if (lifeCycle.signedOn() == null) {
            throw Refusal.stateConflict(
                    "agreement-not-signed", "Nothing was done under an agreement that is " + lifeCycle.state());
        }
        activity.check("", today);
        List<Activity> more = new ArrayList<>(activities);
        more.add(new Activity(activityId, activity));
        return changed(
                "AgreementActivityAdded",
                new Agreement(id, version + 1, details, lifeCycle, amendments, more, annulledOn, recordedAt),
                today);
    }

    /** Puts right what was wrong, in whatever state the agreement is; the state itself is changed by commands only. */
    DomainEvent<Agreement> correct(Corrected corrected, String reason, LocalDate today) {
        if (corrected.lifeCycle().state() != lifeCycle.state()) {
            throw new IllegalArgumentException("A correction does not change the state");
        }
        requireOwn(
                "/renewals",
                lifeCycle.renewals().stream().map(Renewal::id),
                ids(corrected.lifeCycle().renewals()));
        requireOwn(
                "/amendments",
                amendments.stream().map(Amendment::id),
                corrected.amendments().stream().map(Amendment::id).toList());
        requireOwn(
                "/activities",
                activities.stream().map(Activity::id),
                corrected.activities().stream().map(Activity::id).toList());
        Agreement after = new Agreement(
                id,
                version + 1,
                corrected.details(),
                corrected.lifeCycle(),
                corrected.amendments(),
                corrected.activities(),
                annulledOn,
                recordedAt);
        return changed("AgreementCorrected", after, today).because(reason);
    }

    private static List<UUID> ids(List<Renewal> renewals) {
        return renewals.stream().map(Renewal::id).toList();
    }

    private static void requireOwn(String pointer, Stream<UUID> own, List<UUID> named) {
        if (Set.copyOf(named).size() != named.size()
                || !own.collect(Collectors.toSet()).containsAll(named)) {
            throw Refusal.brokenRule(
                    "parts-not-those",
                    pointer,
                    "Only parts of the agreement are corrected, each once; others are dropped");
        }
    }

    /** Entered in error: it stays in the history and counts in nothing from now on. */
    DomainEvent<Agreement> annul(String reason, LocalDate today) {
        refuseIfAnnulled();
        Agreement after = new Agreement(id, version + 1, details, lifeCycle, amendments, activities, today, recordedAt);
        return DomainEvent.change("AgreementAnnulled", this, after).because(reason);
    }

    /** The activity with this id. */
    public Activity activity(UUID activityId) {
        return activities.stream()
                .filter(activity -> activity.id().equals(activityId))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /** All of it that may be wrong, as it is. */
    public Corrected uncorrected() {
        return new Corrected(details, lifeCycle, amendments, activities);
    }

    // ---- what follows from its dates

    Terms terms() {
        return new Terms(
                details.effectiveFrom(),
                details.effectiveTo(),
                lifeCycle.renewals(),
                details.automaticRenewal(),
                lifeCycle.noticeGivenOn());
    }

    /** The term that covers a day; what ends the agreement before its time does not matter. */
    public Optional<Terms.Term> termOn(LocalDate day) {
        return lifeCycle.signedOn() == null ? Optional.empty() : terms().at(day);
    }

    /** The term that follows; none if nothing renews it, or something ends the agreement before. */
    public Optional<Terms.Term> termAfter(Terms.Term term) {
        LocalDate end = end();
        return terms().after(term).filter(next -> end == null || !next.from().isAfter(end));
    }

    /** The last day on which notice prevents that the term is renewed of itself; null if it would not be. */
    public @Nullable LocalDate noticeDeadline(Terms.Term term) {
        boolean goesOn = termAfter(term).filter(Terms.Term::automatic).isPresent();
        return goesOn ? terms().noticeDeadline(term) : null;
    }

    /** Whether the agreement is in force on a day, both ends of every span included. */
    public boolean inForceOn(LocalDate day) {
        return standingOn(day) == Standing.IN_FORCE;
    }

    /** Where it stands on a day, by what is known now. */
    public Standing standingOn(LocalDate day) {
        LocalDate signed = lifeCycle.signedOn();
        if (annulledOn != null) {
            return Standing.ANNULLED;
        }
        if (lifeCycle.cancelledOn() != null && !day.isBefore(lifeCycle.cancelledOn())) {
            return Standing.CANCELLED;
        }
        if (signed == null || day.isBefore(signed)) {
            return Standing.DRAFT;
        }
        LocalDate terminatedFrom = firstDayAfterTermination();
        Succession successor = lifeCycle.supersededBy();
        boolean terminated = terminatedFrom != null && !day.isBefore(terminatedFrom);
        if (successor != null
                && !day.isBefore(successor.from())
                && (terminatedFrom == null || !successor.from().isAfter(terminatedFrom))) {
            return Standing.SUPERSEDED;
        }
        if (terminated) {
            return Standing.TERMINATED;
        }
        if (day.isBefore(details.effectiveFrom())) {
            return Standing.SIGNED;
        }
        if (terms().at(day).isEmpty()) {
            return Standing.EXPIRED;
        }
        return lifeCycle.isSuspendedOn(day) ? Standing.SUSPENDED : Standing.IN_FORCE;
    }

    /** A renewal does not begin on the day of a termination; the first term does. */
    private @Nullable LocalDate firstDayAfterTermination() {
        LocalDate on = lifeCycle.terminatedOn();
        if (on == null) {
            return null;
        }
        LocalDate begin = terms().at(on).map(Term::from).orElse(null);
        return on.equals(begin) && !on.equals(details.effectiveFrom()) ? on : on.plusDays(1);
    }

    /** The first day on which it may be in force; null for a draft. */
    public @Nullable LocalDate begin() {
        LocalDate signed = lifeCycle.signedOn();
        return signed == null || signed.isBefore(details.effectiveFrom())
                ? (signed == null ? null : details.effectiveFrom())
                : signed;
    }

    /** The last day on which it may be in force, by whatever ends it first; null if nothing is known to end it. */
    public @Nullable LocalDate end() {
        LocalDate end = terms().lastDay();
        LocalDate terminatedFrom = firstDayAfterTermination();
        if (terminatedFrom != null) {
            end = earlier(end, terminatedFrom.minusDays(1));
        }
        Succession successor = lifeCycle.supersededBy();
        return successor == null ? end : earlier(end, successor.from().minusDays(1));
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** The last day of its last term, if it is that by which the agreement ends. */
    public Optional<LocalDate> expiry() {
        LocalDate last = terms().lastDay();
        boolean endsOtherwise = lifeCycle.signedOn() == null
                || annulledOn != null
                || lifeCycle.terminatedOn() != null
                || (lifeCycle.supersededBy() != null
                        && last != null
                        && !lifeCycle.supersededBy().from().isAfter(last.plusDays(1)));
        return endsOtherwise ? Optional.empty() : Optional.ofNullable(last);
    }

    /** The agreement as it was on a day: what was agreed, done or found out later is left out. */
    public Agreement asOf(LocalDate day) {
        AgreedContents then = amendments.stream()
                .filter(amendment -> amendment.effectiveFrom().isAfter(day))
                .findFirst()
                .map(Amendment::before)
                .orElse(details.contents());
        return new Agreement(
                id,
                version,
                details.with(then),
                lifeCycle.asOf(day),
                amendments.stream()
                        .filter(amendment -> !amendment.amendedOn().isAfter(day))
                        .toList(),
                activities.stream()
                        .filter(activity ->
                                !activity.details().date().firstDay().isAfter(day))
                        .toList(),
                annulledOn,
                recordedAt);
    }

    // ---- what is announced when its day comes

    /** Something to be announced on a day: a renewal that began, or that it has expired. */
    private record Announcement(LocalDate dueOn, boolean expired, LocalDate day) {}

    /** The day on which the next thing is to be announced; none if nothing is to come. */
    Optional<LocalDate> announcementDue() {
        return announcement().map(Announcement::dueOn);
    }

    /** The event that announces what became true by its date; none if nothing has. */
    Optional<DomainEvent<Agreement>> announce(LocalDate today) {
        return announcement().filter(next -> !next.dueOn().isAfter(today)).map(next -> {
            LifeCycle told = next.expired()
                    ? lifeCycle.announced(lifeCycle.renewedOn(), next.day())
                    : lifeCycle.announced(next.day(), lifeCycle.expiredOn());
            return DomainEvent.change(
                    next.expired() ? "AgreementExpired" : "AgreementRenewed", this, next(details, told));
        });
    }

    private Optional<Announcement> announcement() {
        LocalDate begin = begin();
        if (begin == null || annulledOn != null) {
            return Optional.empty();
        }
        LocalDate told = lifeCycle.renewedOn();
        LocalDate end = end();
        Optional<Term> term = terms().after(terms().first());
        while (term.isPresent() && (end == null || !term.get().from().isAfter(end))) {
            LocalDate from = term.get().from();
            if (term.get().automatic() && !from.isBefore(begin) && (told == null || from.isAfter(told))) {
                return Optional.of(new Announcement(from, false, from));
            }
            term = terms().after(term.get());
        }
        return lifeCycle.expiredOn() != null
                ? Optional.empty()
                : expiry().map(last -> new Announcement(last.plusDays(1), true, last));
    }

    // ---- how a change comes about

    private DomainEvent<Agreement> step(String event, LifeCycle after, LocalDate today) {
        return changed(event, next(details, after), today);
    }

    private Agreement next(AgreementDetails newDetails, LifeCycle newLife) {
        return new Agreement(id, version + 1, newDetails, newLife, amendments, activities, annulledOn, recordedAt);
    }

    private DomainEvent<Agreement> changed(String event, Agreement after, LocalDate today) {
        refuseIfAnnulled();
        after.check(today);
        return DomainEvent.change(event, this, after.withoutExpiryThatDidNotCome());
    }

    // What was announced may turn out otherwise, when a renewal or a correction is entered late.
    private Agreement withoutExpiryThatDidNotCome() {
        LocalDate announced = lifeCycle.expiredOn();
        if (announced == null || expiry().filter(announced::equals).isPresent()) {
            return this;
        }
        return new Agreement(
                id,
                version,
                details,
                lifeCycle.announced(lifeCycle.renewedOn(), null),
                amendments,
                activities,
                annulledOn,
                recordedAt);
    }

    /** What holds of an agreement in whatever state, however it came about. */
    void check(LocalDate today) {
        refuseTooMany("/activities", activities.size(), MOST_ACTIVITIES);
        refuseTooMany("/amendments", amendments.size(), MOST_CHANGES);
        refuseTooMany("/renewals", lifeCycle.renewals().size(), MOST_CHANGES);
        refuseTooMany("/suspensions", lifeCycle.suspensions().size(), MOST_CHANGES);
        details.check();
        lifeCycle.check(terms(), today);
        LocalDate signed = lifeCycle.signedOn();
        if (signed != null && !Offices.of(details.leadOffice()).validOn(signed)) {
            throw Refusal.brokenRule(
                    "office-not-valid", "/signedOn", "%s did not exist on %s".formatted(details.leadOffice(), signed));
        }
        checkAmendments(signed, today);
        for (int i = 0; i < activities.size(); i++) {
            activities.get(i).details().check("/activities/" + i, today);
        }
    }

    // Every event tells the whole agreement, so it must not grow without bound.
    private static void refuseTooMany(String pointer, int number, int most) {
        if (number > most) {
            throw Refusal.brokenRule("too-many", pointer, "An agreement takes at most %d of them".formatted(most));
        }
    }

    private void checkAmendments(@Nullable LocalDate signed, LocalDate today) {
        LocalDate latest = details.effectiveFrom();
        LocalDate end = terms().lastDay();
        for (int i = 0; i < amendments.size(); i++) {
            Amendment amendment = amendments.get(i);
            String at = "/amendments/" + i;
            if (amendment.amendedOn().isAfter(today)) {
                throw Refusal.brokenRule(
                        "date-in-future", at + "/amendedOn", "%s is still to come".formatted(amendment.amendedOn()));
            }
            if (signed == null || amendment.amendedOn().isBefore(signed)) {
                throw Refusal.brokenRule(
                        "dates-out-of-order", at + "/amendedOn", "It was amended before it was signed");
            }
            if (amendment.effectiveFrom().isBefore(latest)) {
                throw Refusal.brokenRule(
                        "dates-out-of-order",
                        at + "/effectiveFrom",
                        "%s is before %s, from when on something else holds; each amendment takes effect after those before"
                                .formatted(amendment.effectiveFrom(), latest));
            }
            if (end != null && amendment.effectiveFrom().isAfter(end)) {
                throw Refusal.brokenRule(
                        "dates-out-of-order", at + "/effectiveFrom", "The agreement ran out on %s".formatted(end));
            }
            latest = amendment.effectiveFrom();
        }
    }

    private void refuseIfAnnulled() {
        if (annulledOn != null) {
            throw Refusal.stateConflict(
                    "agreement-annulled", "The agreement was entered in error and no longer changes");
        }
    }
}
