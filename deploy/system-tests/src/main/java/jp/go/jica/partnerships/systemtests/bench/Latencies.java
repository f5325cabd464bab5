package jp.go.jica.partnerships.systemtests.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Latencies of many changes, in order of size. */
record Latencies(List<Duration> sorted) {

    static Latencies of(List<Duration> measured) {
        return new Latencies(measured.stream().sorted().toList());
    }

    /** The smallest one that so many percent of all do not exceed (nearest rank). */
    Duration percentile(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }

    /** Milliseconds at the usual percentiles. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f ms (%d changes)",
                millis(percentile(50)),
                millis(percentile(95)),
                millis(percentile(99)),
                millis(percentile(100)),
                sorted.size());
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
