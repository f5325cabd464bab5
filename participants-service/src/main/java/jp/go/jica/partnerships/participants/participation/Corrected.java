package jp.go.jica.partnerships.participants.participation;

/**
 * All of a participation that a correction can change. Whose it is and in which run cannot: that is another participation.
 *
 * @param facts without the planned days, which are the run's and stay what they are
 * @param progress with the same state; only its days and reasons can have been wrong
 */
public record Corrected(Revision stated, CopiedFacts facts, Progress progress) {}
