package jp.go.jica.partnerships.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a server outside of this process, which cannot call back. */
final class Awaiting {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Awaiting() {}

    /** Returns when the attempt no longer throws; throws its last failure when the limit has passed. */
    static void success(Duration limit, Attempt attempt) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                attempt.run();
                return;
            } catch (Exception e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Nothing answered within " + limit, e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @FunctionalInterface
    interface Attempt {
        void run() throws Exception;
    }
}
