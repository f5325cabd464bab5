package jp.go.jica.partnerships.referencedata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The DAC lists at hand. Each is a file {@code dac/<first year>-<last year>.csv} or {@code dac/<year>.csv}: a new one is a new
 * file and nothing else.
 */
final class DacLists {

    private static final int OLDEST = 2014;

    // Files are asked for by name, since not every class loader can list a folder. The DAC revises its list every one
    // to
    // three years, so these two bounds are wide.
    private static final int MOST_YEARS = 4;
    private static final int LONGEST_GAP = 5;

    private static final List<DacList> OLDEST_FIRST = in("dac/");

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

    static List<DacList> in(String folder) {
        List<DacList> lists = new ArrayList<>();
        int year = OLDEST;
        int gap = 0;
        while (gap <= LONGEST_GAP) {
            DacList list = startingIn(year, folder);
            if (list == null) {
                year++;
                gap++;
            } else {
                lists.add(list);
                year = list.toYear() + 1;
                gap = 0;
            }
        }
        return List.copyOf(lists);
    }

    private static @Nullable DacList startingIn(int from, String folder) {
        for (int to = from; to < from + MOST_YEARS; to++) {
            String file = folder + DacList.file(from, to);
            if (Table.exists(file)) {
                return new DacList(from, to, recipients(file));
            }
        }
        return null;
    }

    private static Map<CountryCode, IncomeGroup> recipients(String file) {
        return Table.read(
                        file,
                        row -> Map.entry(
                                new CountryCode(row.text("country")), IncomeGroup.valueOf(row.text("income_group"))))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
