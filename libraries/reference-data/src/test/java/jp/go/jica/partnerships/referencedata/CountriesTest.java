package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;

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

        assertThat(eswatini.nameOn(LocalDate.of(2017, 12, 31))).isEqualTo(new Label("Swaziland", "スワジランド"));
        assertThat(eswatini.nameOn(LocalDate.of(2018, 1, 1)).en()).isEqualTo("Eswatini");
        assertThat(eswatini.formerNames()).allMatch(FormerName::unverified);
    }

    @Test
    void laosHasItsNamesAndRegions() {
        Country laos = Countries.of(CountryCode.parse("LA"));

        assertThat(laos.name()).isEqualTo(new Label("Laos", "ラオス"));
        assertThat(laos.region()).isEqualTo(new Region("142", new Label("Asia", "アジア")));
        assertThat(laos.subregion()).isEqualTo(new Region("035", new Label("South-eastern Asia", "東南アジア")));
    }
}
