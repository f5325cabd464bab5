package jp.go.jica.partnerships.reporting.statistics;

import java.time.Instant;

/**
 * Up to which batch an answer knows.
 *
 * @param seq below zero for a second of recording before this database began
 * @param newest whether nothing has been folded after it
 */
public record Position(long seq, Instant knownAt, boolean newest) {

    public KnownAtBasis knownAtBasis() {
        return KnownAtBasis.of(seq);
    }
}
