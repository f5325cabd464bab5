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
        return programs.record(Program.propose(ids.ordered(), details, now));
    }

    /** The change goes from what may be changed to what it shall be. */
    public Program revise(UUID id, Precondition precondition, UnaryOperator<ProgramDetails> change) {
        Program program = programs.required(id, precondition);
        return programs.record(program.revise(change.apply(program.details())));
    }

    public Program adopt(UUID id, Precondition precondition, LocalDate on) {
        return programs.record(programs.required(id, precondition).adopt(on, today()));
    }

    public Program contract(UUID id, Precondition precondition, LocalDate on) {
        return programs.record(programs.required(id, precondition).contract(on, today()));
    }

    public Program start(UUID id, Precondition precondition, LocalDate on) {
        return programs.record(programs.required(id, precondition).start(on, today()));
    }

    public Program complete(UUID id, Precondition precondition, LocalDate on) {
        return programs.record(programs.required(id, precondition).complete(on, today()));
    }

    /** Adds a run; since it only adds, it needs no precondition. */
    public Added addRun(UUID id, RunDetails run) {
        UUID runId = ids.ordered();
        return new Added(programs.record(programs.required(id).addRun(runId, run)), runId);
    }

    /** The program with its new run. */
    public record Added(Program program, UUID runId) {}

    public Program reviseRun(UUID id, UUID runId, Precondition precondition, UnaryOperator<RunDetails> change) {
        Program program = programs.required(id, precondition);
        return programs.record(
                program.reviseRun(runId, change.apply(program.run(runId).details())));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
