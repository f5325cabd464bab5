package jp.go.jica.partnerships.programs.program;

/** How far a program has come; each state is entered by one command. */
public enum State {
    PROPOSED,
    ADOPTED,
    REJECTED,
    WITHDRAWN,
    CONTRACTED,
    IMPLEMENTING,
    SUSPENDED,
    COMPLETED,
    CANCELLED;

    /** Nothing follows it. */
    boolean isLast() {
        return this == REJECTED || this == WITHDRAWN || this == COMPLETED || this == CANCELLED;
    }
}
