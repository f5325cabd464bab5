package jp.go.jica.partnerships.agreements.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.referencedata.Tokyo;

/**
 * What may be done with the agreements of a list, row by row: the same verbs by the same rules as single commands, but in the
 * transaction that is there. It is not transactional itself, so that a row that is refused does not give up the others.
 */
@ApplicationScoped
public class ListedAgreements {

    private final Agreements agreements;
    private final IdGenerator ids;
    private final Clock clock;

    public ListedAgreements(Agreements agreements, IdGenerator ids, Clock clock) {
        this.agreements = agreements;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The agreement with this number, if there is one.
     *
     * @throws Refusal if it was annulled: nobody may take it for one that is there, nor its number for another one
     */
    public Optional<Agreement> withNumber(String agreementNumber) {
        Optional<Agreement> known = agreements.withNumber(agreementNumber);
        if (known.isPresent() && known.get().annulledOn() != null) {
            throw Refusal.brokenRule(
                    "agreement-annulled",
                    "/agreementNumber",
                    "The agreement with this number was entered in error and annulled");
        }
        return known;
    }

    public Agreement draft(AgreementDetails details) {
        return agreements.record(
                Agreement.draft(ids.ordered(), details, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    public Agreement activate(Agreement agreement, LocalDate on) {
        return agreements.record(agreement.activate(on, Tokyo.today(clock)));
    }
}
