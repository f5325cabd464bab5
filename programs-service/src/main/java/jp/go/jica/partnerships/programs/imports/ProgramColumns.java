package jp.go.jica.partnerships.programs.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.go.jica.partnerships.bulk.sheet.Column;
import jp.go.jica.partnerships.bulk.sheet.Form;
import jp.go.jica.partnerships.bulk.sheet.Sheet;
import jp.go.jica.partnerships.programs.program.Delivery;
import jp.go.jica.partnerships.programs.program.Partner;
import jp.go.jica.partnerships.referencedata.Facilities;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.SchemeKind;
import jp.go.jica.partnerships.referencedata.Schemes;
import jp.go.jica.partnerships.referencedata.ThematicFields;

/** The columns of a list of programs: for each field, in one line, how it stands in a cell. */
public final class ProgramColumns {

    private static final Column PROGRAM_CODE =
            Column.of("programCode", Form.TEXT).needed();
    private static final Column ADOPTED_ON = Column.of("adoptedOn", Form.DAY);

    private static final Column[] STATED = {
        Column.of("titleEn", Form.TEXT).at("title", "en").needed(),
        Column.of("titleJa", Form.TEXT).at("title", "ja").needed(),
        Column.of("scheme", Form.TEXT).needed().oneOf(texts(Schemes.all(), scheme -> scheme.code())),
        Column.of("kind", Form.TEXT).oneOf(texts(Arrays.asList(SchemeKind.values()), kind -> kind)),
        Column.of("leadOffice", Form.TEXT).needed().oneOf(leadingOffices()),
        Column.of("cooperatingOffices", Form.severalCodes(Form.TEXT)),
        Column.of("facility", Form.TEXT).oneOf(texts(Facilities.all(), facility -> facility.code())),
        Column.of("countries", Form.severalCodes(Form.codeWithNumber("code", "percentage"))),
        Column.of("sectors", Form.severalCodes(Form.codeWithNumber("code", "percentage"))),
        Column.of("thematicField", Form.TEXT).oneOf(texts(ThematicFields.all(), field -> field.code())),
        Column.of("partners", Form.several(partner())),
        Column.of("relatedPrograms", Form.severalCodes(Form.pair("relation", "programId"))),
        Column.of("agreementIds", Form.severalCodes(Form.TEXT)),
        Column.of("delivery", Form.TEXT).oneOf(texts(Arrays.asList(Delivery.values()), delivery -> delivery)),
        Column.of("sdgGoals", Form.severalCodes(Form.NUMBER)),
        Column.of("capacity", Form.NUMBER),
        Column.of("seats", Form.severalCodes(Form.codeWithNumber("country", "seats"))),
        Column.of("notes", Form.TEXT),
        Column.of("proposedOn", Form.DAY).needed(),
        Column.of("plannedStart", Form.DAY).needed(),
        Column.of("plannedEnd", Form.DAY).needed(),
    };

    /** What a recorder proposes; the day of the adoption may stand there too, and is the approver's to enter. */
    public static final Sheet LIST = sheet(PROGRAM_CODE, STATED, ADOPTED_ON.compared());

    /** What an approver adopts: the same file. */
    static final Sheet ADOPTIONS =
            sheet(PROGRAM_CODE, Stream.of(STATED).map(Column::compared).toArray(Column[]::new), ADOPTED_ON.needed());

    private ProgramColumns() {}

    private static Sheet sheet(Column first, Column[] between, Column last) {
        return Sheet.of(Stream.of(Stream.of(first), Stream.of(between), Stream.of(last))
                .flatMap(columns -> columns)
                .toArray(Column[]::new));
    }

    private static <T> List<String> texts(List<T> entries, Function<T, Object> code) {
        return entries.stream().map(code).map(Object::toString).toList();
    }

    private static List<String> leadingOffices() {
        return texts(Offices.all().stream().filter(Office::canLead).toList(), Office::code);
    }

    // IMPLEMENTING:372021 is a local government, HOST:80:Kyoto University an organisation of that type.
    private static Form partner() {
        return new Form(
                ProgramColumns::readPartner,
                ProgramColumns::writePartner,
                "%s:code of a local government, or %1$s:type:name of an organisation; role one of %s"
                        .formatted("role", Arrays.toString(Partner.Role.values())));
    }

    private static JsonNode readPartner(String text) {
        String[] parts = text.split(":", 3);
        ObjectNode partner = JsonNodeFactory.instance.objectNode().put("role", parts[0].strip());
        if (parts.length == 3) {
            partner.putObject("organisation").put("name", parts[2].strip()).put("type", parts[1].strip());
        } else if (parts.length == 2) {
            partner.put("localGovernment", parts[1].strip());
        }
        return partner;
    }

    private static String writePartner(JsonNode partner) {
        JsonNode organisation = partner.path("organisation");
        String party = organisation.isObject()
                ? organisation.path("type").asText() + ":"
                        + organisation.path("name").asText()
                : partner.path("localGovernment").asText();
        return partner.path("role").asText() + ":" + party;
    }
}
