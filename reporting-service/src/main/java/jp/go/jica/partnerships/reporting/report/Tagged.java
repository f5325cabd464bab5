package jp.go.jica.partnerships.reporting.report;

import org.jspecify.annotations.Nullable;

/**
 * An answer with what tells it apart from other answers to the same question.
 *
 * @param tag the same for the same position, day, definitions and reference data
 * @param answer null when the caller has it already
 */
public record Tagged<A>(String tag, @Nullable A answer) {}
