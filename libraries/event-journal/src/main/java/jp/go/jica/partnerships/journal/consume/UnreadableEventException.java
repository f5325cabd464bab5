package jp.go.jica.partnerships.journal.consume;

/**
 * A record that is not an event by the contract of the topics. Its message says what is wrong and never repeats the
 * record's contents.
 */
public final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message) {
        super(message);
    }

    public UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
