package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainedCodesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KNSS                | KNS  | "KNSS" is not an office code. Did you mean KNS (JICA Kansai)?
            TCI                 | TIC  | "TCI" is not an office code. Did you mean TIC (JICA Tokyo)?
            kns                 | KNS  | "kns" is not an office code. Did you mean KNS (JICA Kansai)?
            ＫＮＳ                 | KNS  | "ＫＮＳ" is not an office code. Did you mean KNS (JICA Kansai)?
            JICA四国             | SKK  | "JICA四国" is not an office code. Did you mean SKK (JICA Shikoku)?
            Shikoku             | SKK  | "Shikoku" is not an office code. Did you mean SKK (JICA Shikoku)?
            HKDO                | HKD-O | "HKDO" is not an office code. Did you mean HKD-O (JICA Hokkaido (Obihiro))?
            """)
    void anOfficeThatIsNearlyRightIsNamed(String typed, String meant, String message) {
        InvalidCode refusal = refusal(OfficeCode::parse, typed);

        assertThat(refusal).hasMessage(message);
        assertThat(refusal.code()).isEqualTo("unknown-office-code");
        assertThat(refusal.value()).isEqualTo(typed);
        assertThat(refusal.suggestion()).isEqualTo(meant);
    }

    private static InvalidCode refusal(Function<String, ?> parse, String text) {
        return catchThrowableOfType(InvalidCode.class, () -> parse.apply(text));
    }
}
