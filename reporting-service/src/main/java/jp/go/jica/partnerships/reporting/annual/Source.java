package jp.go.jica.partnerships.reporting.annual;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.reporting.report.Parameters;

/** A request that gives a figure: what is printed and what is executed are the same thing. */
record Source(String path, Map<String, List<String>> parameters) {

    private static final String STATISTICS = "/v1/statistics";

    static Source statistics(String measure) {
        return new Source(STATISTICS, Map.of()).with("measure", measure);
    }

    Source with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(parameters);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, List.copyOf(values));
        return new Source(path, more);
    }

    Source in(FiscalYear year) {
        return with("fiscalYear", year.toString());
    }

    Source in(FiscalYear from, FiscalYear to) {
        return from.equals(to) ? in(to) : with("from", from.toString()).with("to", to.toString());
    }

    Parameters asParameters() {
        return Parameters.of(parameters, Parameters.OF_STATISTICS);
    }

    String address() {
        return path + query();
    }

    /** The request that lists the records behind the total. */
    String explain() {
        Map<String, List<String>> ofTotal = new LinkedHashMap<>(parameters);
        ofTotal.remove("groupBy");
        return "/v1/explain" + new Source(path, ofTotal).query();
    }

    /** From the address of a source; empty for one that is no statistics. */
    static Optional<Source> parse(String address) {
        if (!address.startsWith(STATISTICS + "?")) {
            return Optional.empty();
        }
        Source source = new Source(STATISTICS, Map.of());
        for (String parameter : address.substring(STATISTICS.length() + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            source = source.with(
                    parameter.substring(0, equals),
                    URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return Optional.of(source);
    }

    private String query() {
        return parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&", "?", ""));
    }
}
