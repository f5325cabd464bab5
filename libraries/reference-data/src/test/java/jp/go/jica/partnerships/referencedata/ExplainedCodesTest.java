package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainedCodesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KNSS     | KNS   | "KNSS" is not an office code. Did you mean KNS (JICA Kansai)?
            TCI      | TIC   | "TCI" is not an office code. Did you mean TIC (JICA Tokyo)?
            kns      | KNS   | "kns" is not an office code. Did you mean KNS (JICA Kansai)?
            ＫＮＳ   | KNS   | "ＫＮＳ" is not an office code. Did you mean KNS (JICA Kansai)?
            JICA四国 | SKK   | "JICA四国" is not an office code. Did you mean SKK (JICA Shikoku)?
            Shikoku  | SKK   | "Shikoku" is not an office code. Did you mean SKK (JICA Shikoku)?
            HKDO     | HKD-O | "HKDO" is not an office code. Did you mean HKD-O (JICA Hokkaido (Obihiro))?
            """)
    void anOfficeThatIsNearlyRightIsNamed(String typed, String meant, String message) {
        InvalidCode refusal = refusal(OfficeCode::parse, typed);

        assertThat(refusal).hasMessage(message);
        assertThat(refusal.code()).isEqualTo("unknown-office-code");
        assertThat(refusal.value()).isEqualTo(typed);
        assertThat(refusal.suggestion()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            la       | LA   | "la" is not a country code. Did you mean LA (Laos)?
            LAO      | LA   | "LAO" is not a country code. Did you mean LA (Laos)?
            ラオス   | LA   | "ラオス" is not a country code. Did you mean LA (Laos)?
            Viet Nam | VN   | "Viet Nam" is not a country code. Did you mean VN (Vietnam)?
            UK       | GB   | "UK" is not a country code. Did you mean GB (United Kingdom)?
            ZR       | ZRCD | "ZR" is not a country code. Did you mean ZRCD (Zaire)?
            SUH      | SUHH | "SUH" is not a country code. Did you mean SUHH (USSR)?
            Swaziland| SZ   | "Swaziland" is not a country code. Did you mean SZ (Eswatini)?
            """)
    void aCountryByAnotherNameOrCodeIsNamed(String typed, String meant, String message) {
        InvalidCode refusal = refusal(CountryCode::parse, typed);

        assertThat(refusal).hasMessage(message);
        assertThat(refusal.code()).isEqualTo("unknown-country-code");
        assertThat(refusal.suggestion()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            372022   | 372021 | wrong-check-digit | "372022" has the wrong check digit: after 37202 comes 1. Did you mean 372021 (Marugame City)?
            37202    | 372021 | missing-check-digit | "37202" has five digits; a local government code has six, the last being a check digit. Did you mean 372021 (Marugame City)?
            丸亀市   | 372021 | unknown-local-government-code | "丸亀市" is not a local government code. Did you mean 372021 (Marugame City)?
            ３７２０２１ | 372021 | unknown-local-government-code | "３７２０２１" is not a local government code. Did you mean 372021 (Marugame City)?
            Kagawa Prefecture | 370002 | unknown-local-government-code | "Kagawa Prefecture" is not a local government code. Did you mean 370002 (Kagawa Prefecture)?
            112046   | 111007 | former-local-government | "112046" is not a local government code of today: 浦和市 was one until 2001-04-30. Did you mean 111007 (Saitama City)?
            浦和市   | 111007 | former-local-government | "浦和市" is not a local government code of today: 浦和市 was one until 2001-04-30. Did you mean 111007 (Saitama City)?
            193411   |        | former-local-government | "193411" is not a local government code of today: 上九一色村 was one until 2006-02-28.
            11204    | 111007 | missing-check-digit | "11204" has five digits; a local government code has six, the last being a check digit. Did you mean 111007 (Saitama City)?
            141O03   | 141003 | unknown-local-government-code | "141O03" is not a local government code. Did you mean 141003 (Yokohama City)?
            """)
    void aLocalGovernmentThatIsNearlyRightIsNamed(String typed, String meant, String code, String message) {
        InvalidCode refusal = refusal(LocalGovernmentCode::parse, typed);

        assertThat(refusal).hasMessage(message);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.suggestion()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sector   | 4306       | 43060  | "4306" is not a sector code. Did you mean 43060 (Disaster Risk Reduction)?
            sector   | Disaster Risk Reduction | 43060 | "Disaster Risk Reduction" is not a sector code. Did you mean 43060 (Disaster Risk Reduction)?
            field    | water_disaster | WATER_DISASTER | "water_disaster" is not a thematic field code. Did you mean WATER_DISASTER (Water resources and disaster risk reduction)?
            field    | 保健医療   | HEALTH | "保健医療" is not a thematic field code. Did you mean HEALTH (Health)?
            sector   | 430        |        | "430" is a category of sectors; a sector code has five digits.
            scheme   | JPP_LG     | JPP-LG | "JPP_LG" is not a scheme code. Did you mean JPP-LG (JICA Partnership Program (Local Government Type))?
            scheme   | kccp       | KCCP   | "kccp" is not a scheme code. Did you mean KCCP (Knowledge Co-Creation Program)?
            scheme   | Training Program | KCCP | "Training Program" is not a scheme code. Did you mean KCCP (Knowledge Co-Creation Program)?
            facility | DLRC       | DRLC   | "DLRC" is not a facility code. Did you mean DRLC (Disaster Reduction Learning Center)?
            """)
    void sectorsSchemesAndFacilitiesAreExplainedAlike(String list, String typed, String meant, String message) {
        Function<String, ?> parse = switch (list) {
            case "sector" -> SectorCode::parse;
            case "scheme" -> SchemeCode::parse;
            case "field" -> ThematicFieldCode::parse;
            default -> FacilityCode::parse;
        };
        InvalidCode refusal = refusal(parse, typed);

        assertThat(refusal).hasMessage(message);
        assertThat(refusal.suggestion()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "QQ", "Q", "XYZXYZ", "KSK", "府中市"})
    void whatIsNearNothingOrNearSeveralGetsNoSuggestion(String typed) {
        assertThat(refusal(OfficeCode::parse, typed).suggestion()).isNull();
        assertThat(refusal(LocalGovernmentCode::parse, typed).suggestion()).isNull();
        assertThat(refusal(CountryCode::parse, typed).suggestion()).isNull();
    }

    @Test
    void aMessageRepeatsOnlyTheBeginningOfALongTextAndNoControlCharacters() {
        InvalidCode refusal = refusal(CountryCode::parse, "L\nA\u0000" + "x".repeat(10_000));

        assertThat(refusal).hasMessage("\"L\uFFFDA\uFFFD" + "x".repeat(36) + "…\" is not a country code.");
        assertThat(refusal.value()).hasSize(10_004);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FY2015     | 2015
            2015-16    | 2015
            2015年度   | 2015
            2016-03-31 | 2015
            2016-04    | 2016
            twenty     |
            201        |
            20155      |
            ２０１５   |
            9999       |
            -2015      | 2015
            """)
    void aFiscalYearIsFourDigitsAndNothingElse(String typed, String meant) {
        InvalidCode refusal = refusal(FiscalYear::parse, typed);

        assertThat(refusal.code()).isEqualTo("invalid-fiscal-year");
        assertThat(refusal).hasMessageStartingWith("\"" + typed + "\" is not a fiscal year");
        assertThat(refusal.suggestion()).isEqualTo(meant);
    }

    private static InvalidCode refusal(Function<String, ?> parse, String text) {
        return catchThrowableOfType(InvalidCode.class, () -> parse.apply(text));
    }
}
