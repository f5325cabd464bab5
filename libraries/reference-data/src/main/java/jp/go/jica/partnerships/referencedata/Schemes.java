package jp.go.jica.partnerships.referencedata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The schemes of cooperation with local governments. The codes are this system's own. */
public final class Schemes {

    /** JICA Partnership Program, Local Government Type. */
    public static final SchemeCode JPP_LG = new SchemeCode("JPP-LG");

    /** Knowledge Co-Creation Program. */
    public static final SchemeCode KCCP = new SchemeCode("KCCP");

    static final CodeList<SchemeCode, Scheme> CODES = load();

    private Schemes() {}

    public static List<Scheme> all() {
        return CODES.entries();
    }

    public static Scheme of(SchemeCode code) {
        return CODES.entry(code);
    }

    private static CodeList<SchemeCode, Scheme> load() {
        Map<String, List<Scheme.Kind>> kinds = new HashMap<>();
        Table.read(
                "scheme-kinds.csv",
                row -> kinds.computeIfAbsent(row.text("scheme"), scheme -> new ArrayList<>())
                        .add(new Scheme.Kind(
                                SchemeKind.valueOf(row.text("kind")),
                                new Label(row.text("name_en"), row.text("name_ja")))));
        Map<String, List<Label>> formerNames = new HashMap<>();
        Table.read(
                "scheme-former-names.csv",
                row -> formerNames
                        .computeIfAbsent(row.text("scheme"), scheme -> new ArrayList<>())
                        .add(new Label(row.text("name_en"), row.text("name_ja"))));
        List<Scheme> schemes = Table.read(
                "schemes.csv",
                row -> new Scheme(
                        new SchemeCode(row.text("code")),
                        new Label(row.text("name_en"), row.text("name_ja")),
                        Scheme.Form.valueOf(row.text("form").toUpperCase(Locale.ROOT)),
                        List.copyOf(formerNames.getOrDefault(row.text("code"), List.of())),
                        List.copyOf(kinds.getOrDefault(row.text("code"), List.of()))));
        CodeList<SchemeCode, Scheme> codes = new CodeList<>("scheme code", schemes, Scheme::code, Scheme::name);
        for (Scheme scheme : schemes) {
            scheme.formerNames().forEach(name -> codes.alias(name.en(), scheme.code()));
            scheme.formerNames().forEach(name -> codes.alias(name.ja(), scheme.code()));
            // KCCP-GROUP_REGION, JPP_LG: the same words, put together differently.
            codes.alias(scheme.code().value().replace('-', '_'), scheme.code());
            scheme.kinds().forEach(kind -> codes.alias(scheme.code() + "-" + kind.code(), scheme.code()));
        }
        return codes;
    }
}
