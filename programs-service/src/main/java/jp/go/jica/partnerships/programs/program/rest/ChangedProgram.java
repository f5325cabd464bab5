package jp.go.jica.partnerships.programs.program.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import jp.go.jica.partnerships.conventions.Warning;
import jp.go.jica.partnerships.programs.program.Program;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a change: the whole program.
 *
 * @param warnings what was taken although it may be wrong; absent if there is nothing
 */
public record ChangedProgram(
        @JsonUnwrapped Program program, @Nullable List<Warning> warnings) {

    static ChangedProgram of(Program program) {
        List<Warning> warnings = program.details().warnings();
        return new ChangedProgram(program, warnings.isEmpty() ? null : warnings);
    }
}
