package jp.go.jica.partnerships.participants.programreplica;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.consume.Arrivals;

/** Waits a little for what was changed in a program a moment ago and whose event is still under way. */
@ApplicationScoped
public class ProgramArrivals {

    private final ProgramReplica replica;
    private final Arrivals arrivals = new Arrivals();

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
        if (!arrivals.happens(() -> replica.find(runId).isPresent())) {
            throw KnownRun.unknown(runId);
        }
    }

    /**
     * Returns as soon as all these changes have arrived. To be called before a transaction begins.
     *
     * @throws Refusal unavailable, after 2 s
     */
    public void await(List<ProgramVersion> changes) {
        if (!arrivals.happens(() -> changes.stream().allMatch(replica::holds))) {
            throw Refusal.unavailable("A change named by sees has not arrived yet");
        }
    }

    /** Something new is in the replica. */
    public void announce() {
        arrivals.announce();
    }
}
