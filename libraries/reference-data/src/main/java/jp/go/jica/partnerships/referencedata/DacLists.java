package jp.go.jica.partnerships.referencedata;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The DAC lists at hand. A new one is a file and a line in {@code dac/lists.csv}. */
final class DacLists {

    private static final List<DacList> OLDEST_FIRST = Table.read(
            "dac/lists.csv",
            row -> new DacList(row.number("from_year"), row.number("to_year"), recipients(row.text("file"))));

    private DacLists() {}

    static List<DacList> all() {
        return OLDEST_FIRST;
    }

    /**
     * The list of the calendar year in which the fiscal year begins; else the one before it; for years before all lists the
     * oldest.
     */
    static DacList of(FiscalYear fiscalYear) {
        DacList chosen = OLDEST_FIRST.get(0);
        for (DacList list : OLDEST_FIRST) {
            if (list.fromYear() <= fiscalYear.startYear()) {
                chosen = list;
            }
        }
        return chosen;
    }

    private static Map<CountryCode, IncomeGroup> recipients(String file) {
        return Table.read(
                        "dac/" + file,
                        row -> Map.entry(
                                new CountryCode(row.text("country")), IncomeGroup.valueOf(row.text("income_group"))))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
