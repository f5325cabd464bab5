package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormerLocalGovernmentsTest {

    private static final LocalGovernmentCode SAITAMA_PREFECTURE = LocalGovernmentCode.parse("110001");
    private static final LocalGovernmentCode SAITAMA_CITY = LocalGovernmentCode.parse("111007");

    @Test
    void urawaIsFoundByNameAndPrefectureAndByItsOldCodeAndBecameSaitama() {
        List<FormerLocalGovernment> urawa = FormerLocalGovernments.named("浦和市", SAITAMA_PREFECTURE);

        assertThat(urawa).hasSize(1).isEqualTo(FormerLocalGovernments.withCode("112046"));
        assertThat(urawa.get(0).validTo()).isEqualTo(LocalDate.of(2001, 4, 30));
        assertThat(urawa.get(0).change()).isEqualTo(FormerLocalGovernment.Change.MERGED);
        assertThat(urawa.get(0).successors()).containsExactly(SAITAMA_CITY);
        assertThat(urawa.get(0).kana()).isEqualTo("うらわし");
    }

    @ParameterizedTest
    @CsvSource({
        "上久一色村, 190004, ",
        "上九一色村, 190004, 192015|194301",
        "山口村,     200000, 212067",
        "美原町,     270008, 271403",
        "南河内郡美原町, 270008, 271403",
        "爾志郡熊石町, 010006, 013463",
        "綾歌町,     370002, 372021",
        "綾歌町,     372021, 372021",
        "綾歌町,     360007, ",
    })
    void aNameIsFoundWithAndWithoutItsDistrictInItsPrefectureOnly(String name, String prefecture, String successors) {
        assertThat(FormerLocalGovernments.named(name, LocalGovernmentCode.parse(prefecture)).stream()
                        .flatMap(former -> former.successors().stream())
                        .map(Code::value))
                .containsExactly(successors == null ? new String[0] : successors.split("\\|"));
    }

    @Test
    void chainsAreFollowedToWhatThereIsToday() {
        FormerLocalGovernment tannan = FormerLocalGovernments.named("丹南町", LocalGovernmentCode.parse("280003"))
                .get(0);

        // 1999 Sasayama City, which has been Tamba-Sasayama City since 2019.
        assertThat(tannan.successors()).containsExactly(LocalGovernmentCode.parse("282219"));
        assertThat(LocalGovernments.of(tannan.successors().get(0)).name().ja()).isEqualTo("丹波篠山市");
    }

    @Test
    void itIsKnownWhatExistedOnADay() {
        FormerLocalGovernment sasayama =
                FormerLocalGovernments.withCode("282219").get(0);

        assertThat(sasayama.validOn(LocalDate.of(1999, 3, 31))).isFalse();
        assertThat(sasayama.validOn(LocalDate.of(1999, 4, 1))).isTrue();
        assertThat(sasayama.validOn(LocalDate.of(2019, 4, 30))).isTrue();
        assertThat(sasayama.validOn(LocalDate.of(2019, 5, 1))).isFalse();
    }

    @Test
    void kumamotoHasAnotherCodeFromTheDayItWasDesignated() {
        LocalDate designated = LocalDate.of(2012, 4, 1);

        assertThat(LocalGovernments.of(LocalGovernmentCode.parse("431001")).validFrom())
                .isEqualTo(designated);
        assertThat(FormerLocalGovernments.withCode("432016"))
                .extracting(FormerLocalGovernment::validTo, FormerLocalGovernment::change)
                .containsExactly(tuple(designated.minusDays(1), FormerLocalGovernment.Change.DESIGNATED));
    }

    @Test
    void hamamatsusSevenWardsAreClosedAndNameTheThreeThatFollowedThem() {
        LocalGovernment north = LocalGovernments.of(LocalGovernmentCode.parse("221350"));

        assertThat(north.validOn(LocalDate.of(2023, 12, 31))).isTrue();
        assertThat(north.validOn(LocalDate.of(2024, 1, 1))).isFalse();
        assertThat(north.successors()).extracting(Code::value).containsExactly("221384", "221392");
        assertThat(LocalGovernments.of(north.successors().get(0)).validOn(LocalDate.of(2024, 1, 1)))
                .isTrue();
    }
}
