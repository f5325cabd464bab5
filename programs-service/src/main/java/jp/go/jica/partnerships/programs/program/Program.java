package jp.go.jica.partnerships.programs.program;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Aggregate;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.Schemes;
import org.jspecify.annotations.Nullable;

/**
 * One project or one course under a scheme (an IATI activity), from its proposal to its completion. A value: each verb
 * returns the event with the program as it is afterwards.
 */
public record Program(
        UUID id,
        int version,
        @JsonUnwrapped ProgramDetails details,
        State state,
        @Nullable LocalDate adoptedOn,
        @Nullable LocalDate contractedOn,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate completedOn,
        List<Run> runs,
        Instant recordedAt)
        implements Aggregate {

    static DomainEvent<Program> propose(UUID id, ProgramDetails details, Instant at) {
        details.check();
        return DomainEvent.first(
                "ProgramProposed", new Program(id, 1, details, State.PROPOSED, null, null, null, null, List.of(), at));
    }

    DomainEvent<Program> revise(ProgramDetails revised) {
        refuseIfCompleted();
        revised.check();
        if (!revised.leadOffice().equals(details.leadOffice()) && state != State.PROPOSED) {
            throw Refusal.stateConflict(
                    "lead-office-settled",
                    "The lead office of a program that is %s is not changed by a revision".formatted(state));
        }
        if (state != State.PROPOSED && adoptedOn != null) {
            checkLeadOfficeOn(revised, adoptedOn);
        }
        for (Run run : runs) {
            run.details().check(revised);
        }
        return changed("ProgramRevised", revised, state, adoptedOn, contractedOn, startedOn, completedOn, runs);
    }

    DomainEvent<Program> adopt(LocalDate on, LocalDate today) {
        require("program-not-proposed", "adopted", State.PROPOSED);
        checkDate("/adoptedOn", on, details.proposedOn(), today);
        checkLeadOfficeOn(details, on);
        return changed("ProgramAdopted", details, State.ADOPTED, on, contractedOn, startedOn, completedOn, runs);
    }

    DomainEvent<Program> contract(LocalDate on, LocalDate today) {
        require("program-not-adopted", "contracted", State.ADOPTED);
        checkDate("/contractedOn", on, adoptedOn, today);
        return changed("ProgramContracted", details, State.CONTRACTED, adoptedOn, on, startedOn, completedOn, runs);
    }

    DomainEvent<Program> start(LocalDate on, LocalDate today) {
        if (needsContract(details.scheme())) {
            require("program-not-contracted", "started", State.CONTRACTED);
        } else {
            require("program-not-adopted", "started", State.ADOPTED, State.CONTRACTED);
        }
        checkDate("/startedOn", on, contractedOn == null ? adoptedOn : contractedOn, today);
        return changed("ProgramStarted", details, State.IMPLEMENTING, adoptedOn, contractedOn, on, completedOn, runs);
    }

    DomainEvent<Program> complete(LocalDate on, LocalDate today) {
        require("program-not-implementing", "completed", State.IMPLEMENTING);
        checkDate("/completedOn", on, startedOn, today);
        return changed("ProgramCompleted", details, State.COMPLETED, adoptedOn, contractedOn, startedOn, on, runs);
    }

    DomainEvent<Program> addRun(UUID runId, RunDetails run) {
        refuseIfCompleted();
        run.check(details);
        refuseTakenCode(runId, run);
        List<Run> more = new ArrayList<>(runs);
        more.add(new Run(runId, run));
        return withRuns("ProgramRunAdded", more);
    }

    DomainEvent<Program> reviseRun(UUID runId, RunDetails revised) {
        refuseIfCompleted();
        run(runId);
        revised.check(details);
        refuseTakenCode(runId, revised);
        return withRuns(
                "ProgramRunRevised",
                runs.stream()
                        .map(run -> run.id().equals(runId) ? new Run(runId, revised) : run)
                        .toList());
    }

    /** The run with this id. */
    public Run run(UUID runId) {
        return runs.stream().filter(run -> run.id().equals(runId)).findFirst().orElseThrow(Refusal::notFound);
    }

    // Courses are held by JICA itself; a contract is made for projects.
    private static boolean needsContract(SchemeCode scheme) {
        return Schemes.of(scheme).form() == jp.go.jica.partnerships.referencedata.Scheme.Form.PROJECT;
    }

    private void refuseTakenCode(UUID runId, RunDetails run) {
        boolean taken = runs.stream()
                .anyMatch(other ->
                        !other.id().equals(runId) && other.details().runCode().equals(run.runCode()));
        if (taken) {
            throw Refusal.duplicate("duplicate", "/runCode", "The program has a run with this code already");
        }
    }

    private void refuseIfCompleted() {
        if (state == State.COMPLETED) {
            throw Refusal.stateConflict("program-completed", "A completed program no longer changes");
        }
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

    private static void checkLeadOfficeOn(ProgramDetails details, LocalDate adoption) {
        if (!Offices.of(details.leadOffice()).validOn(adoption)) {
            throw Refusal.brokenRule(
                    "office-not-valid",
                    "/leadOffice",
                    "%s did not exist on %s".formatted(details.leadOffice(), adoption));
        }
    }

    private static void checkDate(String pointer, LocalDate date, @Nullable LocalDate earliest, LocalDate today) {
        if (earliest != null && date.isBefore(earliest)) {
            throw Refusal.brokenRule(
                    "dates-out-of-order", pointer, "%s is before the step it follows, %s".formatted(date, earliest));
        }
        if (date.isAfter(today)) {
            throw Refusal.brokenRule("date-in-future", pointer, "%s is still to come".formatted(date));
        }
    }

    private DomainEvent<Program> withRuns(String event, List<Run> with) {
        return changed(event, details, state, adoptedOn, contractedOn, startedOn, completedOn, List.copyOf(with));
    }

    private DomainEvent<Program> changed(
            String event,
            ProgramDetails newDetails,
            State newState,
            @Nullable LocalDate adopted,
            @Nullable LocalDate contracted,
            @Nullable LocalDate started,
            @Nullable LocalDate completed,
            List<Run> newRuns) {
        return DomainEvent.change(
                event,
                this,
                new Program(
                        id,
                        version + 1,
                        newDetails,
                        newState,
                        adopted,
                        contracted,
                        started,
                        completed,
                        newRuns,
                        recordedAt));
    }
}
