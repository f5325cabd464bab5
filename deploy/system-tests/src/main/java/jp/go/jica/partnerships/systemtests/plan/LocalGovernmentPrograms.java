package jp.go.jica.partnerships.systemtests.plan;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.List;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram.Country;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram.Partner;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram.Sector;

/** JICA Partnership Programs (Local Government Type): Marugame's Uchiwa program and thirty synthetic ones. */
final class LocalGovernmentPrograms {

    private static final LocalDate PROPOSED_ON = LocalDate.of(2015, 6, 1);

    private LocalGovernmentPrograms() {}

    static List<PlannedProgram> adoptedIn2015() {
        return SourceTable.read("jpp-lg-2015.csv", LocalGovernmentPrograms::program);
    }

    private static PlannedProgram program(NamedCsvRecord row) {
        boolean sourced = !row.getField("title_en").isEmpty();
        return new PlannedProgram(
                new PlannedProgram.Body(
                        row.getField("program_code"),
                        sourced ? new Title(row.getField("title_en"), row.getField("title_ja")) : syntheticTitle(row),
                        "JPP-LG",
                        null,
                        row.getField("lead_office"),
                        null,
                        List.of(new Country(row.getField("country"))),
                        List.of(new Sector(row.getField("sector"))),
                        List.of(new Partner(row.getField("local_government"), "IMPLEMENTING")),
                        null,
                        sourced
                                ? "Marugame produces about 90% of the Uchiwa fans made in Japan. JICA Annual Report 2016;"
                                        + " the report gives the fiscal year of adoption only, so all dates here are synthetic."
                                : "Generated: the report gives the number of programs only.",
                        PROPOSED_ON,
                        LocalDate.parse(row.getField("planned_start")),
                        LocalDate.parse(row.getField("planned_end"))),
                LocalDate.parse(row.getField("adopted_on")),
                null,
                List.of());
    }

    private static Title syntheticTitle(NamedCsvRecord row) {
        Label localGovernment = LocalGovernments.of(LocalGovernmentCode.parse(row.getField("local_government")))
                .name();
        Label country = Countries.of(CountryCode.parse(row.getField("country"))).name();
        return new Title(
                "Cooperation of %s with %s (synthetic)".formatted(localGovernment.en(), country.en()),
                "%sによる%sへの協力(合成データ synthetic)".formatted(localGovernment.ja(), country.ja()));
    }
}
