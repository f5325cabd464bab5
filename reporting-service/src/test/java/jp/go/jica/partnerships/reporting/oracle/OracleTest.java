package jp.go.jica.partnerships.reporting.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.Tokyo;
import jp.go.jica.partnerships.reporting.fold.EventsReadAgain;
import jp.go.jica.partnerships.reporting.fold.Fold;
import jp.go.jica.partnerships.reporting.fold.LiveSchema;
import jp.go.jica.partnerships.reporting.fold.Refold;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.reporting.rebuild.RebuiltOn;
import jp.go.jica.partnerships.reporting.report.Report;
import jp.go.jica.partnerships.reporting.statistics.Basis;
import jp.go.jica.partnerships.reporting.statistics.CountryBasis;
import jp.go.jica.partnerships.reporting.statistics.Evidence;
import jp.go.jica.partnerships.reporting.statistics.Figure;
import jp.go.jica.partnerships.reporting.statistics.Filters;
import jp.go.jica.partnerships.reporting.statistics.Knowledge;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import jp.go.jica.partnerships.reporting.statistics.Period;
import jp.go.jica.partnerships.reporting.statistics.Snapshot;
import jp.go.jica.partnerships.reporting.statistics.SnapshotOn;
import jp.go.jica.partnerships.reporting.statistics.Statistics;
import jp.go.jica.partnerships.reporting.statistics.StatisticsQuery;
import jp.go.jica.partnerships.testing.EventContract;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every report and random questions, asked while random pasts arrive, against the oracle; and the records behind random cells
 * of them. Each past runs in one transaction
 * that is rolled back. A failure names its seed and keeps it among those that are tried first; how to repeat one and to try
 * more stands in the README.
 */
@QuarkusTest
@WithRealServers(service = "reporting")
class OracleTest {

    // Surefire runs in the module's folder.
    private static final Path FAILED_BEFORE = Path.of("src/test/resources/oracle-seeds.txt");
    private static final int PASTS = Integer.getInteger("reporting.oracle", 200);
    private static final int EVENTS = Integer.getInteger("reporting.oracle.events", 40);
    private static final Clock CLOCK =
            Clock.fixed(OwnersPast.TODAY.atTime(12, 0).atZone(Tokyo.ZONE).toInstant(), ZoneOffset.UTC);

    private static final Instant RECORDED_FROM = Instant.parse("2017-06-01T00:00:00Z");

    @Inject
    Fold fold;

    @Inject
    EventsReadAgain readAgain;

    @Inject
    Refold refold;

    @FromServers
    ServiceDatabase database;

    /** From these two follows everything. */
    record Past(long seed, int events) {

        static Past parse(String line) {
            String[] numbers = line.split(" ", -1);
            return new Past(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1]));
        }

        @Override
        public String toString() {
            return seed + " " + events;
        }
    }

    static Stream<Past> pasts() throws IOException {
        Long one = Long.getLong("reporting.seed");
        if (one != null) {
            return Stream.of(new Past(one, EVENTS));
        }
        // Others each time, so that many runs try many pasts.
        return Stream.concat(
                Files.readAllLines(FAILED_BEFORE).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(Past::parse),
                new Random().longs(PASTS).mapToObj(seed -> new Past(seed, EVENTS)));
    }

    @Test
    void pastsAreAsTheOwnersWouldTellThem() {
        Map<String, EventContract> contracts = Map.of(
                "program", EventContract.of(Path.of("../programs-service"), "program"),
                "agreement", EventContract.of(Path.of("../agreements-service"), "agreement"),
                "participant", EventContract.of(Path.of("../participants-service"), "participant"),
                "participation", EventContract.of(Path.of("../participants-service"), "participation"));
        for (int seed = 0; seed < 20; seed++) {
            for (List<PublishedEvent> events : new OwnersPast(new Random(seed), EVENTS).aggregates()) {
                for (PublishedEvent event : events) {
                    EventContract contract = contracts.get(event.topic().split("\\.", -1)[1]);
                    assertThat(contract).isNotNull();
                    assertThat(contract.violations(event.type(), event.value())).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest(name = "seed and events {0}")
    @MethodSource("pasts")
    void everyAnswerIsTheOracles(Past past) throws SQLException {
        try {
            tryOut(new Random(past.seed), past.events, new Random(past.seed));
        } catch (AssertionError | RuntimeException different) {
            keep(past);
            throw new AssertionError(
                    "-Dreporting.seed=%d -Dreporting.oracle.events=%d".formatted(past.seed, past.events), different);
        }
    }

    /** @param cells chooses what is explained; apart, so that a seed tells the same past whatever is asked of it */
    private void tryOut(Random random, int eventsAtMost, Random cells) throws SQLException {
        int events = 10 + random.nextInt(eventsAtMost);
        List<List<PublishedEvent>> batches =
                Delivery.batches(recorded(new OwnersPast(random, events).aggregates(), cells), random);
        Arrivals arrivals = new Arrivals();
        Map<StatisticsQuery, Oracle> earlier = new LinkedHashMap<>();
        List<ReceivedRecord> topics = new ArrayList<>();
        inTransaction(connection -> {
            for (List<PublishedEvent> batch : batches) {
                if (random.nextInt(20) == 0) {
                    foldedByAnEarlierVersion(connection);
                    check(snapshot(connection), report(Report.COUNTRIES, random), arrivals.known(), cells);
                }
                arrive(batch, connection, random);
                topics.addAll(Delivery.received(batch));
                batch.forEach(arrivals::add);
                if (random.nextInt(12) == 0) {
                    StatisticsQuery query = query(random);
                    Oracle oracle = arrivals.known();
                    Statistics answer = check(snapshot(connection), query, oracle, cells);
                    earlier.put(
                            query.at(new Knowledge.AtPosition(answer.position().seq())), oracle);
                }
            }
            thoseWhoCountTwiceAreKnown(connection);
            Snapshot now = snapshot(connection);
            Oracle oracle = arrivals.known();
            for (int i = 0; i < 3; i++) {
                check(now, report(any(List.of(Report.values()), random), random), oracle, cells);
                check(now, query(random), oracle, cells);
            }
            earlier.forEach((query, known) -> check(now, query, known, cells));
            if (random.nextInt(12) == 0) {
                Collections.shuffle(topics, random);
                assertThat(RebuiltOn.rebuilt(connection, topics, readAgain, refold, 1 + random.nextInt(40)))
                        .isEmpty();
                Snapshot anew = snapshot(connection);
                check(anew, report(any(List.of(Report.values()), random), random), oracle, cells);
                check(anew, query(random), oracle, cells);
                earlier.forEach((query, known) -> check(anew, query, known, cells));
            }
            if (cells.nextInt(12) == 0) {
                whatWasRecordedBeforeIsKnownAsItWasRecorded(connection, topics, arrivals, cells);
            }
        });
    }

    /** In the years before this database began, now and then with a clock that is put back; some of it since. */
    private static List<List<PublishedEvent>> recorded(List<List<PublishedEvent>> aggregates, Random random) {
        List<List<PublishedEvent>> recorded = new ArrayList<>();
        for (List<PublishedEvent> events : aggregates) {
            Instant at = RECORDED_FROM.plusSeconds(random.nextInt(400));
            List<PublishedEvent> anew = new ArrayList<>();
            for (PublishedEvent event : events) {
                at = at.plusMillis(random.nextInt(200_000) - 20_000);
                anew.add(random.nextInt(20) == 0 ? event : event.recordedAt(at));
            }
            recorded.add(anew);
        }
        return recorded;
    }

    /** As after a loss of this database, and after an ordinary rebuild that follows. */
    private void whatWasRecordedBeforeIsKnownAsItWasRecorded(
            Connection connection, List<ReceivedRecord> topics, Arrivals arrivals, Random random) throws SQLException {
        for (KnownAtBasis basis : List.of(KnownAtBasis.RECORDED, KnownAtBasis.FOLDED)) {
            Collections.shuffle(topics, random);
            assertThat(RebuiltOn.rebuilt(connection, basis, topics, readAgain, refold, 1 + random.nextInt(40)))
                    .isEmpty();
            Snapshot anew = snapshot(connection);
            check(anew, query(random), arrivals.known(), random);
            List<Instant> instants = anew.handle()
                    .createQuery("select folded_at from fold_batch where seq < 0 order by seq")
                    .mapTo(Instant.class)
                    .list();
            for (int i = 0; i < 4 && !instants.isEmpty(); i++) {
                Instant at = any(instants, random);
                Statistics answer = check(
                        anew,
                        query(random).at(new Knowledge.At(at.plusMillis(random.nextInt(900)))),
                        arrivals.knownByRecording(at),
                        random);
                assertThat(answer.position().knownAt()).isEqualTo(at);
                assertThat(answer.position().knownAtBasis()).isEqualTo(KnownAtBasis.RECORDED);
            }
        }
    }

    /** What an earlier version of the service leaves behind, which keeps neither of these nor up to where they are kept. */
    private static void foldedByAnEarlierVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from repeated_person");
            statement.execute("delete from repeated_participation");
            statement.execute("update cell set n = n + 1 where measure = 'programsActive'");
            statement.execute("update fold_clock set noted_seq = seq - 1, counted_seq = seq - 1");
        }
    }

    /** What stands apart of those who count twice in a year is what facts tell of them: no more, no less. */
    private static void thoseWhoCountTwiceAreKnown(Connection connection) throws SQLException {
        String kept = """
                select fiscal_year, person_id, participation_id, country, lead_office, scheme, kind, facility,
                       again, again_in_country, again_in_lead_office, again_in_scheme, again_in_kind, again_in_facility
                from repeated_participation""";
        String told = """
                with present as (
                    select fiscal_year(start_on) as year, person_id, participation_id, country,
                           office_on(led_by, led_from, start_on) as office, scheme, kind, facility
                    from participation_fact where known_to_seq = 9223372036854775807)
                select one.*, %s
                from present one
                where exists (select from present other where other.year = one.year and other.person_id = one.person_id
                                and other.participation_id <> one.participation_id)
                """.formatted(Stream.of("true", "country", "office", "scheme", "kind", "facility")
                .map(each -> each.equals("true") ? each : "other.%1$s = one.%1$s".formatted(each))
                .map("""
                                exists (select from present other where other.year = one.year
                                        and other.person_id = one.person_id
                                        and other.participation_id < one.participation_id and %s)"""::formatted)
                .collect(Collectors.joining(", ")));
        try (Statement statement = connection.createStatement();
                ResultSet differing = statement.executeQuery(
                        "(%1$s except all (%2$s)) union all ((%2$s) except all %1$s)".formatted(kept, told))) {
            assertThat(differing.next()).isFalse();
        }
    }

    /** Folds a batch; the process may die before it has committed, or after it, with the position lost. */
    private void arrive(List<PublishedEvent> batch, Connection connection, Random random) throws SQLException {
        List<ReceivedRecord> records = Delivery.received(batch);
        if (random.nextInt(10) == 0) {
            Savepoint before = connection.setSavepoint();
            fold.apply(fold.prepare(records), connection);
            connection.rollback(before);
        }
        fold.apply(fold.prepare(records), connection);
        if (random.nextInt(10) == 0) {
            fold.apply(fold.prepare(records), connection);
        }
    }

    private static Statistics check(Snapshot snapshot, StatisticsQuery query, Oracle oracle, Random cells) {
        Statistics answer = snapshot.answer(query);
        explain(snapshot, answer, null, cells);
        if (!answer.rows().isEmpty()) {
            explain(snapshot, answer, any(answer.rows(), cells), cells);
        }
        for (Measure measure : query.measures()) {
            Oracle.Answer expected = oracle.answer(question(query, measure));
            Map<List<String>, Object> rows =
                    new TreeMap<>((one, other) -> String.join("\u0000", one).compareTo(String.join("\u0000", other)));
            for (Statistics.Row row : answer.rows()) {
                Object figure = written(row.figures().getOrDefault(measure, new Figure.Absent()));
                if (!figure.equals(0L) && !figure.equals("none") && !isZero(figure)) {
                    rows.put(row.keys(), figure);
                }
            }
            assertThat(rows).as("%s of %s", measure, query).isEqualTo(expected.rows());
            assertThat(written(answer.total(measure)))
                    .as("total of %s of %s", measure, query)
                    .isEqualTo(expected.total());
            if (answer.additive(measure) && !query.groupBy().isEmpty()) {
                assertThat(answer.sumOfRows(measure))
                        .as("sum of %s of %s", measure, query)
                        .hasValue((Long) expected.total());
            }
        }
        return answer;
    }

    /** The records behind a cell add up to its figure, and whether one is counted is what its conditions say. */
    private static void explain(Snapshot snapshot, Statistics answer, Statistics.@Nullable Row row, Random random) {
        StatisticsQuery query = answer.query();
        Measure measure = any(query.measures(), random);
        Figure figure = row == null ? answer.total(measure) : row.figures().getOrDefault(measure, Figure.none(measure));
        List<String> keys = row == null ? null : row.keys();
        YearMonth month = row != null && query.groupBy().contains(Dimension.MONTH)
                ? YearMonth.parse(answer.key(row, Dimension.MONTH))
                : null;
        StatisticsQuery cell = query.at(
                        new Knowledge.AtPosition(answer.position().seq()))
                .of(measure)
                .cell(keys);
        Evidence evidence = snapshot.evidence(cell, month);
        String of = "%s of %s, %s".formatted(measure, query, keys);
        Evidence.Tally tally = evidence.tally();
        List<Evidence.Counted> page = evidence.page(0, 500, true);
        assertThat(page).as(of).hasSize((int) tally.lines());
        if (measure.rule() instanceof Rule.Earliest) {
            assertThat(page.stream().map(each -> each.days().get(0).first()).findFirst())
                    .as(of)
                    .isEqualTo(Optional.ofNullable((LocalDate) figure.written()));
        } else {
            assertThat(Figure.of(measure, tally.figure(measure), null)).as(of).isEqualTo(figure);
            assertThat(page.stream().mapToLong(Evidence.Counted::n).sum())
                    .as(of)
                    .isEqualTo(tally.n());
        }
        if (measure == Measure.PERSON_DAYS) {
            for (Evidence.Counted counted : page) {
                assertThat(counted.days().stream()
                                .mapToLong(days -> ChronoUnit.DAYS.between(days.first(), days.last()) + 1)
                                .sum())
                        .as(of)
                        .isEqualTo(counted.n());
            }
        }
        List<UUID> records = snapshot.handle()
                .createQuery("select distinct %s from %s order by 1"
                        .formatted(
                                measure.subject().idColumn(), measure.subject().factTable()))
                .mapTo(UUID.class)
                .list();
        if (!records.isEmpty()) {
            UUID record = any(records, random);
            boolean counted = page.stream().anyMatch(each -> each.record().equals(record));
            boolean holds = evidence.why(record).stream()
                    .anyMatch(rules -> rules.stream().allMatch(Evidence.Checked::holds));
            assertThat(evidence.of(record, true).isEmpty()).as(of).isEqualTo(!counted);
            if (!(measure.rule() instanceof Rule.Earliest)) {
                assertThat(holds)
                        .as("%s in %s: %s", record, of, evidence.why(record))
                        .isEqualTo(counted);
            }
        }
    }

    private static Object written(Figure figure) {
        Object written = figure.written();
        return written == null ? "none" : written;
    }

    private static boolean isZero(Object figure) {
        return figure instanceof BigDecimal share && share.signum() == 0;
    }

    private static Oracle.Question question(StatisticsQuery query, Measure measure) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        query.filters().values().forEach((dimension, codes) -> filters.put(dimension.wireName(), codes));
        return new Oracle.Question(
                measure.wireName(),
                query.groupBy().stream().map(Dimension::wireName).toList(),
                query.period().from().startYear(),
                query.period().to().startYear(),
                filters,
                query.filters().developing(),
                query.asOf(),
                query.within(),
                query.basis().office() == Basis.Succession.SUCCESSOR,
                query.basis().country() == CountryBasis.NATIONALITY,
                query.basis().formerCountries() == Basis.Succession.SUCCESSOR);
    }

    // ---- questions

    private static StatisticsQuery report(Report report, Random random) {
        boolean byYear = random.nextInt(4) == 0;
        return new StatisticsQuery(
                report.measures(),
                List.of(byYear ? Dimension.FISCAL_YEAR : report.dimension()),
                period(random),
                Filters.NONE,
                OwnersPast.TODAY,
                StatisticsQuery.WITHIN,
                Basis.RECORDED,
                Knowledge.NEWEST);
    }

    static StatisticsQuery query(Random random) {
        List<Dimension> dimensions = new ArrayList<>(List.of(Dimension.values()));
        if (random.nextBoolean()) {
            dimensions.removeIf(dimension -> !dimension.inCells());
        }
        Collections.shuffle(dimensions, random);
        List<Dimension> groupBy = dimensions.subList(0, random.nextInt(4));
        Filters filters = filters(random);
        List<Measure> all = new ArrayList<>(List.of(Measure.values()));
        Collections.shuffle(all, random);
        List<Measure> measures = all.stream()
                .filter(measure -> groupBy.stream().allMatch(each -> each.appliesTo(measure.subject())))
                .filter(measure -> filters.notMeaningfulFor(measure).isEmpty())
                .limit(8)
                .toList();
        if (measures.isEmpty()) {
            return query(random);
        }
        return new StatisticsQuery(
                measures,
                groupBy,
                period(random),
                filters,
                random.nextBoolean()
                        ? OwnersPast.TODAY
                        : LocalDate.of(2012, 4, 1).plusDays(random.nextInt(2100)),
                random.nextInt(200),
                new Basis(
                        random.nextInt(3) > 0 ? Basis.Succession.RECORDED : Basis.Succession.SUCCESSOR,
                        random.nextInt(4) > 0 ? CountryBasis.SENDING : CountryBasis.NATIONALITY,
                        random.nextInt(3) > 0 ? Basis.Succession.RECORDED : Basis.Succession.SUCCESSOR),
                Knowledge.NEWEST);
    }

    private static Period period(Random random) {
        FiscalYear from = FiscalYear.of(2012 + random.nextInt(6));
        return new Period(from, FiscalYear.of(from.startYear() + random.nextInt(3)));
    }

    private static Filters filters(Random random) {
        Map<Dimension, String[]> possible = new LinkedHashMap<>();
        possible.put(Dimension.COUNTRY, new String[] {"LA", "ZZ", "CD"});
        possible.put(Dimension.REGION, new String[] {"142"});
        possible.put(Dimension.INCOME_GROUP, new String[] {"LDC", "UNKNOWN"});
        possible.put(Dimension.LEAD_OFFICE, new String[] {"KNS", "UNKNOWN"});
        possible.put(Dimension.COOPERATING_OFFICE, new String[] {"KNS", "HYG"});
        possible.put(Dimension.LOCAL_GOVERNMENT, new String[] {"281000", "372021"});
        possible.put(Dimension.PREFECTURE, new String[] {"28"});
        possible.put(Dimension.SCHEME, new String[] {"KCCP"});
        possible.put(Dimension.SECTOR, new String[] {"14020"});
        possible.put(Dimension.SECTOR_CATEGORY, new String[] {"140"});
        possible.put(Dimension.SEX, new String[] {"F"});
        possible.put(Dimension.NATIONALITY, new String[] {"VN", "LA"});
        possible.put(Dimension.COOPERATION_FIELD, new String[] {"WATER"});
        possible.put(Dimension.AGREEMENT_TYPE, new String[] {"MEMORANDUM"});
        Filters filters = random.nextInt(6) == 0 ? new Filters(Map.of(), random.nextBoolean()) : Filters.NONE;
        List<Dimension> dimensions = new ArrayList<>(possible.keySet());
        Collections.shuffle(dimensions, random);
        for (Dimension dimension : dimensions.subList(0, Math.max(0, random.nextInt(5) - 2))) {
            filters = filters.with(dimension, possible.getOrDefault(dimension, new String[0]));
        }
        return filters;
    }

    // ---- around

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static Snapshot snapshot(Connection connection) {
        return SnapshotOn.snapshot(connection, CLOCK);
    }

    private static void keep(Past past) {
        try {
            if (Stream.of(Files.readString(FAILED_BEFORE).split("\n", -1)).noneMatch(past.toString()::equals)) {
                Files.writeString(FAILED_BEFORE, past + "\n", StandardOpenOption.APPEND);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
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
}
