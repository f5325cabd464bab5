package jp.go.jica.partnerships.programs.program;

/** How far a program has come; each state is entered by one command. */
public enum State {
    PROPOSED,
    ADOPTED,
    CONTRACTED,
    IMPLEMENTING,
    COMPLETED
}
