package jp.go.jica.partnerships.agreements.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.referencedata.Tokyo;

/** What may be done with agreements; each command is one transaction with one event. */
@ApplicationScoped
@Transactional
public class AgreementCommands {

    private final Agreements agreements;
    private final IdGenerator ids;
    private final Clock clock;

    public AgreementCommands(Agreements agreements, IdGenerator ids, Clock clock) {
        this.agreements = agreements;
        this.ids = ids;
        this.clock = clock;
    }

    public Agreement draft(AgreementDetails details) {
        // PostgreSQL keeps microseconds; what is answered must be what is stored.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return agreements.record(Agreement.draft(ids.ordered(), details, now));
    }

    public Agreement activate(UUID id, Precondition precondition, LocalDate signedOn) {
        Agreement agreement = agreements.required(id, precondition);
        return agreements.record(agreement.activate(signedOn, Tokyo.today(clock)));
    }

    public Agreement terminate(UUID id, Precondition precondition, LocalDate terminatedOn, String reason) {
        Agreement agreement = agreements.required(id, precondition);
        return agreements.record(agreement.terminate(terminatedOn, reason, Tokyo.today(clock)));
    }
}
