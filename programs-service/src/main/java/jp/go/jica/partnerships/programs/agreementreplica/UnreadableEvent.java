package jp.go.jica.partnerships.programs.agreementreplica;

/**
 * An event that could not be used: where it lies, and why.
 *
 * @param reason never repeats the event's contents
 */
public record UnreadableEvent(String topic, int partition, long offset, String reason) {}
