package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void aRowThatLacksAFieldIsRefused() {
        assertThatThrownBy(() -> Table.read("ragged.csv", row -> row.text("code")))
                .hasStackTraceContaining("Record 4 has 2 fields, but first record had 3 fields");
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Table.read("nowhere.csv", row -> row.text("code")))
                .hasMessage("The reference data lacks nowhere.csv");
    }

    @Test
    void aCodeThatStandsTwiceIsRefused() {
        List<Facility> twice = List.of(Facilities.all().get(0), Facilities.all().get(0));

        assertThatThrownBy(() -> new CodeList<>("facility code", twice, Facility::code, Facility::name))
                .hasMessage("The facility code DRLC stands twice in the reference data");
    }
}
