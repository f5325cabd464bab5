package jp.go.jica.partnerships.referencedata;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the OECD DAC's lists of ODA recipients and the calendar years, both included, for which it was in force. */
record DacList(int fromYear, int toYear, Map<CountryCode, IncomeGroup> recipients) {

    @Nullable
    IncomeGroup incomeGroup(CountryCode code) {
        return recipients.get(code);
    }

    /** The name of its file in the folder of the lists. */
    String file() {
        return file(fromYear, toYear);
    }

    static String file(int fromYear, int toYear) {
        return (toYear == fromYear ? "" + fromYear : fromYear + "-" + toYear) + ".csv";
    }

    /** Whether the list is only the nearest to be had for this year. */
    boolean standsInFor(FiscalYear fiscalYear) {
        return fiscalYear.startYear() < fromYear || fiscalYear.startYear() > toYear;
    }
}
