package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {

    @ParameterizedTest(name = "{0} in FY{1}: developing {2}, {3}, estimated {4}")
    @CsvSource(textBlock = """
            LA, 2015, true,  LDC,  false
            VN, 2015, true,  LMIC, false
            JP, 2015, false, ,     false
            ZZ, 2015, false, ,     false
            XK, 2015, true,  LMIC, false
            LA, 2007, true,  LDC,  true
            LA, 2013, true,  LDC,  true
            LA, 2014, true,  LDC,  false
            CL, 2017, true,  UMIC, false
            CL, 2018, false, ,     false
            AG, 2021, true,  UMIC, false
            AG, 2022, true,  UMIC, true
            AG, 2023, true,  UMIC, true
            AG, 2024, false, ,     false
            LA, 2025, true,  LDC,  false
            LA, 2026, true,  LDC,  true
            """)
    void aCountryIsDevelopingByTheListOfTheCalendarYearInWhichTheFiscalYearBegins(
            String country, int fiscalYear, boolean developing, IncomeGroup group, boolean estimated) {
        CountryCode code = CountryCode.parse(country);

        assertThat(Countries.developmentStatus(code, FiscalYear.of(fiscalYear)))
                .isEqualTo(new DevelopmentStatus(developing, group, estimated));
        assertThat(Countries.isDeveloping(code, FiscalYear.of(fiscalYear))).isEqualTo(developing);
    }

    @ParameterizedTest
    @CsvSource({"ZRCD, true", "CSXX, true", "YUCS, true", "DDDE, false", "ANHH, false"})
    void aFormerCountryIsJudgedByWhatItBecameAsAnEstimate(String country, boolean developing) {
        assertThat(Countries.developmentStatus(CountryCode.parse(country), FiscalYear.of(2015)))
                .isEqualTo(new DevelopmentStatus(developing, null, true));
    }

    @Test
    void aCountryIsCalledWhatItWasCalledOnTheDay() {
        Country eswatini = Countries.of(CountryCode.parse("SZ"));

        assertThat(eswatini.nameOn(LocalDate.of(2018, 3, 31))).isEqualTo(new Label("Swaziland", "スワジランド"));
        assertThat(eswatini.nameOn(LocalDate.of(2018, 4, 1)).en()).isEqualTo("Eswatini");
        assertThat(eswatini.formerNames()).allMatch(FormerName::unverified);
        assertThat(Countries.of(CountryCode.parse("TR")).formerNames()).noneMatch(FormerName::unverified);
    }

    @ParameterizedTest(name = "{0} on {1} is {2}")
    @CsvSource({
        "CS, 1992-12-31, CSHH",
        "CS, 2003-07-23, CSXX",
        "CS, 2006-09-25, CSXX",
        "YU, 2003-07-22, YUCS",
        "ZR, 1997-07-13, ZRCD",
        "AI, 1976-01-01, AIDJ",
        "AI, 2015-04-01, AI",
        "LA, 1970-01-01, LA",
    })
    void twoLettersMeanTheCountryOfTheDay(String letters, LocalDate date, String country) {
        assertThat(Countries.withAlpha2(letters, date)).isEqualTo(CountryCode.parse(country));
    }

    @ParameterizedTest
    @CsvSource({
        "CS, 2006-09-26",
        "CS, 2000-01-01",
        "YU, 2003-07-23",
        "QQ, 2015-04-01",
        "ZRCD, 1990-01-01",
        "Z, 1990-01-01"
    })
    void lettersThatMeantNoCountryOnTheDayAreRefused(String letters, LocalDate date) {
        assertThatThrownBy(() -> Countries.withAlpha2(letters, date)).isInstanceOf(InvalidCode.class);
    }

    @Test
    void kenyaLiesInEasternAfrica() {
        Country kenya = Countries.of(CountryCode.parse("KE"));

        assertThat(kenya.subregion()).extracting(Region::code).isEqualTo("202");
        assertThat(kenya.intermediateRegion()).isEqualTo(new Region("014", new Label("Eastern Africa", "東アフリカ")));
    }

    @Test
    void laosHasItsNamesAndRegions() {
        Country laos = Countries.of(CountryCode.parse("LA"));

        assertThat(laos.name()).isEqualTo(new Label("Laos", "ラオス"));
        assertThat(laos.region()).isEqualTo(new Region("142", new Label("Asia", "アジア")));
        assertThat(laos.subregion()).isEqualTo(new Region("035", new Label("South-eastern Asia", "東南アジア")));
    }
}
