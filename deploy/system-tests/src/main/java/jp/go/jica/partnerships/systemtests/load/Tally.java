package jp.go.jica.partnerships.systemtests.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts what a load did and says so on a line every few seconds. */
final class Tally {

    private static final long BETWEEN_LINES = Duration.ofSeconds(5).toNanos();

    private final Console console;
    private final LongSupplier nanoTime;
    private final long start;
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger found = new AtomicInteger();
    private final AtomicLong nextLine;

    /** @param nanoTime a clock that only goes forward, such as {@code System::nanoTime} */
    Tally(Console console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.nextLine = new AtomicLong(start + BETWEEN_LINES);
    }

    /** Where the lines go. */
    @FunctionalInterface
    interface Console {
        void line(String text);
    }

    void changed() {
        changes.incrementAndGet();
    }

    void found(int records) {
        found.addAndGet(records);
    }

    int changes() {
        return changes.get();
    }

    /** Records that were there before. */
    int found() {
        return found.get();
    }

    void progress(String what, int done, int all) {
        long now = nanoTime.getAsLong();
        long due = nextLine.get();
        if (done == all || (now >= due && nextLine.compareAndSet(due, now + BETWEEN_LINES))) {
            console.line("%s: %,d of %,d   (%s)".formatted(what, done, all, rate()));
        }
    }

    /** Over the whole load so far. */
    String rate() {
        double seconds = (nanoTime.getAsLong() - start) / 1e9;
        return "%,d changes in %.0f s, %.0f a second"
                .formatted(changes(), seconds, changes() / Math.max(seconds, 0.001));
    }
}
