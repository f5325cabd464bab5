package jp.go.jica.partnerships.reporting.statistics;

import java.time.Instant;

/**
 * Up to which batch an answer knows.
 *
 * @param newest whether nothing has been folded after it
 */
public record Position(long seq, Instant knownAt, boolean newest) {}
