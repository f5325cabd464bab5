package jp.go.jica.partnerships.reporting.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jp.go.jica.partnerships.reporting.measure.Dimension;

/** The values of a question's dimensions, in SQL, as they follow from the codes that facts and cells hold. */
record DimensionSql(StatisticsQuery query) {

    /** Not a country: no figure counts these words as one. */
    static final String NO_VALUES = "('ZZ', 'NONE', 'UNKNOWN')";

    /**
     * A dimension's value from the code that facts hold.
     *
     * @param ownYear the record's own fiscal year, by whose DAC list it counts
     */
    String derived(Dimension dimension, String code, String ownYear) {
        return switch (dimension) {
            case COUNTRY -> country(code);
            case REGION -> "coalesce(:regions::jsonb ->> %s, 'UNKNOWN')".formatted(code);
            case INCOME_GROUP -> "coalesce(:incomeGroups::jsonb ->> (%s), 'UNKNOWN')".formatted(listed(ownYear, code));
            case LEAD_OFFICE, COOPERATING_OFFICE ->
                query.basis().office() == Basis.Succession.RECORDED
                        ? code
                        : "coalesce(:officeSuccessors::jsonb ->> %s, %s)".formatted(code, code);
            case PREFECTURE -> shortened(code, 2);
            case SECTOR_CATEGORY -> shortened(code, 3);
            default -> code;
        };
    }

    String country(String code) {
        return query.basis().formerCountries() == Basis.Succession.RECORDED
                ? code
                : "coalesce(:countrySuccessors::jsonb ->> %s, %s)".formatted(code, code);
    }

    private static String shortened(String code, int length) {
        return "(case when %s in %s then %s else left(%s, %d) end)".formatted(code, NO_VALUES, code, code, length);
    }

    // List and country in one text: PostgreSQL looks a single value up in an array by hashing, a pair it does not.
    private static String listed(String year, String country) {
        return "width_bucket(%s, :listYears::int[])::text || %s".formatted(year, country);
    }

    String developing(String year, String country) {
        return Boolean.TRUE.equals(query.filters().developing())
                ? "(%s) = any(:developing)".formatted(listed(year, country))
                : "(%s) <> all(:developing)".formatted(listed(year, country));
    }

    static String isAsked(Dimension dimension, String expression) {
        return "%s = any(:%s)".formatted(expression, parameter(dimension));
    }

    static String parameter(Dimension dimension) {
        return "filter_" + dimension.wireName();
    }

    List<String> keys(Function<Dimension, String> expression) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < StatisticsQuery.DIMENSIONS_AT_MOST; i++) {
            String key = i < query.groupBy().size()
                    ? "(" + expression.apply(query.groupBy().get(i)) + ")::text"
                    // A constant cannot be grouped by; an expression can.
                    : "''||''";
            keys.add(key + " as key" + (i + 1));
        }
        return keys;
    }
}
