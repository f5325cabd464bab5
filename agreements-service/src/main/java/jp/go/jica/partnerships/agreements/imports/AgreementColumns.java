package jp.go.jica.partnerships.agreements.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.go.jica.partnerships.agreements.agreement.AgreementType;
import jp.go.jica.partnerships.agreements.agreement.Party;
import jp.go.jica.partnerships.bulk.sheet.Column;
import jp.go.jica.partnerships.bulk.sheet.Form;
import jp.go.jica.partnerships.bulk.sheet.Sheet;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.Offices;

/** The columns of a list of agreements: for each field, in one line, how it stands in a cell. */
public final class AgreementColumns {

    private static final Column AGREEMENT_NUMBER =
            Column.of("agreementNumber", Form.TEXT).needed();
    private static final Column SIGNED_ON = Column.of("signedOn", Form.DAY);

    private static final Column[] STATED = {
        Column.of("type", Form.TEXT).needed().oneOf(texts(Arrays.asList(AgreementType.values()), type -> type)),
        Column.of("titleEn", Form.TEXT).at("title", "en").needed(),
        Column.of("titleJa", Form.TEXT).at("title", "ja").needed(),
        Column.of("leadOffice", Form.TEXT)
                .needed()
                .oneOf(texts(Offices.all().stream().filter(Office::canLead).toList(), Office::code)),
        Column.of("parties", Form.several(party())).needed(),
        Column.of("fields", Form.severalCodes(Form.TEXT)),
        Column.of("countries", Form.severalCodes(Form.TEXT)),
        Column.of("effectiveFrom", Form.DAY).needed(),
        Column.of("effectiveTo", Form.DAY),
        Column.of("renewalMonths", Form.NUMBER).at("automaticRenewal", "months"),
        Column.of("noticeDays", Form.NUMBER).at("automaticRenewal", "noticeDays"),
        Column.of("predecessor", Form.TEXT),
        Column.of("signatories", Form.several(Form.pair("office", "name"))),
        Column.of("notes", Form.TEXT),
    };

    /** What a recorder drafts; the day of the signature may stand there too, and is the approver's to enter. */
    public static final Sheet LIST = sheet(AGREEMENT_NUMBER, STATED, SIGNED_ON.compared());

    /** What an approver activates: the same file. */
    static final Sheet ACTIVATIONS =
            sheet(AGREEMENT_NUMBER, Stream.of(STATED).map(Column::compared).toArray(Column[]::new), SIGNED_ON.needed());

    private AgreementColumns() {}

    private static Sheet sheet(Column first, Column[] between, Column last) {
        return Sheet.of(Stream.of(Stream.of(first), Stream.of(between), Stream.of(last))
                .flatMap(columns -> columns)
                .toArray(Column[]::new));
    }

    private static <T> List<String> texts(List<T> entries, Function<T, Object> code) {
        return entries.stream().map(code).map(Object::toString).toList();
    }

    // 141003 is a local government, 141003:Waterworks Bureau a part of it, 221007::清水市 one under its former name,
    // ACADEMIC:Kobe University an organisation of that type.
    private static Form party() {
        return new Form(
                AgreementColumns::readParty,
                AgreementColumns::writeParty,
                "code of a local government, code:unit, code:unit:former name, or type:name of an organisation; type one of %s"
                        .formatted(Arrays.toString(Party.OrganisationType.values())));
    }

    private static JsonNode readParty(String text) {
        ObjectNode party = JsonNodeFactory.instance.objectNode();
        boolean isCode = !text.isEmpty() && Character.isDigit(text.charAt(0));
        if (!isCode && text.contains(":")) {
            String[] parts = text.split(":", 2);
            party.putObject("organisation").put("name", parts[1].strip()).put("type", parts[0].strip());
            return party;
        }
        String[] parts = text.split(":", 3);
        party.put("localGovernment", parts[0].strip());
        if (parts.length > 1 && !parts[1].isBlank()) {
            party.put("unit", parts[1].strip());
        }
        if (parts.length > 2 && !parts[2].isBlank()) {
            party.put("formerName", parts[2].strip());
        }
        return party;
    }

    private static String writeParty(JsonNode party) {
        JsonNode organisation = party.path("organisation");
        if (organisation.isObject()) {
            return organisation.path("type").asText() + ":"
                    + organisation.path("name").asText();
        }
        String code = party.path("localGovernment").asText();
        if (party.has("formerName")) {
            return "%s:%s:%s"
                    .formatted(
                            code,
                            party.path("unit").asText(),
                            party.path("formerName").asText());
        }
        return party.has("unit") ? code + ":" + party.path("unit").asText() : code;
    }
}
