package jp.go.jica.partnerships.participants.participation;

import java.time.LocalDate;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import org.jspecify.annotations.Nullable;

/** What happened when; each date is there once it has happened. */
public record Dates(
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate arrivedOn,
        @Nullable LocalDate completedOn,
        @Nullable LocalDate withdrawnOn) {

    static final Dates NONE_YET = new Dates(null, null, null, null);

    State state() {
        if (completedOn != null) {
            return State.COMPLETED;
        }
        if (withdrawnOn != null) {
            return State.WITHDRAWN;
        }
        if (arrivedOn != null) {
            return State.IN_TRAINING;
        }
        return acceptedOn != null ? State.ACCEPTED : State.NOMINATED;
    }

    Dates accepted(LocalDate on, LocalDate today) {
        refuseFuture("/acceptedOn", on, today);
        return new Dates(on, null, null, null);
    }

    Dates arrived(LocalDate on, KnownRun run, LocalDate today) {
        checkStep("/arrivedOn", on, acceptedOn, run, today);
        return new Dates(acceptedOn, on, null, null);
    }

    Dates completed(LocalDate on, KnownRun run, LocalDate today) {
        checkStep("/completedOn", on, arrivedOn, run, today);
        return new Dates(acceptedOn, arrivedOn, on, null);
    }

    Dates withdrawn(LocalDate on, KnownRun run, LocalDate today) {
        checkStep("/withdrawnOn", on, arrivedOn, run, today);
        return new Dates(acceptedOn, arrivedOn, null, on);
    }

    /** The same steps by the same rules, all told at once. */
    Dates retraced(KnownRun run, LocalDate today) {
        if (completedOn != null && withdrawnOn != null) {
            throw Refusal.brokenRule(
                    "dates-contradict", "/withdrawnOn", "A participation is completed or withdrawn, not both");
        }
        boolean ended = completedOn != null || withdrawnOn != null;
        Dates told = NONE_YET.accepted(required("/acceptedOn", acceptedOn), today);
        if (arrivedOn != null || ended) {
            told = told.arrived(required("/arrivedOn", arrivedOn), run, today);
        }
        if (completedOn != null) {
            return told.completed(completedOn, run, today);
        }
        return withdrawnOn == null ? told : told.withdrawn(withdrawnOn, run, today);
    }

    private static LocalDate required(String pointer, @Nullable LocalDate date) {
        if (date == null) {
            throw Refusal.brokenRule("date-missing", pointer, "A later date is given without this one");
        }
        return date;
    }

    private static void checkStep(
            String pointer, LocalDate on, @Nullable LocalDate stepBefore, KnownRun run, LocalDate today) {
        refuseFuture(pointer, on, today);
        if (stepBefore != null && on.isBefore(stepBefore)) {
            throw Refusal.brokenRule(
                    "dates-out-of-order", pointer, "%s is before the step it follows, %s".formatted(on, stepBefore));
        }
        if (on.isBefore(run.plannedStart()) || on.isAfter(run.plannedEnd())) {
            throw Refusal.brokenRule(
                    "date-outside-run",
                    pointer,
                    "%s is not within the run, %s to %s".formatted(on, run.plannedStart(), run.plannedEnd()));
        }
    }

    private static void refuseFuture(String pointer, LocalDate on, LocalDate today) {
        if (on.isAfter(today)) {
            throw Refusal.brokenRule("date-in-future", pointer, "%s is still to come".formatted(on));
        }
    }
}
