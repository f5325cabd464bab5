package jp.go.jica.partnerships.programs.agreementreplica.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import jp.go.jica.partnerships.journal.consume.BatchHandler;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementArrivals;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementReplica;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementState;
import jp.go.jica.partnerships.programs.agreementreplica.UnreadableEvent;
import org.jboss.logging.Logger;

/** Takes the events of agreements into the replica: of each agreement the newest state of a batch. */
@ApplicationScoped
public class AgreementEvents implements BatchHandler<AgreementEvents.Prepared> {

    private static final Logger LOG = Logger.getLogger(AgreementEvents.class);

    private final AgreementReplica replica;
    private final AgreementArrivals arrivals;

    public AgreementEvents(AgreementReplica replica, AgreementArrivals arrivals) {
        this.replica = replica;
        this.arrivals = arrivals;
    }

    /** What a batch comes down to. */
    public record Prepared(List<AgreementState> newest, List<UnreadableEvent> unreadable) {}

    @Override
    public Prepared prepare(List<ReceivedRecord> batch) {
        Map<UUID, AgreementState> newest = new HashMap<>();
        List<UnreadableEvent> unreadable = new ArrayList<>();
        for (ReceivedRecord received : batch) {
            try {
                AgreementState state = state(JournalEvent.read(received));
                newest.merge(state.id(), state, BinaryOperator.maxBy(AgreementState.BY_AGE));
            } catch (UnreadableEventException e) {
                String reason = String.valueOf(e.getMessage());
                LOG.errorf(
                        "Unreadable event in %s, partition %d, offset %d: %s",
                        received.topic(), received.partition(), received.offset(), reason);
                unreadable.add(new UnreadableEvent(received.topic(), received.partition(), received.offset(), reason));
            }
        }
        return new Prepared(List.copyOf(newest.values()), unreadable);
    }

    @Override
    public void apply(Prepared prepared, Connection transaction) throws SQLException {
        replica.take(transaction, prepared.newest());
        replica.note(transaction, prepared.unreadable());
    }

    @Override
    public void committed(Prepared prepared) {
        arrivals.announce();
    }

    // By the day of its signature rather than by a list of states, which the owner may add to.
    private static AgreementState state(JournalEvent event) throws UnreadableEventException {
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
