package jp.go.jica.partnerships.systemtests.plan;

import java.util.Map;
import java.util.TreeMap;

/** How many participations each country sends, by its alpha-2 code. */
final class SendingCountries {

    private SendingCountries() {}

    /** Of fiscal 2015, DRLC's not counted. */
    static Map<String, Integer> kccp2015() {
        return column("kccp_2015");
    }

    /** Of fiscal 2007 to 2015 at the Disaster Reduction Learning Center. */
    static Map<String, Integer> drlc() {
        return column("drlc");
    }

    private static Map<String, Integer> column(String column) {
        Map<String, Integer> counts = new TreeMap<>();
        SourceTable.read("sending-countries.csv", row -> Map.entry(row.getField("country"), row.getField(column)))
                .forEach(entry -> {
                    if (!entry.getValue().isEmpty()) {
                        counts.put(entry.getKey(), Integer.valueOf(entry.getValue()));
                    }
                });
        return counts;
    }
}
