package jp.go.jica.partnerships.programs.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import jp.go.jica.partnerships.bulk.ImportKind;
import jp.go.jica.partnerships.bulk.sheet.Sheet;
import jp.go.jica.partnerships.bulk.sheet.StatedRow;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.programs.program.ListedPrograms;
import jp.go.jica.partnerships.programs.program.Program;

/**
 * Adopts each program of a list, if it is what the list says: an approver imports the file that a recorder has imported,
 * or one with the codes and days alone.
 */
@ApplicationScoped
public class ProgramAdoptions implements ImportKind<ProgramAdoptions.Decision> {

    private final ListedPrograms programs;

    public ProgramAdoptions(ListedPrograms programs) {
        this.programs = programs;
    }

    /** The day on which it was decided to adopt a program. */
    public record Decision(
            @NotBlank @Size(max = 60) String programCode,
            @NotNull LocalDate adoptedOn) {}

    @Override
    public String name() {
        return "program-adoptions";
    }

    @Override
    public String permission() {
        return Permissions.APPROVE;
    }

    @Override
    public Sheet sheet() {
        return ProgramColumns.ADOPTIONS;
    }

    @Override
    public Class<Decision> type() {
        return Decision.class;
    }

    @Override
    public Outcome take(Decision stated, StatedRow row) {
        Program program = programs.withCode(stated.programCode())
                .orElseThrow(() -> Refusal.brokenRule(
                        "unknown-program", "/programCode", "There is no program with this code to be adopted"));
        if (program.progress().adoptedOn() != null) {
            row.requireSame(program);
            return Outcome.UNCHANGED;
        }
        row.requireSame(program, "adoptedOn");
        programs.adopt(program, stated.adoptedOn());
        return Outcome.CHANGED;
    }
}
