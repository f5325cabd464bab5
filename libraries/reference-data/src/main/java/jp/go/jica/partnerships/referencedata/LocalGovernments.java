package jp.go.jica.partnerships.referencedata;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The 47 prefectures and all municipalities as of 2026, with the wards of designated cities. What ended before stands in
 * {@link FormerLocalGovernments}.
 */
public final class LocalGovernments {

    static final CodeList<LocalGovernmentCode, LocalGovernment> CODES = load();

    private LocalGovernments() {}

    /** Ordered by code: each prefecture stands before its municipalities. */
    public static List<LocalGovernment> all() {
        return CODES.entries();
    }

    public static List<LocalGovernment> prefectures() {
        return all().stream()
                .filter(each -> each.kind() == LocalGovernment.Kind.PREFECTURE)
                .toList();
    }

    public static LocalGovernment of(LocalGovernmentCode code) {
        return CODES.entry(code);
    }

    /** The prefecture that it lies in, or is. */
    public static LocalGovernment prefectureOf(LocalGovernmentCode code) {
        return of(of(code).prefecture());
    }

    private static CodeList<LocalGovernmentCode, LocalGovernment> load() {
        Map<String, LocalGovernmentCode> prefectures = new HashMap<>();
        List<LocalGovernment> all = Table.read("local-governments.csv", row -> {
            LocalGovernmentCode code = new LocalGovernmentCode(row.text("code"));
            LocalGovernment.Kind kind =
                    LocalGovernment.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT));
            if (kind == LocalGovernment.Kind.PREFECTURE) {
                prefectures.put(code.prefectureNumber(), code);
            }
            LocalGovernmentCode prefecture = prefectures.get(code.prefectureNumber());
            if (prefecture == null) {
                throw new IllegalStateException("The prefecture of " + code + " must stand before it");
            }
            return new LocalGovernment(
                    code,
                    new Label(row.text("name_en"), row.text("name_ja")),
                    row.text("romaji"),
                    kind,
                    prefecture,
                    city(row.optional("city")),
                    row.firstDay("valid_from"),
                    row.lastDay("valid_to"),
                    row.several("successors").stream()
                            .map(LocalGovernmentCode::new)
                            .toList());
        });
        return new CodeList<>("local government code", all, LocalGovernment::code, LocalGovernment::name);
    }

    private static @Nullable LocalGovernmentCode city(@Nullable String code) {
        return code == null ? null : new LocalGovernmentCode(code);
    }
}
