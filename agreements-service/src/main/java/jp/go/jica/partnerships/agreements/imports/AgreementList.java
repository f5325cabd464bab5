package jp.go.jica.partnerships.agreements.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import jp.go.jica.partnerships.agreements.agreement.Agreement;
import jp.go.jica.partnerships.agreements.agreement.AgreementDetails;
import jp.go.jica.partnerships.agreements.agreement.ListedAgreements;
import jp.go.jica.partnerships.bulk.ImportKind;
import jp.go.jica.partnerships.bulk.sheet.Sheet;
import jp.go.jica.partnerships.bulk.sheet.StatedRow;
import jp.go.jica.partnerships.conventions.access.Permissions;

/** Drafts each agreement of a list that is not there yet. */
@ApplicationScoped
public class AgreementList implements ImportKind<AgreementDetails> {

    private final ListedAgreements agreements;

    public AgreementList(ListedAgreements agreements) {
        this.agreements = agreements;
    }

    @Override
    public String name() {
        return "agreements";
    }

    @Override
    public String permission() {
        return Permissions.RECORD;
    }

    @Override
    public Sheet sheet() {
        return AgreementColumns.LIST;
    }

    @Override
    public Class<AgreementDetails> type() {
        return AgreementDetails.class;
    }

    @Override
    public Outcome take(AgreementDetails stated, StatedRow row) {
        LocalDate signedOn = row.day("signedOn");
        Optional<Agreement> known = agreements.withNumber(stated.agreementNumber());
        if (known.isEmpty()) {
            agreements.draft(stated);
            return Outcome.CREATED;
        }
        // Not signed yet: the day waits for the approver.
        boolean awaited = signedOn != null && known.get().lifeCycle().signedOn() == null;
        row.requireSame(known.get(), awaited ? new String[] {"signedOn"} : new String[0]);
        return Outcome.UNCHANGED;
    }
}
