package jp.go.jica.partnerships.reporting.fold;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            "select fact.program_id from begun fact");

    // Those of the batch, and those that now count elsewhere. Returns who counts otherwise.
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
            RepeatedPersons.CHANGED);

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
        new RepeatedPersons(transaction)
                .note(transaction.query(
                        row -> new RepeatedPersons.PersonInYear(row.getInt(1), row.getObject(2, UUID.class)),
                        REPLACE_PARTICIPATIONS,
                        seq,
                        touched,
                        seq,
                        PARTICIPATIONS.rows(participations),
                        moved));
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
     *
     * @param columns of the facts that begin
     * @param begun selects them
     * @param asked selects from what began and what ended
     */
    private static String replace(Subject subject, String columns, String begun, String asked) {
        String moved = CellMoves.of(subject);
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
                    %7$s
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
