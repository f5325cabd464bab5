package jp.go.jica.partnerships.programs.agreementreplica;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.consume.Arrivals;

/** Waits a little for what was changed in an agreement a moment ago and whose event is still under way. */
@ApplicationScoped
public class AgreementArrivals {

    private final AgreementReplica replica;
    private final Arrivals arrivals = new Arrivals();

    public AgreementArrivals(AgreementReplica replica) {
        this.replica = replica;
    }

    /**
     * Returns as soon as all these agreements are known. To be called before a transaction begins: nothing of the database
     * is held during the wait.
     *
     * @throws Refusal unknown reference, after 2 s
     */
    public void awaitAgreements(List<UUID> agreementIds) {
        if (!arrivals.happens(() -> agreementIds.stream().allMatch(replica::knows))) {
            for (int i = 0; i < agreementIds.size(); i++) {
                if (!replica.knows(agreementIds.get(i))) {
                    throw AgreementReplica.unknown(agreementIds.get(i), "/agreementIds/" + i);
                }
            }
        }
    }

    /**
     * Returns as soon as all these changes have arrived. To be called before a transaction begins.
     *
     * @throws Refusal unavailable, after 2 s
     */
    public void await(List<AgreementVersion> changes) {
        if (!arrivals.happens(() -> changes.stream().allMatch(replica::holds))) {
            throw Refusal.unavailable("A change named by sees has not arrived yet");
        }
    }

    /** Something new is in the replica. */
    public void announce() {
        arrivals.announce();
    }
}
