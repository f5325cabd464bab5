package jp.go.jica.partnerships.programs.program;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.referencedata.PartialDate;

/** What recorders state, for tests without a service; read and written as the service does. */
final class Stated {

    static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private Stated() {}

    static ProgramDetails details(String scheme, String office, LocalDate proposedOn) {
        return JSON.convertValue(
                Map.of(
                        "programCode",
                        "P-1",
                        "title",
                        new BilingualText("Fans", "うちわ"),
                        "scheme",
                        scheme,
                        "leadOffice",
                        office,
                        "partners",
                        List.of(Map.of("localGovernment", "372021", "role", "IMPLEMENTING")),
                        "proposedOn",
                        proposedOn.toString(),
                        "plannedStart",
                        "2015-10-01",
                        "plannedEnd",
                        "2018-09-30"),
                ProgramDetails.class);
    }

    /** The same with one field changed. */
    static ProgramDetails with(ProgramDetails details, String field, Object value) {
        ObjectNode changed = JSON.valueToTree(details);
        changed.set(field, JSON.valueToTree(value));
        return JSON.convertValue(changed, ProgramDetails.class);
    }

    static OutcomeDetails outcome(String date) {
        return new OutcomeDetails(
                "3",
                new BilingualText("Declaration of Safe Water", "安全な水宣言"),
                PartialDate.parse(date),
                "throughout Hue Province",
                null);
    }

    /** As the service stores, answers and publishes it. */
    static ObjectNode json(Program program) {
        return JSON.valueToTree(program);
    }

    static Program read(ObjectNode json) {
        try {
            return JSON.treeToValue(json, Program.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
