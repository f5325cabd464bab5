package jp.go.jica.partnerships.participants.programreplica;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import jp.go.jica.partnerships.conventions.Refusal;

/** Waits a little for a run that was made a moment ago and whose event is still under way. */
@ApplicationScoped
public class RunArrivals {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    // The partition of the program may be another instance's, whose arrivals are not announced here.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final ProgramReplica replica;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final AtomicLong arrivals = new AtomicLong();

    public RunArrivals(ProgramReplica replica) {
        this.replica = replica;
    }

    /**
     * The run, as soon as it is known. To be called before a transaction begins: nothing of the database is held during
     * the wait.
     *
     * @throws Refusal unknown reference, after 2 s
     */
    public KnownRun awaited(UUID runId) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        do {
            // Read before the replica is: what arrives in between is then not slept over.
            long before = arrivals.get();
            Optional<KnownRun> run = replica.find(runId);
            if (run.isPresent()) {
                return run.get();
            }
            awaitNext(before, deadline);
        } while (deadline - System.nanoTime() > 0);
        throw KnownRun.unknown(runId);
    }

    /** Something new is in the replica. */
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
            throw Refusal.unavailable("The service is stopping");
        } finally {
            lock.unlock();
        }
    }
}
