package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialDateTest {

    @ParameterizedTest
    @CsvSource({"2009, 2009-01-01, 2009-12-31", "2008-02, 2008-02-01, 2008-02-29", "2007-04-01, 2007-04-01, 2007-04-01"
    })
    void spansTheDaysThatItMayMean(String text, LocalDate first, LocalDate last) {
        PartialDate date = PartialDate.parse(text);

        assertThat(date.firstDay()).isEqualTo(first);
        assertThat(date.lastDay()).isEqualTo(last);
        assertThat(date).hasToString(text);
    }

    @Test
    void hasAFiscalYearOnlyIfAllItsDaysShareOne() {
        assertThat(PartialDate.parse("2007-04").fiscalYear()).contains(FiscalYear.of(2007));
        assertThat(PartialDate.parse("2007-03-31").fiscalYear()).contains(FiscalYear.of(2006));
        assertThat(PartialDate.parse("2009").fiscalYear()).isEmpty();
    }

    @Test
    void sortsByItsFirstDayAndTheVaguerBeforeTheExact() {
        List<String> sorted = Stream.of("2009-02", "2009-01-01", "2009-01", "2008-12-31", "2009")
                .map(PartialDate::parse)
                .sorted()
                .map(PartialDate::text)
                .toList();

        assertThat(sorted).containsExactly("2008-12-31", "2009", "2009-01", "2009-01-01", "2009-02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "09", "2009-13", "2009-02-30", "2009/04/01", "April 2009", "2009-4-1"})
    void refusesWhatIsNoDate(String text) {
        assertThatThrownBy(() -> PartialDate.parse(text))
                .isInstanceOf(InvalidCode.class)
                .hasMessage("\"%s\" is not a date such as 2009, 2009-04 or 2009-04-01.", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":\"2009\"}", "[]"})
    void isATextInJsonAndNothingElse(String json) {
        ObjectMapper strict = JsonMapper.builder()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        assertThatThrownBy(() -> strict.readValue(json, PartialDate.class)).isInstanceOf(JsonProcessingException.class);
    }
}
