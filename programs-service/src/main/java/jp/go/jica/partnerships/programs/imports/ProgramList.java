package jp.go.jica.partnerships.programs.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import jp.go.jica.partnerships.bulk.ImportKind;
import jp.go.jica.partnerships.bulk.sheet.Sheet;
import jp.go.jica.partnerships.bulk.sheet.StatedRow;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.programs.program.ListedPrograms;
import jp.go.jica.partnerships.programs.program.Program;
import jp.go.jica.partnerships.programs.program.ProgramDetails;

/** Proposes each program of a list that is not there yet. */
@ApplicationScoped
public class ProgramList implements ImportKind<ProgramDetails> {

    private final ListedPrograms programs;

    public ProgramList(ListedPrograms programs) {
        this.programs = programs;
    }

    @Override
    public String name() {
        return "programs";
    }

    @Override
    public String permission() {
        return Permissions.RECORD;
    }

    @Override
    public Sheet sheet() {
        return ProgramColumns.LIST;
    }

    @Override
    public Class<ProgramDetails> type() {
        return ProgramDetails.class;
    }

    @Override
    public Outcome take(ProgramDetails stated, StatedRow row) {
        LocalDate adoptedOn = row.day("adoptedOn");
        Optional<Program> known = programs.withCode(stated.programCode());
        if (known.isEmpty()) {
            programs.propose(stated);
            return Outcome.CREATED;
        }
        // Not adopted yet: the day waits for the approver.
        boolean awaited = adoptedOn != null && known.get().progress().adoptedOn() == null;
        row.requireSame(known.get(), awaited ? new String[] {"adoptedOn"} : new String[0]);
        return Outcome.UNCHANGED;
    }
}
