package jp.go.jica.partnerships.participants.participation;

/** How far a participation has come; each state is entered by one command. */
public enum State {
    NOMINATED,
    ACCEPTED,
    /** The nomination was turned down. */
    REJECTED,
    /** Taken back before the arrival, by whomever. */
    CANCELLED,
    /** Accepted, and not there when the run began. */
    NO_SHOW,
    IN_TRAINING,
    COMPLETED,
    /** Left after the arrival. */
    WITHDRAWN;

    /** The person was accepted and has come, or may still come: whoever did not come takes no place and counts in nothing. */
    boolean takesPlace() {
        return this == ACCEPTED || this == IN_TRAINING || this == COMPLETED || this == WITHDRAWN;
    }
}
