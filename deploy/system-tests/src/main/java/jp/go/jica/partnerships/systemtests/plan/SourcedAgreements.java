package jp.go.jica.partnerships.systemtests.plan;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import jp.go.jica.partnerships.systemtests.plan.PlannedAgreement.Party;
import jp.go.jica.partnerships.systemtests.plan.PlannedAgreement.Signatory;

/** The agreements that the report names, with their true dates. */
final class SourcedAgreements {

    private SourcedAgreements() {}

    static List<PlannedAgreement> all() {
        return SourceTable.read("agreements.csv", SourcedAgreements::agreement);
    }

    private static PlannedAgreement agreement(NamedCsvRecord row) {
        LocalDate signedOn = LocalDate.parse(row.getField("signed_on"));
        return new PlannedAgreement(
                new PlannedAgreement.Body(
                        row.getField("agreement_number"),
                        row.getField("type"),
                        new Title(row.getField("title_en"), row.getField("title_ja")),
                        row.getField("lead_office"),
                        List.of(new Party(row.getField("local_government"))),
                        List.of(row.getField("fields").split("\\|")),
                        signedOn,
                        Arrays.stream(row.getField("signatories").split("\\|"))
                                .map(SourcedAgreements::signatory)
                                .toList(),
                        "Source: " + row.getField("source")),
                signedOn);
    }

    private static Signatory signatory(String nameAndOffice) {
        String[] parts = nameAndOffice.split("; ", 2);
        return new Signatory(parts[0], parts[1]);
    }
}
