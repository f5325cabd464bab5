package jp.go.jica.partnerships.participants.participation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Aggregate;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.participants.participant.PersonFacts;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import org.jspecify.annotations.Nullable;

/**
 * One person in one run (延べ), from the nomination to the end. A value: each verb returns the event with the
 * participation as it is afterwards, and none returns one in which a rule is broken.
 *
 * @param replaces the participation whose place it was given
 * @param replacedBy the participation to which its place was given
 * @param annulledOn the day, in Tokyo, on which it was found to have been entered in error; it counts in nothing then
 */
public record Participation(
        UUID id,
        int version,
        @JsonUnwrapped Nomination nomination,
        @JsonUnwrapped CopiedFacts facts,
        @JsonUnwrapped Progress progress,
        @Nullable UUID replaces,
        @Nullable UUID replacedBy,
        @Nullable LocalDate annulledOn,
        Instant recordedAt)
        implements Aggregate {

    static DomainEvent<Participation> nominate(
            UUID id, Nomination nomination, @Nullable UUID replaces, KnownRun run, Instant at) {
        nomination.check(run);
        return DomainEvent.first(
                "ParticipationNominated",
                new Participation(
                        id, 1, nomination, CopiedFacts.NONE_YET, Progress.NOMINATED, replaces, null, null, at));
    }

    /**
     * Records what happened long ago in one event, by the rules of the single steps.
     *
     * @param exceeding why one more is accepted where no place is left
     */
    static DomainEvent<Participation> recordPast(
            UUID id,
            Nomination nomination,
            @Nullable UUID replaces,
            Progress.Past told,
            @Nullable SeatsExceededReason exceeding,
            KnownRun run,
            PersonFacts person,
            TakenPlaces taken,
            Instant at,
            LocalDate today) {
        nomination.check(run);
        taken.requireNotYet();
        requireAdopted(run);
        told.retraced(null).check(Progress.NOMINATED, run, today);
        Progress progress = told.retraced(taken.takeOne(run, nomination.sendingCountry(), exceeding));
        DomainEvent<Participation> event = DomainEvent.first(
                "ParticipationRecorded",
                new Participation(id, 1, nomination, CopiedFacts.of(person, run), progress, replaces, null, null, at));
        return progress.seatsExceededReason() == null
                ? event
                : event.because(progress.seatsExceededReason().name());
    }

    /** What was stated changes before the person has come. */
    DomainEvent<Participation> revise(Revision revised, KnownRun run) {
        if (progress.state() != State.NOMINATED && progress.state() != State.ACCEPTED) {
            throw Refusal.stateConflict(
                    "participation-not-awaited",
                    "Only a participation that is NOMINATED or ACCEPTED is revised; this one is %s, and is put right by a correction"
                            .formatted(progress.state()));
        }
        if (progress.state() == State.ACCEPTED && !revised.countsLike(nomination.revision())) {
            throw Refusal.stateConflict(
                    "settled-at-acceptance",
                    "What reports count by is settled at the acceptance and changed by a correction; the hosts can be revised");
        }
        Nomination next = nomination.revised(revised);
        next.check(run);
        return changed("ParticipationRevised", next, awaited(run), progress);
    }

    /**
     * Takes one of the places; facts of the person are copied and do not follow the person later.
     *
     * @param exceeding why one more is accepted where no place is left
     */
    DomainEvent<Participation> accept(
            LocalDate on,
            @Nullable SeatsExceededReason exceeding,
            KnownRun run,
            PersonFacts person,
            TakenPlaces taken,
            LocalDate today) {
        refuseIfAnnulled();
        Progress asked = progress.accepted(on, null);
        requireAdopted(run);
        asked.check(progress, run, today);
        nomination.check(run);
        Progress accepted = progress.accepted(on, taken.takeOne(run, nomination.sendingCountry(), exceeding));
        DomainEvent<Participation> event =
                changed("ParticipationAccepted", nomination, CopiedFacts.of(person, run), accepted);
        return accepted.seatsExceededReason() == null
                ? event
                : event.because(accepted.seatsExceededReason().name());
    }

    DomainEvent<Participation> reject(LocalDate on, EndReason reason, KnownRun run, LocalDate today) {
        return ended("ParticipationRejected", progress.rejected(on, reason), run, today);
    }

    DomainEvent<Participation> cancel(LocalDate on, EndReason reason, KnownRun run, LocalDate today) {
        return ended("ParticipationCancelled", progress.cancelled(on, reason), run, today);
    }

    DomainEvent<Participation> noShow(LocalDate on, EndReason reason, KnownRun run, LocalDate today) {
        return ended("ParticipationMissed", progress.noShow(on, reason), run, today);
    }

    DomainEvent<Participation> arrive(LocalDate on, KnownRun run, LocalDate today) {
        return step("ParticipationArrived", progress.arrived(on), run, today);
    }

    DomainEvent<Participation> complete(LocalDate on, KnownRun run, LocalDate today) {
        return step("ParticipationCompleted", progress.completed(on), run, today);
    }

    DomainEvent<Participation> withdraw(LocalDate on, @Nullable EndReason reason, KnownRun run, LocalDate today) {
        return ended("ParticipationWithdrawn", progress.withdrawn(on, reason), run, today);
    }

    /**
     * Its place is given to somebody else.
     *
     * @param to the participation of that person
     * @param person that person
     * @param givenInError what it was given to before has been annulled
     */
    DomainEvent<Participation> replace(UUID to, UUID person, boolean givenInError) {
        refuseIfAnnulled();
        if (!leftAPlace()) {
            throw Refusal.stateConflict(
                    "no-place-to-give",
                    "Only who was accepted, or came instead of somebody else, and is CANCELLED, NO_SHOW or WITHDRAWN leaves a place;"
                            + " this participation is %s".formatted(progress.state()));
        }
        if (replacedBy != null && !givenInError) {
            throw Refusal.stateConflict("participation-replaced", "Its place has been given to somebody else already");
        }
        if (person.equals(nomination.participantId())) {
            throw Refusal.brokenRule(
                    "same-person",
                    "/participantId",
                    "Nobody is replaced by the same person; nominate the person again");
        }
        return DomainEvent.change(
                "ParticipationReplaced",
                this,
                new Participation(id, version + 1, nomination, facts, progress, replaces, to, null, recordedAt));
    }

    private boolean leftAPlace() {
        return switch (progress.state()) {
            case NO_SHOW, WITHDRAWN -> true;
            case CANCELLED -> progress.acceptedOn() != null || replaces != null;
            case REJECTED -> replaces != null;
            case NOMINATED, ACCEPTED, IN_TRAINING, COMPLETED -> false;
        };
    }

    /**
     * Puts right what was wrong, in whatever state it is; the state itself is changed by commands only.
     *
     * @param taken for the country as corrected
     */
    DomainEvent<Participation> correct(
            Corrected corrected, CorrectionReason reason, KnownRun run, TakenPlaces taken, LocalDate today) {
        Nomination right = nomination.revised(corrected.stated());
        if (!right.equals(nomination)) {
            right.check(run);
        }
        corrected.progress().check(progress, run, today);
        checkFacts(corrected.facts());
        boolean otherCountry = !right.sendingCountry().equals(nomination.sendingCountry());
        if (otherCountry && progress.state().takesPlace() && replacedBy == null) {
            taken.takeOneOf(run, right.sendingCountry(), corrected.progress().seatsExceededReason());
        }
        CopiedFacts rightFacts = corrected.facts().plannedAs(awaited(run));
        return changed("ParticipationCorrected", right, rightFacts, corrected.progress())
                .because(reason.name());
    }

    private void checkFacts(CopiedFacts corrected) {
        boolean accepted = progress.acceptedOn() != null;
        checkFact("/nationality", corrected.nationality(), accepted);
        checkFact("/sex", corrected.sex(), accepted);
        checkFact("/ageBand", corrected.ageBand(), accepted);
        checkFact("/organisationType", corrected.organisationType(), accepted);
        checkFact("/occupation", corrected.occupation(), accepted);
    }

    private static void checkFact(String pointer, @Nullable Object fact, boolean accepted) {
        if ((fact != null) != accepted) {
            throw Refusal.brokenRule(
                    "fact-not-of-state",
                    pointer,
                    accepted ? "An accepted person has this" : "This is copied from the person at the acceptance");
        }
    }

    /** Entered in error: it stays in the history and counts in nothing from now on. */
    DomainEvent<Participation> annul(AnnulmentReason reason, LocalDate today) {
        refuseIfAnnulled();
        return DomainEvent.change(
                        "ParticipationAnnulled",
                        this,
                        new Participation(
                                id, version + 1, nomination, facts, progress, replaces, replacedBy, today, recordedAt))
                .because(reason.name());
    }

    /** All of it that may be wrong, as it is. */
    public Corrected uncorrected() {
        return new Corrected(nomination.revision(), facts, progress);
    }

    private static void requireAdopted(KnownRun run) {
        if (!run.adopted()) {
            throw Refusal.stateConflict(
                    "program-not-adopted",
                    "The run's program is %s, not adopted"
                            .formatted(run.programAnnulled() ? "annulled" : run.programState()));
        }
    }

    private DomainEvent<Participation> ended(String event, Progress ended, KnownRun run, LocalDate today) {
        if (ended.endReason() != null) {
            Progress.requireFitting("/reason", ended.endReason(), ended.state());
        }
        DomainEvent<Participation> change = step(event, ended, run, today);
        return ended.endReason() == null
                ? change
                : change.because(ended.endReason().name());
    }

    private DomainEvent<Participation> step(String event, Progress next, KnownRun run, LocalDate today) {
        refuseIfAnnulled();
        next.check(progress, run, today);
        return changed(event, nomination, awaited(run), next);
    }

    // Until the arrival the planned days are those of the run, wherever it was moved to.
    private CopiedFacts awaited(KnownRun run) {
        return progress.state() == State.ACCEPTED ? facts.following(run) : facts;
    }

    private DomainEvent<Participation> changed(
            String event, Nomination nextNomination, CopiedFacts nextFacts, Progress nextProgress) {
        refuseIfAnnulled();
        return DomainEvent.change(
                event,
                this,
                new Participation(
                        id,
                        version + 1,
                        nextNomination,
                        nextFacts,
                        nextProgress,
                        replaces,
                        replacedBy,
                        null,
                        recordedAt));
    }

    private void refuseIfAnnulled() {
        if (annulledOn != null) {
            throw Refusal.stateConflict(
                    "participation-annulled", "The participation was entered in error and no longer changes");
        }
    }
}
