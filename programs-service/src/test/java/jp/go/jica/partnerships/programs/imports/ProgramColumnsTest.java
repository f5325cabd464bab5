package jp.go.jica.partnerships.programs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import jp.go.jica.partnerships.bulk.csv.CsvRow;
import jp.go.jica.partnerships.bulk.sheet.Layout;
import jp.go.jica.partnerships.programs.program.ProgramDetails;
import org.junit.jupiter.api.Test;

class ProgramColumnsTest {

    // In the order of the columns, so that the texts can be compared.
    private static final String WHOLE = """
        {"programCode":"JPP-2015-07","title":{"en":"Clean; water","ja":"=水"},"scheme":"JPP-LG","kind":"COUNTRY",
         "leadOffice":"SKK","cooperatingOffices":["KNS","CGK"],"facility":"DRLC",
         "countries":[{"code":"LA","percentage":60.5},{"code":"VN","percentage":39.5}],"sectors":[{"code":"14021"}],
         "thematicField":"WATER","partners":[{"role":"IMPLEMENTING","localGovernment":"372021"},
         {"role":"HOST","organisation":{"name":"Kyoto; University: \\\\ 京都","type":"80"}}],
         "relatedPrograms":[{"relation":"PHASE_OF","programId":"0198f2a4-5b7c-7aaa-8bbb-0123456789ab"}],
         "agreementIds":["0198f2a4-5b7c-7aaa-8bbb-0123456789ac"],"delivery":"HYBRID","sdgGoals":[6,13],"capacity":20,
         "seats":[{"country":"LA","seats":2},{"country":"VN","seats":3}],"notes":"Two\\nlines",
         "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""";

    @Test
    void everyFieldThatARecorderStatesStandsInAColumnAndComesBackAsItWas() throws JsonProcessingException {
        JsonNode whole = new ObjectMapper().readTree(WHOLE);
        assertThat(whole.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Stream.of(ProgramDetails.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        CsvRow row = new CsvRow(2, ProgramColumns.LIST.cells(whole));
        Layout layout = ProgramColumns.LIST.layout(new CsvRow(1, ProgramColumns.LIST.names()));
        assertThat(layout.body(row).toString()).isEqualTo(whole.toString());
    }
}
