package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlipTest {

    @ParameterizedTest
    @CsvSource({
        "KN,KNS",
        "NS,KNS",
        "KS,KNS",
        "KNSS,KNS",
        "KXNS,KNS",
        "XKNS,KNS",
        "KNX,KNS",
        "XNS,KNS",
        "KSN,KNS",
        "NKS,KNS"
    })
    void oneCharacterMissingAddedMistakenOrSwapped(String typed, String meant) {
        assertThat(Slip.separates(typed, meant)).isTrue();
        assertThat(Slip.separates(meant, typed)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"KNS,KNS", "SNK,KNS", "K,KNS", "KNSXY,KNS", "XNX,KNS", "NSK,KNS", "'',KN"})
    void moreThanOneSlipOrNone(String typed, String meant) {
        assertThat(Slip.separates(typed, meant)).isFalse();
        assertThat(Slip.separates(meant, typed)).isFalse();
    }
}
