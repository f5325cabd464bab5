package jp.go.jica.partnerships.participants.programreplica;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import jp.go.jica.partnerships.conventions.Refusal;

/** Waits a little for what was changed in a program a moment ago and whose event is still under way. */
@ApplicationScoped
public class ProgramArrivals {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    // The partition of the program may be another instance's, whose arrivals are not announced here.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final ProgramReplica replica;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final AtomicLong arrivals = new AtomicLong();

    public ProgramArrivals(ProgramReplica replica) {
        this.replica = replica;
    }

    /**
     * Returns as soon as the run is known. To be called before a transaction begins: nothing of the database is held
     * during the wait.
     *
     * @throws Refusal unknown reference, after 2 s
     */
    public void awaitRun(UUID runId) {
        if (!happens(() -> replica.find(runId).isPresent())) {
            throw KnownRun.unknown(runId);
        }
    }

    /**
     * Returns as soon as all these changes have arrived. To be called before a transaction begins.
     *
     * @throws Refusal unavailable, after 2 s
     */
    public void await(List<ProgramVersion> changes) {
        if (!happens(() -> changes.stream().allMatch(replica::holds))) {
            throw Refusal.unavailable("A change named by sees has not arrived yet");
        }
    }

    private boolean happens(BooleanSupplier arrival) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        do {
            // Read before the replica is: what arrives in between is then not slept over.
            long before = arrivals.get();
            if (arrival.getAsBoolean()) {
                return true;
            }
            awaitNext(before, deadline);
        } while (deadline - System.nanoTime() > 0);
        return false;
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
