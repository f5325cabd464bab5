package jp.go.jica.partnerships.programs.program;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is added: where it says nothing of capacity or seats, it has those of the program.
 *
 * @param runCode unique within the program
 */
public record NewRun(
        @NotBlank @Size(max = 60) String runCode,
        @NotNull LocalDate plannedStart,
        @NotNull LocalDate plannedEnd,
        @Min(0) @Max(100_000) @Nullable Integer capacity,
        @Size(max = 250) @Nullable List<@NotNull @Valid Seats> seats) {

    RunDetails of(ProgramDetails program) {
        return new RunDetails(
                runCode,
                plannedStart,
                plannedEnd,
                capacity == null ? program.capacity() : capacity,
                seats == null ? program.seats() : seats);
    }
}
