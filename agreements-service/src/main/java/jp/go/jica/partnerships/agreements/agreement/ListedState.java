package jp.go.jica.partnerships.agreements.agreement;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A state to list agreements by: what was done with them, or where they stand today. */
public enum ListedState {
    DRAFT(null),
    SIGNED(null),
    SUSPENDED(null),
    TERMINATED(null),
    CANCELLED(null),
    IN_FORCE(Standing.IN_FORCE),
    EXPIRED(Standing.EXPIRED),
    SUPERSEDED(Standing.SUPERSEDED);

    private final @Nullable Standing standing;

    ListedState(@Nullable Standing standing) {
        this.standing = standing;
    }

    boolean dependsOnTheDay() {
        return standing != null;
    }

    /** Where agreements of this kind are found, among others. */
    Set<State> recordedAs() {
        return standing == null
                ? EnumSet.of(State.valueOf(name()))
                : EnumSet.of(State.SIGNED, State.SUSPENDED, State.TERMINATED);
    }

    boolean isOf(Agreement agreement, LocalDate today) {
        return standing == null
                ? agreement.lifeCycle().state() == State.valueOf(name())
                : agreement.standingOn(today) == standing;
    }
}
