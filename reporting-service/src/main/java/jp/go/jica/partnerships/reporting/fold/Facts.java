package jp.go.jica.partnerships.reporting.fold;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.measure.Subject;

/**
 * Brings the facts of a batch into their tables: what was known ends with this position, what is known now begins, and the
 * cells move by the difference between the two.
 */
final class Facts {

    private static final String NOW = "9223372036854775807";
    private static final Pattern FACT_COLUMN = Pattern.compile("\\bfact\\.(\\w+)");

    private static final String PROGRAM_COLUMNS = """
            program_id uuid, version int, program_code text, scheme text, kind text, lead_office text, led_by text[],
            led_from date[], cooperating_offices text[], facility text, delivery text, countries text[], sectors text[],
            thematic_field text, sdg_goals text[], local_governments text[], state text, proposed_on date, adopted_on date, rejected_on date, withdrawn_on date,
            contracted_on date, started_on date, completed_on date, cancelled_on date, planned_start date,
            planned_end date""";

    private static final String AGREEMENT_COLUMNS = """
            agreement_id uuid, version int, agreement_number text, agreement_type text, lead_office text, state text,
            signed_on date, effective_from date, terminated_on date, in_force datemultirange, renewed_on date[],
            amended_on date[], expires_on date[], expiry_known_from date[]""";

    /** Besides countries and days, what decides where a record counts. */
    private static final String PLACE = "f.scheme, f.kind, f.facility, f.led_by, f.led_from";

    private static final Columns<Fact.Participation> PARTICIPATIONS = Columns.of(Fact.Participation.class);

    /** What a participation has from its program, its run and its person, in the order of the columns below. */
    private static final String FROM_PROGRAM = """
            coalesce(program.scheme, 'UNKNOWN'), coalesce(program.kind, 'UNKNOWN'),
            coalesce(program.lead_office, 'UNASSIGNED'), coalesce(program.led_by, array['UNASSIGNED']),
            coalesce(program.led_from, '{}'), coalesce(program.facility, 'UNKNOWN'),
            coalesce(program.sectors, array['UNKNOWN']), run.planned_start,
            coalesce(merged.person_id, fact.participant_id)""";

    private static final String FROM_PROGRAM_COLUMNS =
            "scheme, kind, lead_office, led_by, led_from, facility, sectors, run_planned_start, person_id";

    private static final String JOIN_PROGRAM = """
            left join program_fact program
              on program.program_id = fact.program_id and program.known_to_seq = %s
            left join program_run run on run.run_id = fact.run_id
            left join merged_person merged on merged.participant_id = fact.participant_id
            """.formatted(NOW);

    private static final String REPLACE_PROGRAMS = replace(
            Subject.PROGRAM,
            names(PROGRAM_COLUMNS, ""),
            "select ?, %s from jsonb_to_recordset(?::jsonb) as fact(%s)"
                    .formatted(names(PROGRAM_COLUMNS, ""), PROGRAM_COLUMNS),
            (fact, other) -> "",
            "country.code",
            "cross join lateral unnest('{*}' || f.countries) country(code)",
            "f.countries, " + PLACE,
            "select fact.program_id from begun fact");

    // Those of the batch, and those that now count elsewhere. Returns which begin to count for a person in a year.
    private static final String REPLACE_PARTICIPATIONS = replace(
            Subject.PARTICIPATION,
            PARTICIPATIONS.names("") + ", " + FROM_PROGRAM_COLUMNS,
            """
            select ?, %1$s, %2$s
            from (
                select %3$s from %4$s
                union all
                select %3$s from participation_fact where participation_id = any(?) and known_to_seq = %6$s) as fact
            %5$s""".formatted(
                            PARTICIPATIONS.names("fact."),
                            FROM_PROGRAM,
                            PARTICIPATIONS.names(""),
                            PARTICIPATIONS.as("anew"),
                            JOIN_PROGRAM,
                            NOW),
            Facts::stays,
            "f.country",
            "",
            "f.country, " + PLACE,
            """
            select distinct counted.fiscal_year, counted.person_id
            from begun fact left join ended before using (participation_id)
            cross join lateral (values (fiscal_year(before.start_on), before.person_id),
                                       (fiscal_year(fact.start_on), fact.person_id)) as counted(fiscal_year, person_id)
            where counted.fiscal_year is not null and (%s) is distinct from (%s)
            """.formatted(countsAs("fact"), countsAs("before")));

    private static final Columns<PersonInYear> COUNTED = Columns.of(PersonInYear.class);

    // One look for each person: joined, all facts are read, since a batch could have any number of rows.
    private static final String NOTE_REPEATED_PERSONS = """
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
            insert into repeated_participation (fiscal_year, person_id, participation_id, country, lead_office, scheme,
                                                kind, facility)
            select repeated.fiscal_year, repeated.person_id, one.* from repeated
            cross join lateral (
                select fact.participation_id, fact.country, office_on(fact.led_by, fact.led_from, fact.start_on),
                       fact.scheme, fact.kind, fact.facility
                from participation_fact fact
                where fact.person_id = repeated.person_id and fact.known_to_seq = %2$s
                  and fiscal_year(fact.start_on) = repeated.fiscal_year
                offset 0) as one
            where (select count(*) from gone) >= 0
            """.formatted(COUNTED.as("asked"), NOW);

    private static final String REPEATED_PARTICIPATIONS = """
            insert into repeated_participation (fiscal_year, person_id, participation_id, country, lead_office, scheme,
                                                kind, facility)
            select fiscal_year, person_id, participation_id, country, lead_office, scheme, kind, facility
            from (select fiscal_year(start_on) as fiscal_year, person_id, participation_id, country,
                         office_on(led_by, led_from, start_on) as lead_office, scheme, kind, facility,
                         count(*) over (partition by fiscal_year(start_on), person_id) as times
                  from participation_fact
                  where known_to_seq = %s and start_on is not null) as counted
            where times > 1""".formatted(NOW);

    // At any position.
    private static final String REPEATED_PERSONS = """
            insert into repeated_person (fiscal_year, person_id)
            select distinct fiscal_year(one.start_on), one.person_id from participation_fact one
            join participation_fact other
              on other.person_id = one.person_id and other.participation_id > one.participation_id
             and fiscal_year(other.start_on) = fiscal_year(one.start_on)
             and other.known_from_seq < one.known_to_seq and one.known_from_seq < other.known_to_seq
            on conflict do nothing""";

    private final FoldTransaction transaction;
    private final long seq;

    Facts(FoldTransaction transaction, long seq) {
        this.transaction = transaction;
        this.seq = seq;
    }

    void store(Collection<Fact> facts) throws SQLException {
        List<Fact.Program> programs = only(Fact.Program.class, facts);
        List<Fact.Agreement> agreements = only(Fact.Agreement.class, facts);
        List<Fact.Participation> participations = only(Fact.Participation.class, facts);
        List<Fact.Participant> participants = only(Fact.Participant.class, facts);
        UUID[] moved = new UUID[0];
        if (!programs.isEmpty()) {
            storePrograms(programs);
        }
        UUID[] persons = participants.isEmpty() ? new UUID[0] : storeMerges(participants);
        if (!programs.isEmpty() || persons.length > 0) {
            moved = participationsToMove(ids(programs, Fact.Program::programId), persons, participations);
        }
        if (!agreements.isEmpty()) {
            storeAgreements(agreements);
        }
        if (!participations.isEmpty() || moved.length > 0) {
            storeParticipations(participations, moved);
        }
    }

    /** After events were folded that did not note it. */
    void noteRepeatedPersonsAnew() throws SQLException {
        transaction.update("delete from repeated_participation");
        transaction.update(REPEATED_PARTICIPATIONS);
        transaction.update(REPEATED_PERSONS);
        transaction.update("update fold_clock set kept_seq = seq");
    }

    private void storePrograms(List<Fact.Program> programs) throws SQLException {
        List<Fact.Run> runs =
                programs.stream().flatMap(program -> program.runs().stream()).toList();
        if (!runs.isEmpty()) {
            transaction.update("""
                    insert into program_run (run_id, program_id, planned_start, planned_end)
                    select distinct on (run_id) * from jsonb_to_recordset(?::jsonb)
                        as run(run_id uuid, program_id uuid, planned_start date, planned_end date)
                    on conflict (run_id) do update set program_id = excluded.program_id,
                        planned_start = excluded.planned_start, planned_end = excluded.planned_end
                    """, FoldTransaction.json(runs));
        }
        transaction.query(
                Facts::id,
                REPLACE_PROGRAMS,
                seq,
                ids(programs, Fact.Program::programId),
                seq,
                FoldTransaction.json(programs));
    }

    /**
     * As whom those were counted for whom somebody else now stands, or no longer does; most that comes of persons says nothing of
     * it.
     */
    private UUID[] storeMerges(List<Fact.Participant> participants) throws SQLException {
        List<UUID> before = transaction.query(
                Facts::id, "delete from merged_person where participant_id = any(?) returning person_id", (Object)
                        ids(participants, Fact.Participant::participantId));
        List<Fact.Participant> merged = participants.stream()
                .filter(participant -> participant.mergedInto() != null)
                .toList();
        if (!merged.isEmpty()) {
            transaction.update("""
                    insert into merged_person (participant_id, person_id)
                    select participant_id, merged_into from jsonb_to_recordset(?::jsonb)
                        as merged(participant_id uuid, merged_into uuid)""", FoldTransaction.json(merged));
        }
        return Stream.concat(before.stream(), merged.stream().map(Fact.Participant::participantId))
                .distinct()
                .toArray(UUID[]::new);
    }

    /** Participations in these programs or of these persons that now count elsewhere, unless this batch brings them anew. */
    private UUID[] participationsToMove(UUID[] programs, UUID[] persons, List<Fact.Participation> anew)
            throws SQLException {
        return transaction
                .query(
                        Facts::id,
                        """
                        select fact.participation_id from participation_fact fact
                        %s
                        where (fact.program_id = any(?) or fact.person_id = any(?)) and fact.known_to_seq = %s
                          and fact.participation_id <> all(?)
                          and (fact.scheme, fact.kind, fact.lead_office, fact.led_by, fact.led_from, fact.facility,
                               fact.sectors, fact.run_planned_start, fact.person_id) is distinct from (%s)
                        """.formatted(JOIN_PROGRAM, NOW, FROM_PROGRAM),
                        programs,
                        persons,
                        ids(anew, Fact.Participation::participationId))
                .toArray(UUID[]::new);
    }

    private void storeParticipations(List<Fact.Participation> participations, UUID[] moved) throws SQLException {
        UUID[] touched = Stream.concat(
                        participations.stream().map(Fact.Participation::participationId), Stream.of(moved))
                .toArray(UUID[]::new);
        List<PersonInYear> counted = transaction.query(
                row -> new PersonInYear(row.getInt(1), row.getObject(2, UUID.class)),
                REPLACE_PARTICIPATIONS,
                seq,
                touched,
                seq,
                PARTICIPATIONS.rows(participations),
                moved);
        if (!counted.isEmpty()) {
            transaction.update(NOTE_REPEATED_PERSONS, COUNTED.rows(counted));
        }
    }

    private void storeAgreements(List<Fact.Agreement> agreements) throws SQLException {
        transaction.update(
                "update agreement_fact set known_to_seq = ? where agreement_id = any(?) and known_to_seq = " + NOW,
                seq,
                ids(agreements, Fact.Agreement::agreementId));
        transaction.update(
                """
                insert into agreement_fact (known_from_seq, %s, contents_from, contents_until, countries,
                                            cooperation_fields, local_governments)
                select ?, %s, coalesce(agreed.contents_from, '-infinity'), coalesce(agreed.contents_until, 'infinity'),
                       agreed.countries, agreed.cooperation_fields, agreed.local_governments
                from jsonb_to_recordset(?::jsonb) as fact(%s, contents jsonb)
                cross join lateral jsonb_to_recordset(fact.contents) as agreed(
                    contents_from date, contents_until date, countries text[], cooperation_fields text[],
                    local_governments text[])""".formatted(names(AGREEMENT_COLUMNS, ""), names(AGREEMENT_COLUMNS, "fact."), AGREEMENT_COLUMNS),
                seq,
                FoldTransaction.json(agreements));
    }

    /**
     * What was known of these records ends with a position, what is known now begins, and the cells move by the difference.
     * Most of what a record counts is the same before and after, and is not looked at again.
     *
     * @param columns of the facts that begin
     * @param begun selects them
     * @param stays selects what stays count besides, as the flows do
     * @param country under which a record counts, or each of those that {@code perCountry} brings
     * @param countsUnder what besides its days decides where a record counts
     * @param asked selects from what began and what ended
     */
    private static String replace(
            Subject subject,
            String columns,
            String begun,
            BinaryOperator<String> stays,
            String country,
            String perCountry,
            String countsUnder,
            String asked) {
        String moved = Stream.of(
                        counted(
                                subject,
                                -1,
                                "ended",
                                "before",
                                "begun",
                                "fact",
                                stays,
                                country,
                                perCountry,
                                countsUnder),
                        counted(
                                subject,
                                1,
                                "begun",
                                "fact",
                                "ended",
                                "before",
                                stays,
                                country,
                                perCountry,
                                countsUnder))
                .collect(Collectors.joining("union all"));
        return """
                with ended as (
                    -- The second is for PostgreSQL, which otherwise reads the expressions of generated columns anew for each row,
                    -- to find each time that none of them changes.
                    update %1$s set known_to_seq = ?, planned_start = planned_start
                    where %2$s = any(?) and known_to_seq = %3$s returning %6$s
                ), begun as (
                    insert into %1$s (known_from_seq, %4$s)
                    %5$s
                    -- One fact of a record is known at a time, so none begins before all have ended.
                    where (select count(*) from ended) >= 0
                    returning %6$s
                ), moved as (
                    select measure, fiscal_year, country, lead_office, scheme, kind, facility, sum(n) as n
                    from (%7$s) as counted
                    group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0
                ), added as (
                    insert into cell (measure, fiscal_year, country, lead_office, scheme, kind, facility, n)
                    select measure, fiscal_year, country, lead_office, scheme, kind, facility, n from moved
                    order by 1, 2, 3, 4, 5, 6, 7
                    on conflict (measure, fiscal_year, country, lead_office, scheme, kind, facility)
                    do update set n = cell.n + excluded.n
                )
                %8$s""".formatted(
                        subject.factTable(),
                        subject.idColumn(),
                        NOW,
                        columns,
                        begun,
                        read(subject, moved + asked),
                        moved,
                        asked);
    }

    /**
     * What facts count that do not count it likewise in the other row of their record.
     *
     * @param change 1 to add it and -1 to take it away
     * @param rows the facts, as {@code fact}
     * @param others the other rows, as {@code other}
     */
    private static String counted(
            Subject subject,
            int change,
            String rows,
            String fact,
            String others,
            String other,
            BinaryOperator<String> stays,
            String country,
            String perCountry,
            String countsUnder) {
        String flows = Measure.flowsOf(subject).stream()
                .map(measure -> {
                    String date = ((Rule.Flow) measure.rule()).date();
                    return "('%s', %s, %s)"
                            .formatted(
                                    measure.wireName(),
                                    date.replace("f.", fact + "."),
                                    date.replace("f.", other + "."));
                })
                .collect(Collectors.joining(", "));
        return """

                select counted.measure, counted.fiscal_year, %1$s as country, counted.lead_office, %2$s.scheme, %2$s.kind,
                       %2$s.facility, %3$d * counted.n as n
                from %4$s %2$s left join %5$s %6$s using (%7$s)
                cross join lateral (values ((%8$s) is not distinct from (%9$s))) as same(place)
                cross join lateral (
                    select flow.measure, fiscal_year(flow.happened_on) as fiscal_year,
                           office_on(%2$s.led_by, %2$s.led_from, flow.happened_on) as lead_office, 1 as n
                    from (values %10$s) as flow(measure, happened_on, otherwise)
                    where flow.happened_on is not null and not (same.place and flow.happened_on is not distinct from flow.otherwise)
                    %11$s) as counted
                %12$s
                """.formatted(
                        country.replace("f.", fact + "."),
                        fact,
                        change,
                        rows,
                        others,
                        other,
                        subject.idColumn(),
                        countsUnder.replace("f.", fact + "."),
                        countsUnder.replace("f.", other + "."),
                        flows,
                        stays.apply(fact, other),
                        perCountry.replace("f.", fact + "."));
    }

    /** As what a participation counts for its person; who led it is the same wherever nobody took it over. */
    private static String countsAs(String fact) {
        return """
                fiscal_year(%1$s.start_on), %1$s.person_id, %1$s.country, %1$s.scheme, %1$s.kind, %1$s.facility, %1$s.led_by,
                %1$s.led_from, case when %1$s.led_from <> '{}' then %1$s.start_on end""".formatted(fact);
    }

    /** Somebody who counts, or did, in a fiscal year. */
    private record PersonInYear(int fiscalYear, UUID personId) {}

    /** The columns of facts that these statements look at: handing on all of them would cost more than looking. */
    private static String read(Subject subject, String statements) {
        return Stream.concat(
                        Stream.of(subject.idColumn()),
                        FACT_COLUMN.matcher(statements).results().map(found -> found.group(1)))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static UUID id(ResultSet row) throws SQLException {
        return row.getObject(1, UUID.class);
    }

    /** What a stay that has ended counts in each fiscal year, where it is not the same in the other row. */
    private static String stays(String fact, String other) {
        return Measure.stays().stream()
                .map(measure -> ofStay((Rule.Stay) measure.rule()).formatted(measure.wireName(), fact, other))
                .collect(Collectors.joining());
    }

    private static String ofStay(Rule.Stay stay) {
        String changed = """
                not (same.place
                     and (%2$s.arrived_on, %2$s.ended_on) is not distinct from (%3$s.arrived_on, %3$s.ended_on))
                """;
        return switch (stay.of()) {
            case FIRST_DAY -> """
                    union all
                    select '%1$s', year, office_on(%2$s.led_by, %2$s.led_from, make_date(year, 4, 1)), 1
                    from generate_series(fiscal_year(%2$s.arrived_on) + 1, fiscal_year(%2$s.ended_on)) as year
                    where\s""" + changed;
            case DAYS -> """
                    union all
                    select '%1$s', year, led.office, days.n
                    from generate_series(fiscal_year(%2$s.arrived_on), fiscal_year(%2$s.ended_on)) as year
                    cross join lateral led_spans(%2$s.led_by, %2$s.led_from) as led
                    cross join lateral (
                        select least(%2$s.ended_on, make_date(year + 1, 3, 31), led.until)
                             - greatest(%2$s.arrived_on, make_date(year, 4, 1), led.since) + 1) as days(n)
                    where days.n > 0 and\s""" + changed;
        };
    }

    private static String names(String columns, String prefix) {
        return Stream.of(columns.split(",", -1))
                .map(String::strip)
                .map(column -> prefix + column.substring(0, column.indexOf(' ')))
                .collect(Collectors.joining(", "));
    }

    private static <F extends Fact> List<F> only(Class<F> kind, Collection<Fact> facts) {
        List<F> only = new ArrayList<>();
        facts.stream().filter(kind::isInstance).map(kind::cast).forEach(only::add);
        return only;
    }

    private static <F> UUID[] ids(List<F> facts, Function<F, UUID> id) {
        return facts.stream().map(id).toArray(UUID[]::new);
    }
}
