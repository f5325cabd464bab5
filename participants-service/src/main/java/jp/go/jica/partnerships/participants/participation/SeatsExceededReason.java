package jp.go.jica.partnerships.participants.participation;

/** Why somebody was accepted although no place, or no seat of the country, was left. A code, as all reasons about persons are. */
public enum SeatsExceededReason {
    /** The hosts can receive one more. */
    HOST_AGREES,
    /** Agreed with the sending government. */
    GOVERNMENT_REQUEST,
    /** Somebody else is expected to cancel. */
    OVERBOOKING,
    /** That is how it was, and the run's numbers of the time are not known. */
    RECORD_OF_THE_PAST,
    OTHER
}
