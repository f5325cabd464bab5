package jp.go.jica.partnerships.programs.program;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.referencedata.Tokyo;

/**
 * What may be done with the programs of a list, row by row: the same verbs by the same rules as single commands, but in the
 * transaction that is there. It is not transactional itself, so that a row that is refused does not give up the others.
 */
@ApplicationScoped
public class ListedPrograms {

    private final Programs programs;
    private final IdGenerator ids;
    private final Clock clock;

    public ListedPrograms(Programs programs, IdGenerator ids, Clock clock) {
        this.programs = programs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The program with this code, if there is one.
     *
     * @throws Refusal if it was annulled: nobody may take it for one that is there, nor its code for another one
     */
    public Optional<Program> withCode(String programCode) {
        Optional<Program> known = programs.withCode(programCode);
        if (known.isPresent() && known.get().annulledOn() != null) {
            throw Refusal.brokenRule(
                    "program-annulled", "/programCode", "The program with this code was entered in error and annulled");
        }
        return known;
    }

    public Program propose(ProgramDetails details) {
        return programs.record(Program.propose(
                ids.ordered(), details, clock.instant().truncatedTo(ChronoUnit.MICROS), Tokyo.today(clock)));
    }

    public Program adopt(Program program, LocalDate on) {
        return programs.record(program.adopt(on, Tokyo.today(clock)));
    }
}
