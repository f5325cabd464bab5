package jp.go.jica.partnerships.agreements.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import jp.go.jica.partnerships.agreements.agreement.Agreement;
import jp.go.jica.partnerships.agreements.agreement.ListedAgreements;
import jp.go.jica.partnerships.bulk.ImportKind;
import jp.go.jica.partnerships.bulk.sheet.Sheet;
import jp.go.jica.partnerships.bulk.sheet.StatedRow;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Permissions;

/**
 * Activates each agreement of a list, if it is what the list says: an approver imports the file that a recorder has imported,
 * or one with the numbers and days alone.
 */
@ApplicationScoped
public class AgreementActivations implements ImportKind<AgreementActivations.Signature> {

    private final ListedAgreements agreements;

    public AgreementActivations(ListedAgreements agreements) {
        this.agreements = agreements;
    }

    /** The day on which the last party signed. */
    public record Signature(
            @NotBlank @Size(max = 60) String agreementNumber,
            @NotNull LocalDate signedOn) {}

    @Override
    public String name() {
        return "agreement-activations";
    }

    @Override
    public String permission() {
        return Permissions.APPROVE;
    }

    @Override
    public Sheet sheet() {
        return AgreementColumns.ACTIVATIONS;
    }

    @Override
    public Class<Signature> type() {
        return Signature.class;
    }

    @Override
    public Outcome take(Signature stated, StatedRow row) {
        Agreement agreement = agreements
                .withNumber(stated.agreementNumber())
                .orElseThrow(() -> Refusal.brokenRule(
                        "unknown-agreement",
                        "/agreementNumber",
                        "There is no agreement with this number to be activated"));
        if (agreement.lifeCycle().signedOn() != null) {
            row.requireSame(agreement);
            return Outcome.UNCHANGED;
        }
        row.requireSame(agreement, "signedOn");
        agreements.activate(agreement, stated.signedOn());
        return Outcome.CHANGED;
    }
}
