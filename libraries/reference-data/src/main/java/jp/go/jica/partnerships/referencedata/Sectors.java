package jp.go.jica.partnerships.referencedata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The DAC's purpose codes, those that were withdrawn included. */
public final class Sectors {

    private static final Map<String, Sector.Category> CATEGORIES = loadCategories();
    static final CodeList<SectorCode, Sector> CODES = load();

    private Sectors() {}

    /** Ordered by code. */
    public static List<Sector> all() {
        return CODES.entries();
    }

    /** Ordered by code. */
    public static List<Sector.Category> categories() {
        return List.copyOf(CATEGORIES.values());
    }

    public static Sector of(SectorCode code) {
        return CODES.entry(code);
    }

    static boolean isCategory(String code) {
        return CATEGORIES.containsKey(code);
    }

    private static CodeList<SectorCode, Sector> load() {
        List<Sector> sectors = Table.read(
                "sectors.csv",
                row -> new Sector(
                        new SectorCode(row.text("code")),
                        new Label(row.text("name_en"), row.text("name_ja")),
                        category(row.text("category")),
                        row.firstDay("active_from"),
                        row.lastDay("withdrawn_after")));
        return new CodeList<>("sector code", sectors, Sector::code, Sector::name);
    }

    private static Sector.Category category(String code) {
        Sector.Category category = CATEGORIES.get(code);
        if (category == null) {
            throw new IllegalStateException("There is no sector category " + code);
        }
        return category;
    }

    private static Map<String, Sector.Category> loadCategories() {
        Map<String, Sector.Category> byCode = new LinkedHashMap<>();
        Table.read(
                        "sector-categories.csv",
                        row -> new Sector.Category(
                                row.text("code"),
                                new Label(row.text("name_en"), row.text("name_ja")),
                                row.firstDay("active_from"),
                                row.lastDay("withdrawn_after")))
                .forEach(category -> byCode.put(category.code(), category));
        return byCode;
    }
}
