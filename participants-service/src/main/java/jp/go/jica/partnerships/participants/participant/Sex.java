package jp.go.jica.partnerships.participants.participant;

/** As the person or the sending organisation reported it. */
public enum Sex {
    F,
    M,
    X,
    NOT_STATED
}
