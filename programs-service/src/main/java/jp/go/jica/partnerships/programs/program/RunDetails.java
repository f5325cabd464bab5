package jp.go.jica.partnerships.programs.program;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a recorder states of one holding of a course or one phase of a project.
 *
 * @param runCode unique within the program
 * @param capacity persons, at most; null if it is open
 * @param seats persons per sending country; countries that are not named share what is left
 */
public record RunDetails(
        @NotBlank @Size(max = 60) String runCode,
        @NotNull LocalDate plannedStart,
        @NotNull LocalDate plannedEnd,
        @Min(0) @Max(100_000) @Nullable Integer capacity,
        @Size(max = 250) List<@NotNull @Valid Seats> seats) {

    public RunDetails {
        // Jackson hands over null for a list that is absent.
        seats = seats == null ? List.of() : seats;
    }

    void check(ProgramDetails program) {
        if (plannedEnd.isBefore(plannedStart)) {
            throw Refusal.brokenRule("dates-out-of-order", "/plannedEnd", "plannedEnd is before plannedStart");
        }
        if (plannedStart.isBefore(program.plannedStart()) || plannedEnd.isAfter(program.plannedEnd())) {
            throw Refusal.brokenRule(
                    "run-outside-program",
                    "/plannedStart",
                    "The run must lie within %s and %s".formatted(program.plannedStart(), program.plannedEnd()));
        }
        Seats.check(capacity, seats);
    }
}
