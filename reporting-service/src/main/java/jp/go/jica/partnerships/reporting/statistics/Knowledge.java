package jp.go.jica.partnerships.reporting.statistics;

import java.time.Instant;

/** As of which knowledge a question is asked. */
public sealed interface Knowledge {

    Knowledge NEWEST = new Newest();

    /** Everything folded so far. */
    record Newest() implements Knowledge {}

    /** Everything folded in the batches up to this one. */
    record AtPosition(long seq) implements Knowledge {}

    /** Everything folded up to this instant. */
    record At(Instant instant) implements Knowledge {}
}
