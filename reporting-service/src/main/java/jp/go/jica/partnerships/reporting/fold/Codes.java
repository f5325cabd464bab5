package jp.go.jica.partnerships.reporting.fold;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Codes as facts hold them. A code that the reference data do not know never drops a record: it counts under {@link
 * #UNKNOWN}, and {@link #unknown()} tells of it. The code itself stays in the event.
 */
@Singleton
public class Codes {

    private static final Logger LOG = Logger.getLogger(Codes.class);

    /** A code that this version of the reference data does not have, or a program that has not been folded yet. */
    public static final String UNKNOWN = "UNKNOWN";

    /** No office, or not yet. */
    public static final String UNASSIGNED = "UNASSIGNED";

    /** Nothing given where nothing has to be: no facility, no sector, no local government. */
    public static final String NONE = "NONE";

    /** No country. */
    public static final String NO_COUNTRY = "ZZ";

    private final Map<String, LongAdder> unknown = new ConcurrentHashMap<>();

    /** How often each list was asked for a code that it does not have, by the name of the list. */
    public Map<String, LongAdder> unknown() {
        return unknown;
    }

    /** Whether these are words for what is missing in the rows of a dimension. */
    public static boolean isMissing(Dimension dimension, String key) {
        return switch (key) {
            case UNKNOWN -> true;
            case UNASSIGNED -> dimension == Dimension.LEAD_OFFICE;
            case NO_COUNTRY -> dimension.base() == Dimension.COUNTRY;
            case NONE ->
                !dimension.isPersonal()
                        && dimension != Dimension.COUNTRY
                        && dimension != Dimension.INCOME_GROUP
                        && dimension != Dimension.LEAD_OFFICE;
            default -> false;
        };
    }

    String country(@Nullable String code) {
        return one(Dimension.COUNTRY, code, NO_COUNTRY);
    }

    List<String> countries(List<String> codes) {
        return several(Dimension.COUNTRY, codes, NO_COUNTRY);
    }

    String office(@Nullable String code) {
        return one(Dimension.LEAD_OFFICE, code, UNASSIGNED);
    }

    /** A code of the dimension's list, or the word for none. */
    String one(Dimension dimension, @Nullable String code) {
        return one(dimension, code, NONE);
    }

    /** Codes of the dimension's list in order, each once, or the word for none. */
    List<String> several(Dimension dimension, List<String> codes) {
        return several(dimension, codes, NONE);
    }

    String one(Dimension dimension, @Nullable String code, String missing) {
        if (code == null) {
            return missing;
        }
        return dimension.codelist().has(code) ? code : unknown(dimension.wireName(), code);
    }

    // A program that names a country twice is one program in that country.
    private List<String> several(Dimension dimension, List<String> codes, String missing) {
        if (codes.isEmpty()) {
            return List.of(missing);
        }
        TreeSet<String> distinct = new TreeSet<>();
        codes.forEach(code -> distinct.add(one(dimension, code, missing)));
        return new ArrayList<>(distinct);
    }

    /** Logs the first of each list; the report of quality names all records that have one. */
    private String unknown(String list, String code) {
        unknown.computeIfAbsent(list, name -> {
                    LOG.warnf("The reference data do not have the %s %s; records count under %s", list, code, UNKNOWN);
                    return new LongAdder();
                })
                .increment();
        return UNKNOWN;
    }
}
