package jp.go.jica.partnerships.reporting.report;

import java.util.List;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;

/** The reports that have a name and a path of their own. */
// The list is an unmodifiable one; the checker believes only its own annotation.
@SuppressWarnings("ImmutableEnumChecker")
public enum Report {
    COUNTRIES(
            "countries",
            Dimension.COUNTRY,
            "country",
            List.of(
                    Measure.PARTICIPATIONS_ACCEPTED,
                    Measure.PARTICIPATIONS_COMPLETED,
                    Measure.PARTICIPATIONS_WITHDRAWN,
                    Measure.PERSONS,
                    Measure.PROGRAMS_PROPOSED,
                    Measure.PROGRAMS_ADOPTED,
                    Measure.PROGRAMS_REJECTED,
                    Measure.PROGRAMS_WITHDRAWN,
                    Measure.PROGRAMS_CONTRACTED,
                    Measure.PROGRAMS_STARTED,
                    Measure.PROGRAMS_COMPLETED,
                    Measure.PROGRAMS_CANCELLED,
                    Measure.PROGRAMS_ACTIVE)),
    OFFICES(
            "offices",
            Dimension.LEAD_OFFICE,
            "office",
            List.of(
                    Measure.PARTICIPATIONS_ACCEPTED,
                    Measure.PARTICIPATIONS_COMPLETED,
                    Measure.PARTICIPATIONS_WITHDRAWN,
                    Measure.PERSONS,
                    Measure.COUNTRIES,
                    Measure.PROGRAMS_PROPOSED,
                    Measure.PROGRAMS_ADOPTED,
                    Measure.PROGRAMS_REJECTED,
                    Measure.PROGRAMS_WITHDRAWN,
                    Measure.PROGRAMS_CONTRACTED,
                    Measure.PROGRAMS_STARTED,
                    Measure.PROGRAMS_COMPLETED,
                    Measure.PROGRAMS_CANCELLED,
                    Measure.PROGRAMS_ACTIVE,
                    Measure.AGREEMENTS_SIGNED,
                    Measure.AGREEMENTS_TERMINATED,
                    Measure.AGREEMENTS_IN_FORCE,
                    Measure.LOCAL_GOVERNMENTS_IN_FORCE)),
    SCHEMES("schemes", Dimension.SCHEME, "scheme", ofProgramsAndParticipations()),
    FACILITIES("facilities", Dimension.FACILITY, "facility", ofProgramsAndParticipations());

    private final String wireName;
    private final Dimension dimension;
    private final String rowKey;
    private final List<Measure> measures;

    Report(String wireName, Dimension dimension, String rowKey, List<Measure> measures) {
        this.wireName = wireName;
        this.dimension = dimension;
        this.rowKey = rowKey;
        this.measures = measures;
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

    public List<Measure> measures() {
        return measures;
    }

    private static List<Measure> ofProgramsAndParticipations() {
        return List.of(
                Measure.PARTICIPATIONS_ACCEPTED,
                Measure.PARTICIPATIONS_COMPLETED,
                Measure.PARTICIPATIONS_WITHDRAWN,
                Measure.PERSONS,
                Measure.COUNTRIES,
                Measure.PROGRAMS_PROPOSED,
                Measure.PROGRAMS_ADOPTED,
                Measure.PROGRAMS_REJECTED,
                Measure.PROGRAMS_WITHDRAWN,
                Measure.PROGRAMS_CONTRACTED,
                Measure.PROGRAMS_STARTED,
                Measure.PROGRAMS_COMPLETED,
                Measure.PROGRAMS_CANCELLED,
                Measure.PROGRAMS_ACTIVE);
    }
}
