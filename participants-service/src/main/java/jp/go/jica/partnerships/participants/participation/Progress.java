package jp.go.jica.partnerships.participants.participation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import org.jspecify.annotations.Nullable;

/**
 * How far a participation has come, on which day it took each step, and by which exceptions.
 *
 * @param seatsExceededReason why the person was accepted without a free place; null where there was one
 * @param noShowOn the day on which the person should have been there and was not
 * @param arrivedOn first day in the run
 * @param completedOn last day, everything attended
 * @param withdrawnOn last day of one who left before the end
 * @param endReason why it ended without being completed
 */
public record Progress(
        State state,
        @Nullable LocalDate acceptedOn,
        @Nullable SeatsExceededReason seatsExceededReason,
        @Nullable LocalDate rejectedOn,
        @Nullable LocalDate cancelledOn,
        @Nullable LocalDate noShowOn,
        @Nullable LocalDate arrivedOn,
        @Nullable LocalDate completedOn,
        @Nullable LocalDate withdrawnOn,
        @Nullable EndReason endReason) {

    static final Progress NOMINATED =
            new Progress(State.NOMINATED, null, null, null, null, null, null, null, null, null);

    private static final Set<String> WITHIN_THE_RUN = Set.of("/noShowOn", "/arrivedOn", "/completedOn", "/withdrawnOn");

    Progress accepted(LocalDate on, @Nullable SeatsExceededReason exceeded) {
        require("participation-not-nominated", "accepted", State.NOMINATED);
        return new Progress(State.ACCEPTED, on, exceeded, null, null, null, null, null, null, null);
    }

    Progress rejected(LocalDate on, EndReason reason) {
        require("participation-not-nominated", "rejected", State.NOMINATED);
        return new Progress(State.REJECTED, null, null, on, null, null, null, null, null, reason);
    }

    Progress cancelled(LocalDate on, EndReason reason) {
        require("participation-not-awaited", "cancelled", State.NOMINATED, State.ACCEPTED);
        return new Progress(State.CANCELLED, acceptedOn, seatsExceededReason, null, on, null, null, null, null, reason);
    }

    Progress noShow(LocalDate on, EndReason reason) {
        require("participation-not-accepted", "marked as a no-show", State.ACCEPTED);
        return new Progress(State.NO_SHOW, acceptedOn, seatsExceededReason, null, null, on, null, null, null, reason);
    }

    Progress arrived(LocalDate on) {
        require("participation-not-accepted", "marked as arrived", State.ACCEPTED);
        return new Progress(State.IN_TRAINING, acceptedOn, seatsExceededReason, null, null, null, on, null, null, null);
    }

    Progress completed(LocalDate on) {
        require("participation-not-in-training", "completed", State.IN_TRAINING);
        return new Progress(
                State.COMPLETED, acceptedOn, seatsExceededReason, null, null, null, arrivedOn, on, null, null);
    }

    Progress withdrawn(LocalDate on, @Nullable EndReason reason) {
        require("participation-not-in-training", "withdrawn", State.IN_TRAINING);
        return new Progress(
                State.WITHDRAWN, acceptedOn, seatsExceededReason, null, null, null, arrivedOn, null, on, reason);
    }

    private void require(String code, String verb, State... required) {
        if (!Set.of(required).contains(state)) {
            throw Refusal.stateConflict(
                    code,
                    "Only a participation that is %s can be %s; this one is %s"
                            .formatted(String.join(" or ", names(required)), verb, state));
        }
    }

    private static List<String> names(State... states) {
        return List.of(states).stream().map(State::name).toList();
    }

    /**
     * Refuses days and reasons that its state does not go with, or that stand in another order, in the future or outside
     * of the run.
     *
     * @param before what of it has been found good already: a run that was moved since makes no earlier day wrong
     */
    void check(Progress before, KnownRun run, LocalDate today) {
        boolean wasThere = arrivedStates().contains(state);
        present(
                "/acceptedOn",
                acceptedOn,
                state.takesPlace() || state == State.NO_SHOW,
                state == State.CANCELLED && before.acceptedOn != null);
        present("/rejectedOn", rejectedOn, state == State.REJECTED, false);
        present("/cancelledOn", cancelledOn, state == State.CANCELLED, false);
        present("/noShowOn", noShowOn, state == State.NO_SHOW, false);
        present("/arrivedOn", arrivedOn, wasThere, false);
        present("/completedOn", completedOn, state == State.COMPLETED, false);
        present("/withdrawnOn", withdrawnOn, state == State.WITHDRAWN, false);
        if (state == State.CANCELLED && (acceptedOn == null) != (before.acceptedOn == null)) {
            throw Refusal.brokenRule(
                    "date-not-of-state", "/acceptedOn", "Whether it had been accepted before its end does not change");
        }
        checkReasons();
        LocalDate latest = LocalDate.MIN;
        List<Step> known = before.steps();
        for (Step step : steps()) {
            step.check(latest, today);
            if (WITHIN_THE_RUN.contains(step.pointer()) && !known.contains(step)) {
                step.checkWithin(run);
            }
            latest = step.on();
        }
    }

    private static Set<State> arrivedStates() {
        return Set.of(State.IN_TRAINING, State.COMPLETED, State.WITHDRAWN);
    }

    private void present(String pointer, @Nullable LocalDate date, boolean needed, boolean allowed) {
        if (date == null ? needed : !needed && !allowed) {
            throw Refusal.brokenRule(
                    "date-not-of-state",
                    pointer,
                    "A participation that is %s has %s such day".formatted(state, needed ? "a" : "no"));
        }
    }

    private void checkReasons() {
        if (seatsExceededReason != null && acceptedOn == null) {
            throw Refusal.brokenRule(
                    "reason-not-of-state", "/seatsExceededReason", "Only who was accepted can have exceeded the seats");
        }
        boolean needed = state == State.REJECTED || state == State.CANCELLED || state == State.NO_SHOW;
        boolean ended = needed || state == State.WITHDRAWN;
        if (endReason == null ? needed : !ended) {
            throw Refusal.brokenRule(
                    "reason-not-of-state",
                    "/endReason",
                    "A participation that is %s has %s such reason".formatted(state, needed ? "a" : "no"));
        }
        if (endReason != null) {
            requireFitting("/endReason", endReason, state);
        }
    }

    /** Refuses a reason for which participations do not come to this end. */
    static void requireFitting(String pointer, EndReason reason, State end) {
        if (!reason.fits(end)) {
            throw Refusal.brokenRule("reason-not-fitting", pointer, "One of %s is wanted".formatted(EndReason.of(end)));
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        add(steps, "/rejectedOn", rejectedOn);
        add(steps, "/acceptedOn", acceptedOn);
        add(steps, "/cancelledOn", cancelledOn);
        add(steps, "/noShowOn", noShowOn);
        add(steps, "/arrivedOn", arrivedOn);
        add(steps, "/completedOn", completedOn);
        add(steps, "/withdrawnOn", withdrawnOn);
        return steps;
    }

    private static void add(List<Step> steps, String pointer, @Nullable LocalDate on) {
        if (on != null) {
            steps.add(new Step(pointer, on));
        }
    }

    private record Step(String pointer, LocalDate on) {

        void check(LocalDate latest, LocalDate today) {
            if (on.isAfter(today)) {
                throw Refusal.brokenRule("date-in-future", pointer, "%s is still to come".formatted(on));
            }
            if (on.isBefore(latest)) {
                throw Refusal.brokenRule(
                        "dates-out-of-order", pointer, "%s is before the step it follows, %s".formatted(on, latest));
            }
        }

        void checkWithin(KnownRun run) {
            if (on.isBefore(run.plannedStart()) || on.isAfter(run.plannedEnd())) {
                throw Refusal.brokenRule(
                        "date-outside-run",
                        pointer,
                        "%s is not within the run, %s to %s".formatted(on, run.plannedStart(), run.plannedEnd()));
            }
        }
    }

    /** The days of a participation of the past, told at once. */
    record Past(
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate arrivedOn,
            @Nullable LocalDate completedOn,
            @Nullable LocalDate withdrawnOn) {

        static final Past NOTHING = new Past(null, null, null, null);

        /** Where the single steps would have led. */
        Progress retraced(@Nullable SeatsExceededReason exceeded) {
            if (completedOn != null && withdrawnOn != null) {
                throw Refusal.brokenRule(
                        "dates-contradict", "/withdrawnOn", "A participation is completed or withdrawn, not both");
            }
            boolean ended = completedOn != null || withdrawnOn != null;
            Progress told = Progress.NOMINATED.accepted(required("/acceptedOn", acceptedOn), exceeded);
            if (arrivedOn != null || ended) {
                told = told.arrived(required("/arrivedOn", arrivedOn));
            }
            if (completedOn != null) {
                return told.completed(completedOn);
            }
            return withdrawnOn == null ? told : told.withdrawn(withdrawnOn, null);
        }

        private static LocalDate required(String pointer, @Nullable LocalDate date) {
            if (date == null) {
                throw Refusal.brokenRule("date-missing", pointer, "A later date is given without this one");
            }
            return date;
        }
    }
}
