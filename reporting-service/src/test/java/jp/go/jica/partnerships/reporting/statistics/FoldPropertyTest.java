package jp.go.jica.partnerships.reporting.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.LongStream;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.Tokyo;
import jp.go.jica.partnerships.reporting.fold.Fold;
import jp.go.jica.partnerships.reporting.fold.LiveSchema;
import jp.go.jica.partnerships.reporting.fold.Refold;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories through the fold's batch entry, on real PostgreSQL. Each runs in one transaction that is rolled back, so
 * it meets no other. A failure names its seed; {@code -Dreporting.seed=…} repeats it, {@code -Dreporting.histories=…} asks
 * for more.
 */
@QuarkusTest
@WithRealServers(service = "reporting")
class FoldPropertyTest {

    // Some facts of the histories are dated after this day.
    private static final LocalDate TODAY = LocalDate.of(2016, 6, 1);
    private static final Clock CLOCK =
            Clock.fixed(TODAY.atTime(12, 0).atZone(Tokyo.ZONE).toInstant(), ZoneOffset.UTC);

    @Inject
    Fold fold;

    @FromServers
    ServiceDatabase database;

    static LongStream seeds() {
        Long one = Long.getLong("reporting.seed");
        // Others each time, so that many runs try many histories.
        return one == null ? new Random().longs(Integer.getInteger("reporting.histories", 15)) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyDeliveryOfAHistoryGivesTheSameFactsAndCells(long seed) throws SQLException {
        History history = new History(new Random(seed));
        State plain = after(history.anyDelivery(true), history.ids());
        for (int i = 0; i < 3; i++) {
            assertThat(after(history.anyDelivery(false), history.ids()))
                    .as("seed %d", seed)
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cellsAnswerLikeFactsAndEveryAnswerCanBeHadAgain(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Statistics> answers = new ArrayList<>();
        inTransaction(connection -> {
            for (List<ReceivedRecord> batch : new History(random).anyDelivery(false)) {
                fold.apply(fold.prepare(batch), connection);
                StatisticsQuery query = query(random);
                Snapshot snapshot = SnapshotOn.snapshot(connection, CLOCK);
                Statistics answer = snapshot.answer(query);
                assertSame(seed, snapshot.answer(query, CellSql.Use.NOTHING), answer);
                answers.add(answer);
            }
            for (Statistics answer : answers) {
                StatisticsQuery then = answer.query()
                        .at(new Knowledge.AtPosition(answer.position().seq()));
                assertSame(seed, SnapshotOn.snapshot(connection, CLOCK).answer(then), answer);
            }
        });
    }

    @Test
    void questionOfAnEarlierPositionFindsParticipationsByTheirDays() throws SQLException {
        inTransaction(connection -> {
            for (List<ReceivedRecord> batch : new History(new Random(1)).anyDelivery(true)) {
                fold.apply(fold.prepare(batch), connection);
            }
            Position newest = SnapshotOn.snapshot(connection, CLOCK).newest();
            RecordedStatements recorded = new RecordedStatements(connection);
            SnapshotOn.snapshot(recorded.connection(), CLOCK)
                    .answer(new StatisticsQuery(
                            List.of(Measure.PARTICIPATIONS_COMPLETED),
                            List.of(Dimension.COUNTRY),
                            Period.of(FiscalYear.of(2015)),
                            Filters.NONE,
                            TODAY,
                            StatisticsQuery.WITHIN,
                            Basis.RECORDED,
                            new Knowledge.AtPosition(newest.seq() - 1)));
            // Of a handful of rows PostgreSQL would read all, by whatever comes first.
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local enable_seqscan = off");
                statement.execute("alter table participation_fact drop constraint participation_fact_pkey");
                statement.execute("""
                        do $$
                        declare
                          other regclass;
                        begin
                          for other in select indexrelid from pg_index where indrelid = 'participation_fact'::regclass
                              and indexrelid <> 'participation_fact_days'::regclass
                          loop
                            execute 'drop index ' || other;
                          end loop;
                        end $$""");
            }
            assertThat(recorded.plans(connection)).contains("Bitmap Index Scan on participation_fact_days");
        });
    }

    @Test
    void statementsOfSmallBatchesArePlannedOnce() throws SQLException {
        inTransaction(connection -> {
            for (List<ReceivedRecord> batch : new History(new Random(1)).anyDelivery(true)) {
                for (ReceivedRecord each : batch) {
                    fold.apply(fold.prepare(List.of(each)), connection);
                }
            }
            try (Statement statement = connection.createStatement();
                    ResultSet plans = statement.executeQuery("""
                            select coalesce(sum(generic_plans), 0), coalesce(sum(custom_plans), 0) from pg_prepared_statements
                            where statement ~ 'update participation_fact|insert into folded_event|insert into repeated_participation'
                            """)) {
                plans.next();
                assertThat(plans.getLong(1)).isGreaterThan(20);
                assertThat(plans.getLong(2)).isZero();
            }
        });
    }

    @Test
    void redeliveryOfAWholeHistoryFoldsNothing() throws SQLException {
        History history = new History(new Random(1));
        inTransaction(connection -> {
            for (List<ReceivedRecord> batch : history.anyDelivery(true)) {
                fold.apply(fold.prepare(batch), connection);
            }
            Position before = SnapshotOn.snapshot(connection, CLOCK).newest();
            for (List<ReceivedRecord> batch : history.anyDelivery(false)) {
                fold.apply(fold.prepare(batch), connection);
            }
            assertThat(SnapshotOn.snapshot(connection, CLOCK).newest()).isEqualTo(before);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "America/Los_Angeles"})
    void figuresDoNotDependOnTheTimeZoneOfTheMachine(String zone) throws SQLException {
        List<Statistics> here = answersTo(new Random(2));
        TimeZone before = TimeZone.getDefault();
        List<Statistics> there;
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            there = answersTo(new Random(2));
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(there).hasSameSizeAs(here);
        for (int i = 0; i < here.size(); i++) {
            assertSame(2, there.get(i), here.get(i));
        }
    }

    private List<Statistics> answersTo(Random random) throws SQLException {
        List<Statistics> answers = new ArrayList<>();
        inTransaction(connection -> {
            for (List<ReceivedRecord> batch : new History(random).anyDelivery(true)) {
                fold.apply(fold.prepare(batch), connection);
                answers.add(SnapshotOn.snapshot(connection, CLOCK).answer(query(random)));
            }
        });
        return answers;
    }

    private static void assertSame(long seed, Statistics actual, Statistics expected) {
        assertThat(actual.rows()).as("seed %d, %s", seed, expected.query()).isEqualTo(expected.rows());
        assertThat(actual.total()).as("seed %d, %s", seed, expected.query()).isEqualTo(expected.total());
    }

    private static StatisticsQuery query(Random random) {
        // Those that cells hold come more often: the others are answered by facts in any case.
        List<Dimension> dimensions = new ArrayList<>(List.of(
                random.nextBoolean()
                        ? Dimension.values()
                        : new Dimension[] {
                            Dimension.FISCAL_YEAR,
                            Dimension.COUNTRY,
                            Dimension.REGION,
                            Dimension.INCOME_GROUP,
                            Dimension.LEAD_OFFICE,
                            Dimension.SCHEME,
                            Dimension.FACILITY
                        }));
        Collections.shuffle(dimensions, random);
        List<Dimension> groupBy = dimensions.subList(0, random.nextInt(4));
        Filters filters = switch (random.nextInt(8)) {
            case 0 -> Filters.NONE.with(Dimension.COUNTRY, "LA");
            case 1 -> Filters.NONE.with(Dimension.COUNTRY, "LA", "VN");
            case 2 -> Filters.NONE.with(Dimension.LEAD_OFFICE, "KNS");
            case 3 -> Filters.NONE.developingOnly();
            case 4 -> Filters.NONE.with(Dimension.PREFECTURE, "28");
            default -> Filters.NONE;
        };
        List<Measure> measures = Arrays.stream(Measure.values())
                .filter(measure -> groupBy.stream().allMatch(each -> each.appliesTo(measure.subject())))
                .filter(measure -> filters.notMeaningfulFor(measure).isEmpty())
                .toList();
        if (measures.isEmpty()) {
            return query(random);
        }
        FiscalYear from = FiscalYear.of(2014 + random.nextInt(3));
        FiscalYear to = FiscalYear.of(from.startYear() + random.nextInt(3));
        return new StatisticsQuery(
                measures,
                groupBy,
                new Period(from, to),
                filters,
                random.nextInt(3) == 0 ? LocalDate.of(2015, 1, 1).plusDays(random.nextInt(1200)) : TODAY,
                StatisticsQuery.WITHIN,
                new Basis(
                        random.nextBoolean() ? Basis.Succession.RECORDED : Basis.Succession.SUCCESSOR,
                        random.nextInt(4) > 0 ? CountryBasis.SENDING : CountryBasis.NATIONALITY,
                        random.nextInt(4) > 0 ? Basis.Succession.RECORDED : Basis.Succession.SUCCESSOR),
                Knowledge.NEWEST);
    }

    private State after(List<List<ReceivedRecord>> delivery, List<UUID> ids) throws SQLException {
        List<State> state = new ArrayList<>();
        inTransaction(connection -> {
            for (List<ReceivedRecord> batch : delivery) {
                fold.apply(fold.prepare(batch), connection);
            }
            state.add(new State(
                    table(connection, facts("program_fact", "program_id"), ids),
                    table(connection, facts("participation_fact", "participation_id"), ids),
                    table(connection, facts("agreement_fact", "agreement_id"), ids),
                    table(
                            connection,
                            "select to_jsonb(cell)::text from cell where n <> 0 and ?::uuid[] is not null order by 1",
                            ids),
                    table(connection, """
                            select aggregate_id || '/' || aggregate_version || '/' || event_id from folded_event
                            where aggregate_id = any(?) order by 1
                            """, ids),
                    table(connection, """
                            select reason from quarantined_event
                            where released_seq is null and aggregate_id = any(?)
                            """, ids)));
        });
        return state.get(0);
    }

    private static String facts(String table, String id) {
        return """
                select (to_jsonb(fact) - 'known_from_seq')::text from %s fact
                where known_to_seq = 9223372036854775807 and %s = any(?) order by 1
                """.formatted(table, id);
    }

    private static List<String> table(Connection connection, String sql, List<UUID> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                List<String> table = new ArrayList<>();
                while (rows.next()) {
                    table.add(rows.getString(1));
                }
                return table;
            }
        }
    }

    private void inTransaction(Steps steps) throws SQLException {
        try (Connection connection = database.asOwner()) {
            connection.setAutoCommit(false);
            LiveSchema.enter(connection);
            try (Statement empty = connection.createStatement()) {
                empty.execute("truncate quarantined_event, " + String.join(", ", Refold.TABLES));
                steps.with(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    private interface Steps {
        void with(Connection connection) throws SQLException;
    }

    private record State(
            List<String> programs,
            List<String> participations,
            List<String> agreements,
            List<String> cells,
            List<String> events,
            List<String> waiting) {}
}
