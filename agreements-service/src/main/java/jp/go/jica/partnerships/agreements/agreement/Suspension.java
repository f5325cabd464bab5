package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the agreement is not in force.
 *
 * @param suspendedOn its first day
 * @param resumedOn the first day on which the agreement is in force again; null while it is suspended
 */
public record Suspension(
        @NotNull LocalDate suspendedOn, @Nullable LocalDate resumedOn) {

    boolean covers(LocalDate day) {
        return !day.isBefore(suspendedOn) && (resumedOn == null || day.isBefore(resumedOn));
    }
}
