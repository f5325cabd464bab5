package jp.go.jica.partnerships.participants.participation;

/** How far a participation has come. */
public enum State {
    NOMINATED,
    ACCEPTED,
    IN_TRAINING,
    COMPLETED,
    /** Left after the arrival. */
    WITHDRAWN
}
