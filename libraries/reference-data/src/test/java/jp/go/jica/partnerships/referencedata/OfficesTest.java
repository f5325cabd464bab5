package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficesTest {

    private static final OfficeCode KANSAI = OfficeCode.parse("KNS");
    private static final OfficeCode HYOGO = OfficeCode.parse("HYG");
    private static final OfficeCode OSAKA = OfficeCode.parse("OSK");
    private static final OfficeCode HOKKAIDO = OfficeCode.parse("HKD");
    private static final OfficeCode OBIHIRO = OfficeCode.parse("HKD-O");

    @Test
    void fourteenDomesticOfficesAreCountedAtTheEndOfFiscal2015AndWhichTheyWereIsUnverified() {
        DomesticOfficeCount count = Offices.domesticOfficesCountedOn(LocalDate.of(2016, 3, 31));

        assertThat(count.count()).isEqualTo(14);
        assertThat(count.offices())
                .extracting(office -> office.code().value())
                .containsExactlyInAnyOrder(
                        "HKD", "THK", "NHM", "TKB", "TIC", "YOK", "KGN", "HRK", "CBU", "KNS", "CGK", "SKK", "KYU",
                        "OKN");
        assertThat(count.unverified()).isTrue();
    }

    @Test
    void hyogoAndOsakaAreCountedUntilTheDayBeforeTheyBecameKansai() {
        LocalDate lastDay = LocalDate.of(2012, 3, 31);

        assertThat(Offices.domesticOfficesCountedOn(lastDay).offices())
                .extracting(Office::code)
                .contains(HYOGO, OSAKA)
                .doesNotContain(KANSAI);
        assertThat(Offices.domesticOfficesCountedOn(lastDay.plusDays(1)).offices())
                .extracting(Office::code)
                .contains(KANSAI)
                .doesNotContain(HYOGO, OSAKA);
    }

    @Test
    void anOfficeCoversItselfItsPredecessorsAndItsSitesAndNotTheOtherWayRound() {
        assertThat(Offices.covered(KANSAI)).containsExactlyInAnyOrder(KANSAI, HYOGO, OSAKA);
        assertThat(Offices.covers(HOKKAIDO, OBIHIRO)).isTrue();
        assertThat(Offices.covers(OBIHIRO, HOKKAIDO)).isFalse();
        assertThat(Offices.covers(HYOGO, KANSAI)).isFalse();
        assertThat(Offices.covers(HYOGO, OSAKA)).isFalse();
    }

    @Test
    void everyOfficeCoversItself() {
        assertThat(Offices.all()).allMatch(office -> Offices.covers(office.code(), office.code()));
    }

    @Test
    void whatAFormerOfficeDidIsAnsweredForByItsSuccessor() {
        assertThat(Offices.successorOf(HYOGO)).isEqualTo(KANSAI);
        assertThat(Offices.successorOf(KANSAI)).isEqualTo(KANSAI);
    }

    @ParameterizedTest(name = "for {0} on {1}: {2}")
    @CsvSource({
        "372021, 2015-04-01, SKK",
        "280003, 2012-03-31, HYG",
        "280003, 2012-04-01, KNS",
        "270008, 2012-03-31, OSK",
        "281000, 2013-10-09, KNS",
        "190004, 2014-01-01, YOK",
        "190004, 2013-12-31,",
        "280003, 2001-12-31,",
        "010006, 2015-04-01, HKD",
        "401005, 1989-02-28,",
    })
    void aPrefectureAndItsMunicipalitiesBelongToTheOfficeOfTheDayAsFarAsItIsKnown(
            String localGovernment, LocalDate date, String office) {
        assertThat(Offices.responsibleFor(LocalGovernmentCode.parse(localGovernment), date)
                        .map(each -> each.code().value()))
                .isEqualTo(Optional.ofNullable(office));
    }

    @Test
    void howHokkaidosSitesShareThePrefectureIsMarkedAsUnverified() {
        assertThat(Offices.of(OBIHIRO).jurisdictions())
                .extracting(Office.Jurisdiction::unverified)
                .containsExactly(Set.of("prefecture"));
        assertThat(Offices.of(HOKKAIDO).jurisdictions())
                .allMatch(each -> each.unverified().isEmpty());
    }

    @Test
    void aSiteCannotLead() {
        assertThat(Offices.of(OBIHIRO).canLead()).isFalse();
        assertThat(Offices.of(HOKKAIDO).canLead()).isTrue();
    }

    @Test
    void kansaisHistoryTellsOfHyogosOpeningInKobeAndOfTheMerger() {
        assertThat(Offices.history(KANSAI))
                .extracting(event -> event.date() + " " + event.office() + " " + event.kind())
                .containsExactly(
                        "1967 OSK OPENED", "1973 HYG OPENED", "2002 HYG MOVED_AND_RENAMED", "2012-04 KNS MERGED");
        assertThat(Offices.history(HYOGO)).extracting(OfficeEvent::office).containsOnly(HYOGO);
    }

    @Test
    void anOfficeIsCalledWhatItWasCalledOnTheDay() {
        Office chubu = Offices.of(OfficeCode.parse("CBU"));

        assertThat(chubu.nameOn(LocalDate.of(2003, 9, 30)).en()).isEqualTo("Chubu International Center");
        assertThat(chubu.nameOn(LocalDate.of(2003, 10, 1)).en()).isEqualTo("JICA Chubu");
    }

    @Test
    void theLearningCenterWasInsideHyogoAndThenInsideKansai() {
        Facility center = Facilities.of(FacilityCode.parse("DRLC"));

        assertThat(center.officeOn(LocalDate.of(2007, 3, 31))).isNull();
        assertThat(center.officeOn(LocalDate.of(2007, 4, 1))).isEqualTo(HYOGO);
        assertThat(center.officeOn(LocalDate.of(2012, 3, 31))).isEqualTo(HYOGO);
        assertThat(center.officeOn(LocalDate.of(2012, 4, 1))).isEqualTo(KANSAI);
        assertThat(center.opened().fiscalYear()).contains(FiscalYear.of(2007));
    }
}
