package jp.go.jica.partnerships.programs.program;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A time in which a program stood still: from its first day until the day on which it was resumed, null while it lasts. */
public record Suspension(
        @NotNull LocalDate suspendedOn, @Nullable LocalDate resumedOn) {

    boolean lasts() {
        return resumedOn == null;
    }
}
