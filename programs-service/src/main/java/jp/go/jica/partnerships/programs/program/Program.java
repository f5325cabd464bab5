package jp.go.jica.partnerships.programs.program;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Aggregate;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.jspecify.annotations.Nullable;

/**
 * One project or one course under a scheme (an IATI activity), from its proposal to its end. A value: each verb returns the
 * event with the program as it is afterwards, and none returns one in which a rule is broken.
 *
 * @param details as stated; its lead office is the present one
 * @param leadOffices which office has led from which day on
 * @param annulledOn the day, in Tokyo, on which it was found to have been entered in error; it counts in nothing then
 */
public record Program(
        UUID id,
        int version,
        @JsonUnwrapped ProgramDetails details,
        List<LeadOffice> leadOffices,
        @JsonUnwrapped Progress progress,
        List<Run> runs,
        List<Outcome> outcomes,
        @Nullable LocalDate annulledOn,
        Instant recordedAt)
        implements Aggregate {

    public Program {
        // States written before offices were dated and outcomes were kept do not have these lists.
        leadOffices = orElse(leadOffices, Leadership.of(details.leadOffice()).offices());
        outcomes = orElse(outcomes, List.of());
    }

    private static <T> List<T> orElse(@Nullable List<T> list, List<T> otherwise) {
        return list == null ? otherwise : list;
    }

    static DomainEvent<Program> propose(UUID id, ProgramDetails details, Instant at, LocalDate today) {
        Program proposed = new Program(
                id,
                1,
                details,
                Leadership.of(details.leadOffice()).offices(),
                Progress.PROPOSED,
                List.of(),
                List.of(),
                null,
                at);
        proposed.check(today);
        return DomainEvent.first("ProgramProposed", proposed);
    }

    DomainEvent<Program> revise(ProgramDetails revised, LocalDate today) {
        refuseIfEnded();
        boolean sameOffice = revised.leadOffice().equals(details.leadOffice());
        if (!sameOffice && progress.state() != State.PROPOSED) {
            throw Refusal.stateConflict(
                    "lead-office-settled",
                    "The lead office of a program that is %s is not changed by a revision, but by a transfer or a correction"
                            .formatted(progress.state()));
        }
        List<LeadOffice> led =
                sameOffice ? leadOffices : Leadership.of(revised.leadOffice()).offices();
        return changed("ProgramRevised", next(revised, led, progress, runs, outcomes), today);
    }

    DomainEvent<Program> adopt(LocalDate on, LocalDate today) {
        return step("ProgramAdopted", progress.adopt(on), today);
    }

    DomainEvent<Program> reject(LocalDate on, String reason, LocalDate today) {
        return step("ProgramRejected", progress.reject(on), today).because(reason);
    }

    DomainEvent<Program> withdraw(LocalDate on, @Nullable String reason, LocalDate today) {
        return because(reason, step("ProgramWithdrawn", progress.withdraw(on), today));
    }

    DomainEvent<Program> contract(LocalDate on, LocalDate today) {
        return step("ProgramContracted", progress.contract(on), today);
    }

    DomainEvent<Program> start(LocalDate on, LocalDate today) {
        return step("ProgramStarted", progress.start(on, details.needsContract()), today);
    }

    DomainEvent<Program> suspend(LocalDate on, String reason, LocalDate today) {
        return step("ProgramSuspended", progress.suspend(on), today).because(reason);
    }

    DomainEvent<Program> resume(LocalDate on, LocalDate today) {
        return step("ProgramResumed", progress.resume(on), today);
    }

    DomainEvent<Program> complete(LocalDate on, LocalDate today) {
        return step("ProgramCompleted", progress.complete(on), today);
    }

    DomainEvent<Program> cancel(LocalDate on, String reason, LocalDate today) {
        return step("ProgramCancelled", progress.cancel(on), today).because(reason);
    }

    /** Another office leads from that day on; nothing before it changes. */
    DomainEvent<Program> transfer(OfficeCode to, LocalDate from, @Nullable String reason, LocalDate today) {
        refuseIfEnded();
        Leadership led = new Leadership(leadOffices).transferredTo(to, from, details.proposedOn(), today);
        return because(
                reason,
                changed("ProgramTransferred", next(details.ledBy(to), led.offices(), progress, runs, outcomes), today));
    }

    DomainEvent<Program> addRun(UUID runId, NewRun run, LocalDate today) {
        refuseIfEnded();
        List<Run> more = new ArrayList<>(runs);
        more.add(new Run(runId, run.of(details)));
        return changed("ProgramRunAdded", next(details, leadOffices, progress, more, outcomes), today);
    }

    DomainEvent<Program> reviseRun(UUID runId, RunDetails revised, LocalDate today) {
        refuseIfEnded();
        run(runId);
        List<Run> others = runs.stream()
                .map(run -> run.id().equals(runId) ? new Run(runId, revised) : run)
                .toList();
        return changed("ProgramRunRevised", next(details, leadOffices, progress, others, outcomes), today);
    }

    /** Of an ended program too: much comes of a program years later. */
    DomainEvent<Program> addOutcome(UUID outcomeId, OutcomeDetails outcome, LocalDate today) {
        if (progress.state() == State.REJECTED || progress.state() == State.WITHDRAWN) {
            throw Refusal.stateConflict("program-ended", "Nothing comes of a program that is " + progress.state());
        }
        outcome.check("/date", today);
        List<Outcome> more = new ArrayList<>(outcomes);
        more.add(new Outcome(outcomeId, outcome));
        return changed("ProgramOutcomeAdded", next(details, leadOffices, progress, runs, more), today);
    }

    /** Puts right what was wrong, in whatever state the program is; the state itself is changed by commands only. */
    DomainEvent<Program> correct(Corrected corrected, String reason, LocalDate today) {
        List<UUID> runIds = corrected.runs().stream().map(Run::id).toList();
        if (runIds.size() != runs.size() || !ids(runs.stream().map(Run::id)).equals(Set.copyOf(runIds))) {
            throw Refusal.brokenRule(
                    "runs-not-those", "/runs", "A correction names all runs of the program and no others");
        }
        List<UUID> outcomeIds = corrected.outcomes().stream().map(Outcome::id).toList();
        if (ids(outcomeIds.stream()).size() != outcomeIds.size()
                || !ids(outcomes.stream().map(Outcome::id)).containsAll(outcomeIds)) {
            throw Refusal.brokenRule(
                    "outcomes-not-those", "/outcomes", "Only outcomes of the program are corrected, each once");
        }
        for (int i = 0; i < corrected.outcomes().size(); i++) {
            corrected.outcomes().get(i).details().check("/outcomes/%d/date".formatted(i), today);
        }
        Program after = next(
                corrected.details(),
                corrected.leadOffices(),
                corrected.progress(),
                corrected.runs(),
                corrected.outcomes());
        return changed("ProgramCorrected", after, today).because(reason);
    }

    /** Entered in error: it stays in the history and counts in nothing from now on. */
    DomainEvent<Program> annul(String reason, LocalDate today) {
        refuseIfAnnulled();
        Program after = new Program(id, version + 1, details, leadOffices, progress, runs, outcomes, today, recordedAt);
        return DomainEvent.change("ProgramAnnulled", this, after).because(reason);
    }

    /** The run with this id. */
    public Run run(UUID runId) {
        return runs.stream().filter(run -> run.id().equals(runId)).findFirst().orElseThrow(Refusal::notFound);
    }

    /** The outcome with this id. */
    public Outcome outcome(UUID outcomeId) {
        return outcomes.stream()
                .filter(outcome -> outcome.id().equals(outcomeId))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /** All of it that may be wrong, as it is. */
    public Corrected uncorrected() {
        return new Corrected(details, leadOffices, progress, runs, outcomes);
    }

    private DomainEvent<Program> step(String event, Progress after, LocalDate today) {
        return changed(event, next(details, leadOffices, after, runs, outcomes), today);
    }

    private Program next(
            ProgramDetails newDetails,
            List<LeadOffice> led,
            Progress newProgress,
            List<Run> newRuns,
            List<Outcome> newOutcomes) {
        return new Program(
                id,
                version + 1,
                newDetails,
                List.copyOf(led),
                newProgress,
                List.copyOf(newRuns),
                List.copyOf(newOutcomes),
                annulledOn,
                recordedAt);
    }

    private DomainEvent<Program> changed(String event, Program after, LocalDate today) {
        refuseIfAnnulled();
        after.check(today);
        return DomainEvent.change(event, this, after);
    }

    private static DomainEvent<Program> because(@Nullable String reason, DomainEvent<Program> event) {
        return reason == null ? event : event.because(reason);
    }

    /** What holds of a program in whatever state, however it came about. */
    void check(LocalDate today) {
        details.check();
        progress.check(details.proposedOn(), details.needsContract(), today);
        new Leadership(leadOffices).check(details.proposedOn(), progress.adoptedOn(), today);
        Set<String> codes = new HashSet<>();
        for (Run run : runs) {
            run.details().check(details);
            if (!codes.add(run.details().runCode())) {
                throw Refusal.duplicate("duplicate", "/runCode", "The program has a run with this code already");
            }
        }
    }

    private static Set<UUID> ids(Stream<UUID> ids) {
        return ids.collect(Collectors.toSet());
    }

    private void refuseIfEnded() {
        if (progress.state() == State.COMPLETED) {
            throw Refusal.stateConflict("program-completed", "A completed program no longer changes");
        }
        if (progress.state().isLast()) {
            throw Refusal.stateConflict(
                    "program-ended", "A program that is %s no longer changes".formatted(progress.state()));
        }
    }

    private void refuseIfAnnulled() {
        if (annulledOn != null) {
            throw Refusal.stateConflict("program-annulled", "The program was entered in error and no longer changes");
        }
    }
}
