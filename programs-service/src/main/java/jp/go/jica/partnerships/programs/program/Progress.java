package jp.go.jica.partnerships.programs.program;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How far a program has come, and on which day it took each step. {@code startedOn} and {@code completedOn} are its actual
 * start and end (IATI activity date types 2 and 4).
 */
public record Progress(
        State state,
        @Nullable LocalDate adoptedOn,
        @Nullable LocalDate rejectedOn,
        @Nullable LocalDate withdrawnOn,
        @Nullable LocalDate contractedOn,
        @Nullable LocalDate startedOn,
        List<Suspension> suspensions,
        @Nullable LocalDate completedOn,
        @Nullable LocalDate cancelledOn) {

    static final Progress PROPOSED = new Progress(State.PROPOSED, null, null, null, null, null, List.of(), null, null);

    private static final Set<State> BEFORE_THE_END =
            EnumSet.of(State.PROPOSED, State.ADOPTED, State.CONTRACTED, State.IMPLEMENTING, State.SUSPENDED);

    public Progress {
        // States written before there were suspensions have none.
        suspensions = orEmpty(suspensions);
    }

    private static List<Suspension> orEmpty(@Nullable List<Suspension> suspensions) {
        return suspensions == null ? List.of() : List.copyOf(suspensions);
    }

    Progress adopt(LocalDate on) {
        require("program-not-proposed", "adopted", State.PROPOSED);
        return new Progress(State.ADOPTED, on, null, null, null, null, List.of(), null, null);
    }

    Progress reject(LocalDate on) {
        require("program-not-proposed", "rejected", State.PROPOSED);
        return new Progress(State.REJECTED, null, on, null, null, null, List.of(), null, null);
    }

    Progress withdraw(LocalDate on) {
        require("program-not-proposed", "withdrawn", State.PROPOSED);
        return new Progress(State.WITHDRAWN, null, null, on, null, null, List.of(), null, null);
    }

    Progress contract(LocalDate on) {
        require("program-not-adopted", "contracted", State.ADOPTED);
        return new Progress(State.CONTRACTED, adoptedOn, null, null, on, null, List.of(), null, null);
    }

    Progress start(LocalDate on, boolean contractNeeded) {
        if (contractNeeded) {
            require("program-not-contracted", "started", State.CONTRACTED);
        } else {
            require("program-not-adopted", "started", State.ADOPTED, State.CONTRACTED);
        }
        return new Progress(State.IMPLEMENTING, adoptedOn, null, null, contractedOn, on, List.of(), null, null);
    }

    Progress suspend(LocalDate on) {
        require("program-not-implementing", "suspended", State.IMPLEMENTING);
        List<Suspension> more = new ArrayList<>(suspensions);
        more.add(new Suspension(on, null));
        return during(State.SUSPENDED, more);
    }

    Progress resume(LocalDate on) {
        require("program-not-suspended", "resumed", State.SUSPENDED);
        List<Suspension> ended = new ArrayList<>(suspensions);
        Suspension last = ended.remove(ended.size() - 1);
        ended.add(new Suspension(last.suspendedOn(), on));
        return during(State.IMPLEMENTING, ended);
    }

    Progress complete(LocalDate on) {
        require("program-not-implementing", "completed", State.IMPLEMENTING);
        return new Progress(State.COMPLETED, adoptedOn, null, null, contractedOn, startedOn, suspensions, on, null);
    }

    Progress cancel(LocalDate on) {
        require("program-ended", "cancelled", BEFORE_THE_END.toArray(State[]::new));
        return new Progress(State.CANCELLED, adoptedOn, null, null, contractedOn, startedOn, suspensions, null, on);
    }

    private Progress during(State next, List<Suspension> all) {
        return new Progress(next, adoptedOn, null, null, contractedOn, startedOn, all, null, null);
    }

    private void require(String code, String verb, State... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw Refusal.stateConflict(
                    code,
                    "Only a program that is %s can be %s; this one is %s"
                            .formatted(
                                    String.join(
                                            " or ",
                                            List.of(allowed).stream()
                                                    .map(State::name)
                                                    .toList()),
                                    verb,
                                    state));
        }
    }

    /** The days are in order, none is still to come, and there are those that the state needs and no others. */
    void check(LocalDate proposedOn, boolean contractNeeded, LocalDate today) {
        boolean wasAdopted = adoptedOn != null;
        boolean wasStarted = startedOn != null;
        boolean cancelled = state == State.CANCELLED;
        present("/adoptedOn", adoptedOn, reached(State.ADOPTED), cancelled);
        present("/rejectedOn", rejectedOn, state == State.REJECTED, false);
        present("/withdrawnOn", withdrawnOn, state == State.WITHDRAWN, false);
        present(
                "/contractedOn",
                contractedOn,
                state == State.CONTRACTED || (contractNeeded && wasStarted),
                wasAdopted && (cancelled || reached(State.CONTRACTED)));
        present("/startedOn", startedOn, reached(State.IMPLEMENTING), cancelled && wasAdopted);
        present("/completedOn", completedOn, state == State.COMPLETED, false);
        present("/cancelledOn", cancelledOn, cancelled, false);
        checkSuspensions(wasStarted);
        checkOrder(proposedOn, today);
    }

    private void checkOrder(LocalDate proposedOn, LocalDate today) {
        LocalDate latest = proposedOn;
        for (Step step : steps()) {
            if (step.on().isBefore(latest)) {
                throw Refusal.brokenRule(
                        "dates-out-of-order",
                        step.pointer(),
                        "%s is before the step it follows, %s".formatted(step.on(), latest));
            }
            if (step.on().isAfter(today)) {
                throw Refusal.brokenRule("date-in-future", step.pointer(), "%s is still to come".formatted(step.on()));
            }
            latest = step.on();
        }
    }

    private void checkSuspensions(boolean wasStarted) {
        for (int i = 0; i < suspensions.size(); i++) {
            boolean mayLast = i == suspensions.size() - 1 && (state == State.SUSPENDED || state == State.CANCELLED);
            present(
                    "/suspensions/%d/resumedOn".formatted(i),
                    suspensions.get(i).resumedOn(),
                    !mayLast,
                    state == State.CANCELLED);
        }
        boolean missing = state == State.SUSPENDED && suspensions.isEmpty();
        boolean beforeTheStart = !wasStarted && !suspensions.isEmpty();
        if (missing || beforeTheStart) {
            throw Refusal.brokenRule(
                    "date-not-of-state", "/suspensions", "These suspensions do not fit a program that is " + state);
        }
    }

    // Of the states on the way to completion: this one or a later one.
    private boolean reached(State milestone) {
        return switch (state) {
            case PROPOSED, REJECTED, WITHDRAWN, CANCELLED -> false;
            case ADOPTED -> milestone == State.ADOPTED;
            case CONTRACTED -> milestone == State.ADOPTED || milestone == State.CONTRACTED;
            case IMPLEMENTING, SUSPENDED, COMPLETED -> true;
        };
    }

    private void present(String pointer, @Nullable LocalDate date, boolean needed, boolean allowed) {
        if (date == null ? needed : !needed && !allowed) {
            throw Refusal.brokenRule(
                    "date-not-of-state",
                    pointer,
                    "A program that is %s has %s such day".formatted(state, needed ? "a" : "no"));
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        add(steps, "/adoptedOn", adoptedOn);
        add(steps, "/rejectedOn", rejectedOn);
        add(steps, "/withdrawnOn", withdrawnOn);
        add(steps, "/contractedOn", contractedOn);
        add(steps, "/startedOn", startedOn);
        for (int i = 0; i < suspensions.size(); i++) {
            add(
                    steps,
                    "/suspensions/%d/suspendedOn".formatted(i),
                    suspensions.get(i).suspendedOn());
            add(
                    steps,
                    "/suspensions/%d/resumedOn".formatted(i),
                    suspensions.get(i).resumedOn());
        }
        add(steps, "/completedOn", completedOn);
        add(steps, "/cancelledOn", cancelledOn);
        return steps;
    }

    private static void add(List<Step> steps, String pointer, @Nullable LocalDate on) {
        if (on != null) {
            steps.add(new Step(pointer, on));
        }
    }

    private record Step(String pointer, LocalDate on) {}
}
