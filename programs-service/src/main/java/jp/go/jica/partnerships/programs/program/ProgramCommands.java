package jp.go.jica.partnerships.programs.program;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.UnaryOperator;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.jspecify.annotations.Nullable;

/** What may be done with programs; each command is one transaction with one event. */
@ApplicationScoped
@Transactional
public class ProgramCommands {

    private final Programs programs;
    private final IdGenerator ids;
    private final Clock clock;

    public ProgramCommands(Programs programs, IdGenerator ids, Clock clock) {
        this.programs = programs;
        this.ids = ids;
        this.clock = clock;
    }

    public Program propose(ProgramDetails details) {
        // PostgreSQL keeps microseconds; what is answered must be what is stored.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return programs.record(Program.propose(ids.ordered(), details, now, today()));
    }

    /** The change goes from what may be changed to what it shall be. */
    public Program revise(UUID id, Precondition precondition, UnaryOperator<ProgramDetails> change) {
        Program program = programs.required(id, precondition);
        return programs.record(program.revise(change.apply(program.details()), today()));
    }

    public Program adopt(UUID id, Precondition precondition, LocalDate on) {
        return programs.record(programs.required(id, precondition).adopt(on, today()));
    }

    public Program reject(UUID id, Precondition precondition, LocalDate on, String reason) {
        return programs.record(programs.required(id, precondition).reject(on, reason, today()));
    }

    public Program withdraw(UUID id, Precondition precondition, LocalDate on, @Nullable String reason) {
        return programs.record(programs.required(id, precondition).withdraw(on, reason, today()));
    }

    public Program contract(UUID id, Precondition precondition, LocalDate on) {
        return programs.record(programs.required(id, precondition).contract(on, today()));
    }

    public Program start(UUID id, Precondition precondition, LocalDate on) {
        return programs.record(programs.required(id, precondition).start(on, today()));
    }

    public Program suspend(UUID id, Precondition precondition, LocalDate on, String reason) {
        return programs.record(programs.required(id, precondition).suspend(on, reason, today()));
    }

    public Program resume(UUID id, Precondition precondition, LocalDate on) {
        return programs.record(programs.required(id, precondition).resume(on, today()));
    }

    public Program complete(UUID id, Precondition precondition, LocalDate on) {
        return programs.record(programs.required(id, precondition).complete(on, today()));
    }

    public Program cancel(UUID id, Precondition precondition, LocalDate on, String reason) {
        return programs.record(programs.required(id, precondition).cancel(on, reason, today()));
    }

    public Program transfer(
            UUID id, Precondition precondition, OfficeCode to, LocalDate from, @Nullable String reason) {
        return programs.record(programs.required(id, precondition).transfer(to, from, reason, today()));
    }

    /** The change goes from what may have been wrong to what it shall be. */
    public Program correct(UUID id, Precondition precondition, String reason, UnaryOperator<Corrected> change) {
        Program program = programs.required(id, precondition);
        return programs.record(program.correct(change.apply(program.uncorrected()), reason, today()));
    }

    public Program annul(UUID id, Precondition precondition, String reason) {
        return programs.record(programs.required(id, precondition).annul(reason, today()));
    }

    /** Adds a run; since it only adds, it needs no precondition. */
    public Added addRun(UUID id, NewRun run) {
        UUID runId = ids.ordered();
        return new Added(programs.record(programs.requiredForAdding(id).addRun(runId, run, today())), runId);
    }

    /** The program with what is new in it. */
    public record Added(Program program, UUID newId) {}

    public Program reviseRun(UUID id, UUID runId, Precondition precondition, UnaryOperator<RunDetails> change) {
        Program program = programs.required(id, precondition);
        RunDetails revised = change.apply(program.run(runId).details());
        return programs.record(program.reviseRun(runId, revised, today()));
    }

    /** Adds an outcome; it needs no precondition either. */
    public Added addOutcome(UUID id, OutcomeDetails outcome) {
        UUID outcomeId = ids.ordered();
        return new Added(
                programs.record(programs.requiredForAdding(id).addOutcome(outcomeId, outcome, today())), outcomeId);
    }

    private LocalDate today() {
        return Tokyo.today(clock);
    }
}
