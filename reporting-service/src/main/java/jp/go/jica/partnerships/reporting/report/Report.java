package jp.go.jica.partnerships.reporting.report;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;

/** The reports that have a name and a path of their own. */
// The list is an unmodifiable one; the checker believes only its own annotation.
@SuppressWarnings("ImmutableEnumChecker")
public enum Report {
    COUNTRIES("countries", Dimension.COUNTRY, "country", allBut(Measure.COUNTRIES)),
    OFFICES("offices", Dimension.LEAD_OFFICE, "office", allBut()),
    SCHEMES("schemes", Dimension.SCHEME, "scheme", allBut()),
    SECTORS("sectors", Dimension.SECTOR, "sector", allBut()),
    PREFECTURES("prefectures", Dimension.PREFECTURE, "prefecture", allBut(Measure.PREFECTURES_IN_FORCE_SHARE)),
    LOCAL_GOVERNMENTS(
            "local-governments",
            Dimension.LOCAL_GOVERNMENT,
            "localGovernment",
            allBut(
                    Measure.LOCAL_GOVERNMENTS_IN_FORCE,
                    Measure.PREFECTURES_IN_FORCE,
                    Measure.PREFECTURES_IN_FORCE_SHARE)),
    FACILITIES("facilities", Dimension.FACILITY, "facility", allBut()),
    AGREEMENTS("agreements", Dimension.AGREEMENT_TYPE, "agreementType", allBut());

    private final String wireName;
    private final Dimension dimension;
    private final String rowKey;
    private final Set<Measure> without;

    Report(String wireName, Dimension dimension, String rowKey, Set<Measure> without) {
        this.wireName = wireName;
        this.dimension = dimension;
        this.rowKey = rowKey;
        this.without = without;
    }

    public String wireName() {
        return wireName;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** The name of the dimension in the keys of this report's rows. */
    public String rowKey() {
        return rowKey;
    }

    /** All that count records which the report's dimension tells apart, in the order of their definition. */
    public List<Measure> measures() {
        return Arrays.stream(Measure.values())
                .filter(measure -> dimension.appliesTo(measure.subject()))
                .filter(measure -> !(measure.rule() instanceof Rule.Earliest) && !without.contains(measure))
                .toList();
    }

    /** Those left out say nothing in rows of this kind. */
    private static Set<Measure> allBut(Measure... without) {
        return Set.of(without);
    }
}
