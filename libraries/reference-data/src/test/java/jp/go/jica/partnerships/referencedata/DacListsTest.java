package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DacListsTest {

    @Test
    void aListThatIsAddedAsAFileIsFoundWithItsYearsAlsoAfterYearsWithout() {
        List<DacList> lists = DacLists.in("next-dac/");

        assertThat(lists)
                .containsExactly(
                        new DacList(
                                2014,
                                2017,
                                Map.of(
                                        CountryCode.parse("LA"), IncomeGroup.LDC,
                                        CountryCode.parse("VN"), IncomeGroup.LMIC)),
                        new DacList(2022, 2022, Map.of(CountryCode.parse("LA"), IncomeGroup.LMIC)));
    }
}
