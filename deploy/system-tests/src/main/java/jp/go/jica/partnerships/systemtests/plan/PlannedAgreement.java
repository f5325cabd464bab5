package jp.go.jica.partnerships.systemtests.plan;

import java.time.LocalDate;
import java.util.List;

/**
 * An agreement, drafted and then activated.
 *
 * @param body of {@code POST /v1/agreements}
 * @param signedOn of the activation
 */
public record PlannedAgreement(Body body, LocalDate signedOn) {

    public record Body(
            String agreementNumber,
            String type,
            Title title,
            String leadOffice,
            List<Party> parties,
            List<String> fields,
            LocalDate effectiveFrom,
            List<Signatory> signatories,
            String notes) {}

    /** A local government, by its code. */
    public record Party(String localGovernment) {}

    /** Public record, so no personal data. */
    public record Signatory(String name, String office) {}
}
