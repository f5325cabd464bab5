package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodesInJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    record Everything(
            CountryCode country,
            OfficeCode office,
            LocalGovernmentCode localGovernment,
            SectorCode sector,
            SchemeCode scheme,
            FacilityCode facility,
            ThematicFieldCode thematicField,
            FiscalYear fiscalYear,
            PartialDate opened,
            Map<CountryCode, Integer> seats) {}

    @Test
    void codesArePlainStringsThereAndBack() throws JsonProcessingException {
        String json = """
                {"country":"LA","office":"SKK","localGovernment":"372021","sector":"32140","scheme":"JPP-LG",\
                "facility":"DRLC","thematicField":"HEALTH","fiscalYear":2015,"opened":"2007-04","seats":{"LA":2}}""";

        assertThat(JSON.writeValueAsString(JSON.readValue(json, Everything.class)))
                .isEqualTo(json);
    }

    @Test
    void aFiscalYearIsReadFromANumberAndFromText() throws JsonProcessingException {
        assertThat(JSON.readValue("2015", FiscalYear.class)).isEqualTo(FiscalYear.of(2015));
        assertThat(JSON.readValue("\"2015\"", FiscalYear.class)).isEqualTo(FiscalYear.of(2015));
    }

    @Test
    void anUnknownCodeIsRefusedWithItsExplanation() {
        assertThatThrownBy(() -> JSON.readValue("{\"office\":\"KNSS\"}", Everything.class))
                .isInstanceOf(ValueInstantiationException.class)
                .cause()
                .isInstanceOf(InvalidCode.class)
                .hasMessage("\"KNSS\" is not an office code. Did you mean KNS (JICA Kansai)?");
    }

    static List<List<?>> lists() {
        return List.of(
                Countries.all(),
                Offices.all(),
                LocalGovernments.all(),
                Sectors.all(),
                Sectors.categories(),
                Schemes.all(),
                ThematicFields.all(),
                Facilities.all());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyEntryOfACodeListHasItsCodeAndItsNamesInBothLanguages(List<?> list) {
        for (Object entry : list) {
            JsonNode json = JSON.valueToTree(entry);
            assertThat(json.path("code").asText()).isNotBlank();
            assertThat(json.path("name").path("en").asText()).isNotBlank();
            assertThat(json.path("name").path("ja").asText()).isNotBlank();
        }
    }

    @Test
    void whetherAnOfficeCanLeadAndALocalGovernmentCanSignStandsInTheList() {
        JsonNode office = JSON.valueToTree(Offices.of(OfficeCode.parse("HKD-O")));
        JsonNode ward = JSON.valueToTree(LocalGovernments.of(LocalGovernmentCode.parse("011011")));

        assertThat(office.get("canLead").booleanValue()).isFalse();
        assertThat(office.get("validFrom").asText()).isEqualTo("1996-04-01");
        assertThat(ward.get("canSign").booleanValue()).isFalse();
        assertThat(ward.get("city").asText()).isEqualTo("011002");
    }
}
