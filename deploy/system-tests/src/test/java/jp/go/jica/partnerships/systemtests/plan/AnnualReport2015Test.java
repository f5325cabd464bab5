package jp.go.jica.partnerships.systemtests.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.Facilities;
import jp.go.jica.partnerships.referencedata.FacilityCode;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.SectorCode;
import jp.go.jica.partnerships.referencedata.Sectors;
import jp.go.jica.partnerships.systemtests.client.Json;
import org.junit.jupiter.api.Test;

class AnnualReport2015Test {

    private static final FiscalYear FY2015 = FiscalYear.of(2015);
    private static final LocalDate END_OF_FY2015 = FY2015.end();

    private final LoadPlan plan = AnnualReport2015.plan();

    @Test
    void planIsTheSameEveryTime() {
        assertThat(Json.write(AnnualReport2015.plan())).isEqualTo(Json.write(plan));
    }

    @Test
    void thirtyOneLocalGovernmentProgramsAreAdoptedInFiscal2015() {
        assertThat(localGovernmentPrograms()).hasSize(31).allSatisfy(program -> {
            assertThat(FiscalYear.of(program.adoptedOn())).isEqualTo(FY2015);
            assertThat(program.body().partners()).isNotEmpty();
        });
    }

    @Test
    void nothingElseIsAdoptedInFiscal2015() {
        assertThat(plan.programs())
                .filteredOn(program -> FY2015.contains(program.adoptedOn()))
                .hasSize(31);
    }

    @Test
    void marugamesProgramIsTheOneOfLaosAndOfShikoku() {
        assertThat(localGovernmentPrograms())
                .filteredOn(program -> program.body().countries().contains(new PlannedProgram.Country("LA"))
                        || program.body().leadOffice().equals("SKK"))
                .singleElement()
                .satisfies(program -> {
                    assertThat(program.code()).isEqualTo("JPP-2015-07");
                    assertThat(program.body().partners())
                            .containsExactly(new PlannedProgram.Partner("372021", "IMPLEMENTING"));
                });
    }

    @Test
    void whatIsGeneratedSaysSoInBothLanguages() {
        assertThat(plan.programs())
                .filteredOn(program -> !program.code().equals("JPP-2015-07"))
                .allSatisfy(program -> {
                    assertThat(program.body().title().en()).endsWith("(synthetic)");
                    assertThat(program.body().title().ja()).contains("synthetic");
                });
        assertThat(plan.participations())
                .allSatisfy(participation ->
                        assertThat(participation.person().name().family()).isEqualTo("Synthetic"));
    }

    @Test
    void agreementsHaveTheirTrueDatesAndOffices() {
        assertThat(plan.agreements())
                .extracting(
                        agreement -> agreement.body().agreementNumber(),
                        PlannedAgreement::signedOn,
                        agreement -> agreement.body().leadOffice(),
                        agreement -> agreement.body().parties().get(0).localGovernment())
                .containsExactly(
                        tuple("A-YOK", LocalDate.of(2011, 10, 25), "YOK", "141003"),
                        tuple("A-HYO", LocalDate.of(2013, 10, 9), "KNS", "280003"),
                        tuple("A-KOB", LocalDate.of(2013, 10, 9), "KNS", "281000"),
                        tuple("A-DRLC", LocalDate.of(2007, 1, 17), "HYG", "280003"));
    }

    @Test
    void drlcHas2355ParticipationsFrom109DevelopingCountriesUntilTheEndOfFiscal2015() {
        List<PlannedParticipation> drlc = participations(AnnualReport2015Test::isDrlc)
                .filter(participation -> !participation.arrivedOn().isAfter(END_OF_FY2015))
                .toList();

        assertThat(drlc).hasSize(2_355);
        assertThat(countries(drlc)).hasSize(109);
        assertThat(drlc)
                .allMatch(participation -> Countries.isDeveloping(
                        CountryCode.parse(participation.sendingCountry()), FiscalYear.of(participation.arrivedOn())))
                .allMatch(participation ->
                        FiscalYear.of(participation.arrivedOn()).startYear() >= 2007);
    }

    @Test
    void drlcIsUnderTheOfficeThatItWasInsideOfOnTheDay() {
        for (PlannedProgram program : programs(AnnualReport2015Test::isDrlc)) {
            OfficeCode lead = OfficeCode.parse(program.body().leadOffice());
            assertThat(Stream.concat(
                            Stream.of(program.adoptedOn()),
                            program.runs().stream()
                                    .flatMap(run -> Stream.of(
                                            run.body().plannedStart(),
                                            run.body().plannedEnd()))))
                    .allMatch(day -> lead.equals(
                            Facilities.of(FacilityCode.parse("DRLC")).officeOn(day)));
            assertThat(program.body().sectors()).containsExactly(new PlannedProgram.Sector("74010"));
        }
    }

    @Test
    void kccpOfFiscal2015RoundsToTenThousandPersonsAnd140Countries() {
        List<PlannedParticipation> kccp = kccpOf2015();

        assertThat(kccp).hasSize(9_986);
        assertThat(countries(kccp)).hasSize(139);
    }

    @Test
    void kccpOfFiscal2015IsInAll14OfficesWithTokyoAtAboutThreeEighths() {
        Map<String, Integer> byOffice = programs(
                        program -> program.body().scheme().equals("KCCP"))
                .stream()
                .collect(Collectors.groupingBy(
                        program -> program.body().leadOffice(),
                        Collectors.summingInt(program -> (int) program.runs().stream()
                                .flatMap(run -> run.participations().stream())
                                .filter(participation -> FY2015.contains(participation.arrivedOn()))
                                .count())));
        byOffice.values().removeIf(count -> count == 0);

        assertThat(byOffice.keySet())
                .containsExactlyInAnyOrderElementsOf(Offices.domesticOfficesCountedOn(END_OF_FY2015).offices().stream()
                        .map(office -> office.code().value())
                        .toList());
        assertThat(byOffice.getOrDefault("TIC", 0) / 9_986.0).isBetween(0.35, 0.40);
    }

    @Test
    void everyKindOfCourseOccurs() {
        assertThat(programs(program -> program.body().scheme().equals("KCCP")))
                .extracting(program -> program.body().kind())
                .contains("GROUP_REGION", "COUNTRY", "YOUNG_LEADERS", "LONG_TERM");
    }

    @Test
    void noRunHasMoreThanFortyPersonsOrMoreThanItsCapacity() {
        assertThat(plan.runs())
                .allSatisfy(run -> assertThat(run.participations())
                        .hasSizeBetween(1, Math.min(40, run.body().capacity())));
    }

    @Test
    void datesAreInOrder() {
        assertThat(plan.programs()).allSatisfy(program -> {
            assertThat(program.body().proposedOn()).isBeforeOrEqualTo(program.adoptedOn());
            assertThat(Offices.of(OfficeCode.parse(program.body().leadOffice())).validOn(program.adoptedOn()))
                    .isTrue();
            for (PlannedRun run : program.runs()) {
                assertThat(run.body().plannedStart())
                        .isBetween(program.body().plannedStart(), run.body().plannedEnd());
                assertThat(run.body().plannedEnd())
                        .isBeforeOrEqualTo(program.body().plannedEnd());
                assertThat(run.participations()).allSatisfy(participation -> {
                    assertThat(participation.acceptedOn()).isBetween(program.adoptedOn(), participation.arrivedOn());
                    assertThat(participation.arrivedOn()).isEqualTo(run.body().plannedStart());
                    assertThat(participation.completedOn()).isEqualTo(run.body().plannedEnd());
                });
            }
        });
    }

    @Test
    void businessNumbersAreUnique() {
        assertThat(plan.programs()).extracting(PlannedProgram::code).doesNotHaveDuplicates();
        assertThat(plan.participations().map(PlannedParticipation::participantNumber))
                .doesNotHaveDuplicates();
        assertThat(plan.programs())
                .allSatisfy(program ->
                        assertThat(program.runs()).extracting(PlannedRun::code).doesNotHaveDuplicates());
    }

    @Test
    void codesExist() {
        for (PlannedProgram program : plan.programs()) {
            program.body().countries().forEach(country -> CountryCode.parse(country.code()));
            program.body()
                    .partners()
                    .forEach(partner -> LocalGovernments.of(LocalGovernmentCode.parse(partner.localGovernment())));
            program.body()
                    .sectors()
                    .forEach(sector -> assertThat(Sectors.of(SectorCode.parse(sector.code())))
                            .isNotNull());
        }
    }

    private List<PlannedProgram> localGovernmentPrograms() {
        return programs(program -> program.body().scheme().equals("JPP-LG"));
    }

    private List<PlannedParticipation> kccpOf2015() {
        return participations(program -> program.body().scheme().equals("KCCP"))
                .filter(participation -> FY2015.contains(participation.arrivedOn()))
                .toList();
    }

    private List<PlannedProgram> programs(Predicate<PlannedProgram> which) {
        return plan.programs().stream().filter(which).toList();
    }

    private Stream<PlannedParticipation> participations(Predicate<PlannedProgram> which) {
        return programs(which).stream()
                .flatMap(program -> program.runs().stream())
                .flatMap(run -> run.participations().stream());
    }

    private static boolean isDrlc(PlannedProgram program) {
        return "DRLC".equals(program.body().facility());
    }

    private static Set<String> countries(List<PlannedParticipation> participations) {
        return participations.stream().map(PlannedParticipation::sendingCountry).collect(Collectors.toSet());
    }
}
