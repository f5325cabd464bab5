package jp.go.jica.partnerships.referencedata;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All countries: ISO 3166-1, {@code XK}, {@code ZZ} and the former countries of ISO 3166-3. */
public final class Countries {

    /** No country. */
    public static final CountryCode NONE = new CountryCode("ZZ");

    static final CodeList<CountryCode, Country> CODES = load();

    private Countries() {}

    /** Ordered by code, the former countries after those of today. */
    public static List<Country> all() {
        return CODES.entries();
    }

    public static Country of(CountryCode code) {
        return CODES.entry(code);
    }

    /**
     * The country that two letters meant on a day: CS is Czechoslovakia in 1990 and Serbia and Montenegro in 2005. When a code
     * of today came into use is not asked.
     *
     * @throws InvalidCode if they meant none
     */
    public static CountryCode withAlpha2(String alpha2, LocalDate date) {
        if (alpha2.length() != 2) {
            throw CODES.invalid("unknown-country-code", alpha2, "is not two letters", null);
        }
        return all().stream()
                .filter(country -> country.wasMeantBy(alpha2, date))
                .findFirst()
                .map(Country::code)
                .orElseGet(() -> CountryCode.parse(alpha2));
    }

    /** Whether the country is on the DAC list that holds for the fiscal year, that of the calendar year in which it begins. */
    public static DevelopmentStatus developmentStatus(CountryCode code, FiscalYear fiscalYear) {
        DacList list = DacLists.of(fiscalYear);
        boolean estimated = list.standsInFor(fiscalYear);
        Country country = of(code);
        if (country.status() != Country.Status.FORMER) {
            IncomeGroup group = list.incomeGroup(code);
            return new DevelopmentStatus(group != null, group, estimated);
        }
        // The lists at hand begin after the last of these countries was gone: what it became tells what it was.
        boolean developing = country.successors().stream()
                .anyMatch(successor -> developmentStatus(successor, fiscalYear).developing());
        return new DevelopmentStatus(developing, null, true);
    }

    public static boolean isDeveloping(CountryCode code, FiscalYear fiscalYear) {
        return developmentStatus(code, fiscalYear).developing();
    }

    private static CodeList<CountryCode, Country> load() {
        Map<String, Region> regions = new HashMap<>();
        for (Region region : Table.read(
                "regions.csv",
                row -> new Region(row.text("m49"), new Label(row.text("name_en"), row.text("name_ja"))))) {
            regions.put(region.code(), region);
        }
        Map<String, List<FormerName>> formerNames = formerNames();
        List<Country> countries = new ArrayList<>(Table.read(
                "countries.csv",
                row -> new Country(
                        new CountryCode(row.text("code")),
                        row.optional("alpha3"),
                        new Label(row.text("name_en"), row.text("name_ja")),
                        Country.Status.valueOf(row.text("status").toUpperCase(Locale.ROOT)),
                        region(regions, row.optional("region")),
                        region(regions, row.optional("subregion")),
                        region(regions, row.optional("intermediate_region")),
                        null,
                        null,
                        formerNames.getOrDefault(row.text("code"), List.of()),
                        List.of(),
                        Set.of())));
        List<Country> former = Table.read(
                "former-countries.csv",
                row -> new Country(
                        new CountryCode(row.text("code")),
                        row.text("alpha3"),
                        new Label(row.text("name_en"), row.text("name_ja")),
                        Country.Status.FORMER,
                        null,
                        null,
                        null,
                        row.firstDay("introduced"),
                        row.date("withdrawn"),
                        List.of(),
                        row.several("successors").stream().map(CountryCode::new).toList(),
                        row.unverified()));
        countries.addAll(former);
        CodeList<CountryCode, Country> codes =
                new CodeList<>("country code", List.copyOf(countries), Country::code, Country::name);
        for (Country country : countries) {
            if (country.alpha3() != null) {
                codes.alias(country.alpha3(), country.code());
            }
            country.formerNames().forEach(name -> codes.alias(name.name().en(), country.code()));
            country.formerNames().forEach(name -> codes.alias(name.name().ja(), country.code()));
        }
        Table.read("country-aliases.csv", row -> Map.entry(row.text("alias"), row.text("code")))
                .forEach(alias -> codes.alias(alias.getKey(), new CountryCode(alias.getValue())));
        return codes;
    }

    private static Map<String, List<FormerName>> formerNames() {
        Map<String, List<FormerName>> byCode = new LinkedHashMap<>();
        Table.read("country-former-names.csv", row -> {
            LocalDate until = row.firstDay("replaced");
            FormerName name = new FormerName(
                    new Label(row.text("name_en"), row.text("name_ja")),
                    null,
                    until == null ? null : until.minusDays(1),
                    !row.unverified().isEmpty());
            return byCode.computeIfAbsent(row.text("code"), code -> new ArrayList<>())
                    .add(name);
        });
        return byCode;
    }

    private static @Nullable Region region(Map<String, Region> regions, @Nullable String code) {
        if (code == null) {
            return null;
        }
        Region region = regions.get(code);
        if (region == null) {
            throw new IllegalStateException("There is no M49 region " + code);
        }
        return region;
    }
}
