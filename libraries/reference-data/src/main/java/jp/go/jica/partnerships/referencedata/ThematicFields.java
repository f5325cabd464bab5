package jp.go.jica.partnerships.referencedata;

import java.util.List;

/** JICA's thematic fields. The codes are this system's own. */
public final class ThematicFields {

    static final CodeList<ThematicFieldCode, ThematicField> CODES = new CodeList<>(
            "thematic field code",
            Table.read(
                    "thematic-fields.csv",
                    row -> new ThematicField(
                            new ThematicFieldCode(row.text("code")),
                            new Label(row.text("name_en"), row.text("name_ja")))),
            ThematicField::code,
            ThematicField::name);

    private ThematicFields() {}

    /** In JICA's own order. */
    public static List<ThematicField> all() {
        return CODES.entries();
    }

    public static ThematicField of(ThematicFieldCode code) {
        return CODES.entry(code);
    }
}
