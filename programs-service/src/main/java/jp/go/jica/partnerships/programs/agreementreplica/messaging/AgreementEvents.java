package jp.go.jica.partnerships.programs.agreementreplica.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.Replica;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementArrivals;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementReplica;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementState;

/** Reads the events of agreements for the replica. */
@ApplicationScoped
public class AgreementEvents implements Replica<AgreementState> {

    private final AgreementReplica replica;
    private final AgreementArrivals arrivals;

    public AgreementEvents(AgreementReplica replica, AgreementArrivals arrivals) {
        this.replica = replica;
        this.arrivals = arrivals;
    }

    @Override
    public void take(Connection transaction, List<AgreementState> states) throws SQLException {
        replica.take(transaction, states);
    }

    @Override
    public void announce() {
        arrivals.announce();
    }

    // By the day of its signature rather than by a list of states, which the owner may add to.
    @Override
    public AgreementState state(JournalEvent event) throws UnreadableEventException {
        JsonNode agreement = event.after();
        if (!agreement.path("state").isTextual()) {
            throw new UnreadableEventException("the agreement has no state");
        }
        boolean signed = agreement.hasNonNull("signedOn")
                && !agreement.hasNonNull("annulledOn")
                && !agreement.path("state").asText().equals("CANCELLED");
        return new AgreementState(event.aggregateId(), event.journalEpoch(), event.aggregateVersion(), signed);
    }
}
