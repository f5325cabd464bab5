package jp.go.jica.partnerships.reporting.measure;

import java.util.Locale;

/** The kind of record that a measure counts. */
public enum Subject {
    PARTICIPATION(
            "participation_fact",
            "participation_id",
            // As the index has it. A stay that lasts has days in every period from its first on.
            """
            least(f.accepted_on, f.cancelled_on, f.no_show_on, f.arrived_on, f.completed_on, f.withdrawn_on,
                  f.run_planned_start, f.planned_start) <= :end
            and greatest(f.accepted_on, f.cancelled_on, f.no_show_on, f.arrived_on, f.completed_on, f.withdrawn_on,
                         f.run_planned_start, f.planned_start,
                         case when f.arrived_on is not null and f.ended_on is null then 'infinity'::date end) >= :start"""),
    PROGRAM("program_fact", "program_id", """
            least(f.proposed_on, f.adopted_on, f.rejected_on, f.withdrawn_on, f.contracted_on, f.started_on,
                  f.completed_on, f.cancelled_on) <= :end
            and greatest(f.proposed_on, f.adopted_on, f.rejected_on, f.withdrawn_on, f.contracted_on, f.started_on,
                         f.completed_on, f.cancelled_on,
                         case when f.started_on is not null and least(f.completed_on, f.cancelled_on) is null
                              then 'infinity'::date end) >= :start"""),
    AGREEMENT("agreement_fact", "agreement_id", "true");

    private final String factTable;
    private final String idColumn;
    private final String meetsPeriod;

    Subject(String factTable, String idColumn, String meetsPeriod) {
        this.factTable = factTable;
        this.idColumn = idColumn;
        this.meetsPeriod = meetsPeriod;
    }

    /** In the plural: participations. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT) + "s";
    }

    public String factTable() {
        return factTable;
    }

    public String idColumn() {
        return idColumn;
    }

    /** The country of a cell in which a row {@code f} counts, where {@link #eachCountry} is joined. */
    public String countryInCells() {
        return this == PROGRAM ? "country.code" : "f.country";
    }

    /** What has to be joined for it: a program counts under each of its countries, and once under any. */
    public String eachCountry() {
        return this == PROGRAM ? "cross join lateral unnest('{*}' || f.countries) as country(code)" : "";
    }

    /** What holds for every row {@code f} that counts between {@code :start} and {@code :end}, and for few others. */
    public String meetsPeriod() {
        return meetsPeriod;
    }
}
