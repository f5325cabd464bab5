package jp.go.jica.partnerships.journal.consume;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets callers wait a little for what a consumer is about to take in. */
public final class Arrivals {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    // The partition may be another instance's, whose arrivals are not announced here.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final AtomicLong arrivals = new AtomicLong();

    /**
     * Returns as soon as it is true, or false after 2 s. To be called before a transaction begins: nothing of the database is
     * held during the wait. A thread that is interrupted waits no longer and stays interrupted.
     */
    public boolean happens(BooleanSupplier arrival) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        do {
            // Read before the question is asked: what arrives in between is then not slept over.
            long before = arrivals.get();
            if (arrival.getAsBoolean()) {
                return true;
            }
            awaitNext(before, deadline);
        } while (deadline - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted());
        return false;
    }

    /** Something new was taken in. */
    public void announce() {
        lock.lock();
        try {
            arrivals.incrementAndGet();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitNext(long before, long deadline) {
        lock.lock();
        try {
            long left = Math.min(LOOK_AGAIN.toNanos(), deadline - System.nanoTime());
            while (arrivals.get() == before && left > 0) {
                left = arrived.awaitNanos(left);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
