package jp.go.jica.partnerships.reporting.fold;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notes who counts more than once in a fiscal year, or did at some position, and keeps the present participations of those who do.
 * Rows of a person and year are written anew from the facts whenever these change, so the table is what facts say, in whatever order
 * they came.
 */
final class RepeatedPersons {

    private static final String NOW = "9223372036854775807";

    /** Who counts otherwise than before: persons and fiscal years, from {@code ended} and {@code begun}. */
    static final String CHANGED = """
            select distinct counted.fiscal_year, counted.person_id
            from begun fact left join ended before using (participation_id)
            cross join lateral (values (fiscal_year(before.start_on), before.person_id),
                                       (fiscal_year(fact.start_on), fact.person_id)) as counted(fiscal_year, person_id)
            where counted.fiscal_year is not null and (%s) is distinct from (%s)
            """.formatted(countsAs("fact"), countsAs("before"));

    private static final Columns<PersonInYear> CHANGES = Columns.of(PersonInYear.class);

    private static final String COLUMNS =
            "fiscal_year, person_id, participation_id, country, lead_office, scheme, kind, facility, again,"
                    + " again_in_country, again_in_lead_office, again_in_scheme, again_in_kind, again_in_facility";

    // One look for each person: joined, all facts are read, since a batch could have any number of rows.
    private static final String NOTE = """
            with counted as (
                select * from %1$s
            ), gone as (
                delete from repeated_participation gone
                where gone.person_id = any(array(select person_id from counted))
                  and (gone.fiscal_year, gone.person_id) in (select fiscal_year, person_id from counted)
                returning 1
            ), repeated as (
                select counted.* from counted
                cross join lateral (
                    select from participation_fact fact
                    where fact.person_id = counted.person_id and fact.known_to_seq = %2$s
                      and fiscal_year(fact.start_on) = counted.fiscal_year
                    offset 1 limit 1) as again
            ), noted as (
                insert into repeated_person (fiscal_year, person_id)
                select fiscal_year, person_id from repeated on conflict do nothing
            )
            insert into repeated_participation (%3$s)
            select one.*, %4$s
            from (
                select repeated.fiscal_year, repeated.person_id, fact.participation_id, fact.country,
                       office_on(fact.led_by, fact.led_from, fact.start_on) as lead_office, fact.scheme, fact.kind, fact.facility
                from repeated cross join lateral (
                    select * from participation_fact fact
                    where fact.person_id = repeated.person_id and fact.known_to_seq = %2$s
                      and fiscal_year(fact.start_on) = repeated.fiscal_year
                    offset 0) as fact) as one
            where (select count(*) from gone) >= 0
            """.formatted(CHANGES.as("asked"), NOW, COLUMNS, again());

    private static final String ALL_PARTICIPATIONS = """
            insert into repeated_participation (%1$s)
            select fiscal_year, person_id, participation_id, country, lead_office, scheme, kind, facility, %3$s
            from (select fiscal_year(start_on) as fiscal_year, person_id, participation_id, country,
                         office_on(led_by, led_from, start_on) as lead_office, scheme, kind, facility,
                         count(*) over (partition by fiscal_year(start_on), person_id) as times
                  from participation_fact
                  where known_to_seq = %2$s and start_on is not null) as counted
            where times > 1""".formatted(COLUMNS, NOW, again());

    // At any position. The rows of one participation follow one another, so rows of a person that meet are of several.
    private static final String ALL_PERSONS = """
            insert into repeated_person (fiscal_year, person_id)
            select distinct fiscal_year, person_id
            from (select fiscal_year(start_on) as fiscal_year, person_id, known_from_seq,
                         max(known_to_seq) over (partition by fiscal_year(start_on), person_id order by known_from_seq
                                                 rows between unbounded preceding and 1 preceding) as known_until
                  from participation_fact where start_on is not null) as counted
            where known_until > known_from_seq
            on conflict do nothing""";

    private final FoldTransaction transaction;

    RepeatedPersons(FoldTransaction transaction) {
        this.transaction = transaction;
    }

    /** Somebody who counts, or did, in a fiscal year. */
    record PersonInYear(int fiscalYear, UUID personId) {}

    void note(List<PersonInYear> changes) throws SQLException {
        if (!changes.isEmpty()) {
            transaction.update(NOTE, CHANGES.rows(changes));
        }
    }

    /** All of them, after events were folded by a version of the service that does not note it. */
    void noteAnew() throws SQLException {
        transaction.unhurried(() -> {
            transaction.query(row -> row.getString(1), "select set_config('work_mem', '64MB', true)");
            transaction.update("delete from repeated_participation");
            transaction.update(ALL_PARTICIPATIONS);
            transaction.update(ALL_PERSONS);
            return transaction.update("update fold_clock set noted_seq = seq");
        });
    }

    /** Whether another one of the person comes before it: in the year, in the year and its country … */
    private static String again() {
        return Stream.of("", ", country", ", lead_office", ", scheme", ", kind", ", facility")
                .map(
                        "row_number() over (partition by fiscal_year, person_id%s order by participation_id) > 1"
                                ::formatted)
                .collect(Collectors.joining(", "));
    }

    /** As what a participation counts for its person; who led it is the same wherever nobody took it over. */
    private static String countsAs(String fact) {
        return """
                fiscal_year(%1$s.start_on), %1$s.person_id, %1$s.country, %1$s.scheme, %1$s.kind, %1$s.facility, %1$s.led_by,
                %1$s.led_from, case when %1$s.led_from <> '{}' then %1$s.start_on end""".formatted(fact);
    }
}
