package jp.go.jica.partnerships.programs.agreementreplica;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.EventVersion;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.consume.ForeignRecords;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;

/** Agreements as far as their events have arrived. */
@ApplicationScoped
public class AgreementReplica {

    private final ForeignRecords agreements;

    public AgreementReplica(AgroalDataSource dataSource) {
        // By the day of its signature rather than by a list of states, which the owner may add to.
        this.agreements = new ForeignRecords(dataSource, "agreement_replica", agreement -> {
            if (!agreement.path("state").isTextual()) {
                throw new UnreadableEventException("the agreement has no state");
            }
            return agreement.hasNonNull("signedOn")
                    && !agreement.hasNonNull("annulledOn")
                    && !agreement.path("state").asText().equals("CANCELLED");
        });
    }

    /** As the bus brings them in. */
    public ForeignRecords records() {
        return agreements;
    }

    /**
     * That a program can run under the agreement: it was signed, whatever became of it later.
     *
     * @param pointer to where the agreement is named
     * @throws Refusal unknown reference if it has not arrived; state conflict if it is a draft, or was never to be
     */
    public void requireSigned(UUID agreementId, String pointer) {
        ForeignRecords.Known known = agreements.find(agreementId).orElseThrow(() -> unknown(agreementId, pointer));
        if (!known.usable()) {
            throw Refusal.stateConflict(
                    "agreement-not-signed", "The agreement %s has not been signed".formatted(agreementId));
        }
    }

    /**
     * Returns as soon as all these agreements are known, and all changes named by {@code sees} have arrived. To be called before
     * a transaction begins.
     *
     * @throws Refusal unavailable or unknown reference, after 2 s
     */
    public void await(List<UUID> agreementIds, List<EventVersion> sees) {
        for (EventVersion change : sees) {
            if (!agreements.awaitVersion(change.id(), change.version())) {
                throw Refusal.unavailable("A change named by sees has not arrived yet");
            }
        }
        if (!agreements.awaitAll(agreementIds)) {
            for (int i = 0; i < agreementIds.size(); i++) {
                if (agreements.find(agreementIds.get(i)).isEmpty()) {
                    throw unknown(agreementIds.get(i), "/agreementIds/" + i);
                }
            }
        }
    }

    private static Refusal unknown(UUID agreementId, String pointer) {
        return Refusal.unknownReference(pointer, "The agreement %s is not known here".formatted(agreementId));
    }
}
