package jp.go.jica.partnerships.reporting;

import static jp.go.jica.partnerships.reporting.Asked.get;
import static jp.go.jica.partnerships.reporting.Asked.ownEarlyYear;
import static jp.go.jica.partnerships.reporting.Asked.ownEarlyYears;
import static jp.go.jica.partnerships.reporting.Asked.seen;
import static jp.go.jica.partnerships.reporting.Asked.total;
import static jp.go.jica.partnerships.reporting.Asked.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.journal.consume.BatchHandler;
import jp.go.jica.partnerships.journal.consume.ConsumerSettings;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.StoredPositionConsumer;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.reporting.fold.Fold;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Each event takes effect exactly once, however it arrives and whoever reads it. */
@QuarkusTest
@WithRealServers(service = "reporting")
class DeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @FromServers
    EventPublisher publisher;

    @FromServers
    ServiceDatabase database;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Fold fold;

    @Inject
    Clock clock;

    @Inject
    Tracer tracer;

    @Inject
    MeterRegistry registry;

    @Inject
    KafkaConnection connection;

    @Test
    void readerThatWaitsIsWokenByWhatAnotherInstanceFolds() throws Exception {
        UUID program = UUID.randomUUID();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() ->
                get("/v1/reports/schemes?sees=programs/%s/1".formatted(program)).statusCode());
        await().atMost(PATIENCE)
                .until(() -> registry.get("reporting.readers.waiting").gauge().value() > 0);

        try (Connection other = database.asService();
                PreparedStatement folded = other.prepareStatement("""
                        insert into reports_a.folded_event (aggregate_type, aggregate_id, aggregate_version, event_id,
                                                  journal_epoch, type, recorded_at, topic, partition, record_offset, seq)
                        values ('program', ?, 1, gen_random_uuid(), 1, 'ProgramProposed', now(), 'of another', 0, 0, 0)
                        """)) {
            folded.setObject(1, program);
            folded.executeUpdate();

            assertThat(reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(200);
            // No fold leaves an event without a position behind.
            try (PreparedStatement gone =
                    other.prepareStatement("delete from reports_a.folded_event where aggregate_id = ?")) {
                gone.setObject(1, program);
                assertThat(gone.executeUpdate()).isEqualTo(1);
            }
        }
    }

    @Test
    void eventsThatComeTwiceCountOnce() {
        int year = ownEarlyYear();
        State program = Published.program(UUID.randomUUID()).with("adoptedOn", year + "-06-01");
        PublishedEvent first = program.at(1);
        PublishedEvent second = program.with("contractedOn", year + "-07-01").at(2);
        publisher.publishInTransaction(first, second);
        publisher.publish(first, second, first);
        State last = marker();

        JsonPath report = seen("/v1/reports/schemes?fiscalYear=" + year, program.eventVersion(2), last.eventVersion(1));

        assertThat(total(report, "programsAdopted")).isEqualTo(1);
        assertThat(total(report, "programsContracted")).isEqualTo(1);
    }

    @Test
    void participationBeforeItsProgramCountsAsUnassignedAndMovesWhenTheProgramComes() {
        int year = ownEarlyYear();
        State program = Published.program(UUID.randomUUID())
                .with("leadOffice", "KNS")
                .with("facility", "DRLC")
                .with("adoptedOn", year + "-06-01");
        State participation = Published.participation(UUID.randomUUID(), program.id())
                .with("acceptedOn", year + "-06-01")
                .with("plannedStart", year + "-07-01");
        publisher.publishInTransaction(participation.at(1));
        JsonPath before = seen("/v1/reports/offices?fiscalYear=" + year, participation.eventVersion(1));
        assertThat(value(before, "office", "UNASSIGNED", "participationsAccepted"))
                .isEqualTo(1);

        publisher.publishInTransaction(program.at(1));

        JsonPath after = seen("/v1/reports/offices?fiscalYear=" + year, program.eventVersion(1));
        assertThat(value(after, "office", "KNS", "participationsAccepted")).isEqualTo(1);
        assertThat(total(after, "participationsAccepted")).isEqualTo(1);
        assertThat(after.getList("rows.key.office")).doesNotContain("UNASSIGNED");
        assertThat(value(
                        get("/v1/reports/facilities?fiscalYear=" + year).jsonPath(),
                        "facility",
                        "DRLC",
                        "participationsAccepted"))
                .isEqualTo(1);
    }

    @Test
    void eventOfAPersonIsFoldedThoughItCountsNothing() {
        UUID person = UUID.randomUUID();
        publisher.publish(PublishedEvent.of(
                "participant",
                "participants.participant-registered.v1",
                person,
                1,
                "{\"id\":\"%s\",\"state\":\"REGISTERED\",\"registeredBy\":\"SKK\"}".formatted(person)));

        assertThat(total(
                        seen("/v1/reports/schemes?fiscalYear=" + ownEarlyYear(), "participants/" + person + "/1"),
                        "participationsAccepted"))
                .isZero();
    }

    @Test
    void eventsOfAbortedTransactionsAreNotSeen() {
        int year = ownEarlyYear();
        State aborted = Published.program(UUID.randomUUID()).with("adoptedOn", year + "-06-01");
        State committed = Published.program(UUID.randomUUID()).with("adoptedOn", year + "-06-01");
        publisher.publishAborted(aborted.at(1));
        publisher.publishInTransaction(committed.at(1));
        publisher.publishAborted(aborted.at(1));

        JsonPath report = seen("/v1/reports/schemes?fiscalYear=" + year, committed.eventVersion(1));

        assertThat(total(report, "programsAdopted")).isEqualTo(1);
    }

    @Test
    void versionsThatComeInTheWrongOrderWaitAndThenCount() throws SQLException {
        int year = ownEarlyYear();
        State program = Published.program(UUID.randomUUID()).with("adoptedOn", year + "-06-01");
        State contracted = program.with("contractedOn", year + "-07-01");
        publisher.publish(contracted.with("startedOn", year + "-08-01").at(3));
        publisher.publish(contracted.at(2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(waiting(program.id())).containsExactly("VERSION_HOLE", "VERSION_HOLE"));

        publisher.publish(program.at(1));

        JsonPath report = seen("/v1/reports/schemes?fiscalYear=" + year, program.eventVersion(3));
        assertThat(total(report, "programsStarted")).isEqualTo(1);
        assertThat(waiting(program.id())).isEmpty();
    }

    @Test
    void poisonHoldsUpItsOwnAggregateAndNoOther() {
        int year = ownEarlyYear();
        State program = Published.program(UUID.randomUUID()).with("adoptedOn", year + "-06-01");
        State other = Published.program(UUID.randomUUID()).with("adoptedOn", year + "-06-01");
        publisher.publish(program.at(1));
        publisher.publish(program.with("scheme", null).at(2));
        publisher.publish(program.with("contractedOn", year + "-07-01").at(3));
        publisher.publish(new ProducerRecord<>("programs.program.v1", "nonsense", "{\"after\":"));
        publisher.publish(new ProducerRecord<>("participants.participation.v1", null, null));
        publisher.publish(new ProducerRecord<>("programs.program.v1", "zero", "a\u0000b"));
        publisher.publish(new ProducerRecord<>("programs.heartbeat.v1", "programs", "no instant"));
        publisher.publish(other.at(1));

        JsonPath report =
                seen("/v1/reports/schemes?fiscalYear=" + year, program.eventVersion(1), other.eventVersion(1));
        assertThat(total(report, "programsAdopted")).isEqualTo(2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(waiting(program.id())).containsExactly("SCHEMA", "WAITS"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/v1/freshness").jsonPath().getInt("quarantined.UNREADABLE"))
                        .isGreaterThanOrEqualTo(3));
        assertThat(total(get("/v1/reports/schemes?fiscalYear=" + year).jsonPath(), "programsContracted"))
                .isZero();
    }

    @Test
    void otherEventAtAVersionThatIsFoldedIsKeptAsAFork() {
        int year = ownEarlyYears(2);
        State program = Published.program(UUID.randomUUID()).with("adoptedOn", year + "-06-01");
        publisher.publish(program.at(1));
        publisher.publish(program.with("adoptedOn", (year + 1) + "-06-01").at(1));
        publisher.publish(program.with("contractedOn", year + "-07-01").at(2));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(waiting(program.id())).containsExactly("FORK", "WAITS"));
        assertThat(total(get("/v1/reports/schemes?fiscalYear=" + year).jsonPath(), "programsAdopted"))
                .isEqualTo(1);
    }

    @Test
    void twoInstancesThatBothBelieveInTheSamePartitionsCountEachEventOnce() {
        int year = ownEarlyYears(2);
        // Another group, the same stored positions: what a zombie is, all the time.
        try (StoredPositionConsumer<Fold.Prepared> zombie = instance("another-group")) {
            zombie.start();
            List<State> programs = published(year, 300);
            assertAllCounted(year, programs);
            await().atMost(PATIENCE).until(() -> zombie.status().joined());
            assertAllCounted(year + 1, published(year + 1, 300));
        }
    }

    @Test
    void instancesThatComeAndGoLoseAndDoubleNothing() {
        int year = ownEarlyYear();
        List<State> programs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            try (StoredPositionConsumer<Fold.Prepared> second = instance("reporting")) {
                second.start();
                programs.addAll(published(year, 50));
            }
        }
        assertAllCounted(year, programs);
    }

    @Test
    void databaseThatWasAwayLosesAndDoublesNothing() {
        int year = ownEarlyYear();
        List<State> programs = new ArrayList<>(published(year, 50));
        database.whileAway(() -> programs.addAll(published(year, 50)));
        database.endConnections();
        programs.addAll(published(year, 50));

        assertAllCounted(year, programs);
    }

    @Test
    void batchWhosePositionWasMovedByAnotherIsRolledBackAndReadAnew() throws Exception {
        State program = Published.program(UUID.randomUUID());
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch moved = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        List<String> applied = new ArrayList<>();
        BatchHandler<List<ReceivedRecord>> handler = new BatchHandler<>() {
            @Override
            public List<ReceivedRecord> prepare(List<ReceivedRecord> batch) {
                if (first.compareAndSet(true, false)) {
                    inHand.countDown();
                    passed(moved);
                }
                return batch;
            }

            @Override
            public void apply(List<ReceivedRecord> batch, Connection transaction) {
                batch.forEach(each -> applied.add(String.valueOf(each.key())));
            }
        };
        publisher.publish(program.at(1));
        seen("/v1/reports/schemes", program.eventVersion(1));
        try (StoredPositionConsumer<List<ReceivedRecord>> consumer = ofPrograms(77, 500, handler)) {
            consumer.start();
            passed(inHand);
            // Another instance has read everything meanwhile, as far as the service's own consumer has.
            database.texts("""
                    update consumer_position own set next_offset = other.next_offset from consumer_position other
                    where own.generation = 77 and other.generation = 0
                      and own.topic = other.topic and own.partition = other.partition returning 1
                    """);
            moved.countDown();

            await().atMost(PATIENCE).until(() -> consumer.status().lostBatches() >= 1);
            assertThat(applied).isEmpty();
        }
    }

    @Test
    void handlerThatFailsIsTriedAgainWithTheSameBatch() {
        State program = Published.program(UUID.randomUUID());
        List<List<ReceivedRecord>> tried = new ArrayList<>();
        BatchHandler<List<ReceivedRecord>> handler = new BatchHandler<>() {
            @Override
            public List<ReceivedRecord> prepare(List<ReceivedRecord> batch) {
                return batch;
            }

            @Override
            public void apply(List<ReceivedRecord> batch, Connection transaction) throws SQLException {
                tried.add(batch);
                if (tried.size() < 4) {
                    throw new SQLException("not yet");
                }
            }
        };
        publisher.publish(program.at(1));
        try (StoredPositionConsumer<List<ReceivedRecord>> consumer = ofPrograms(78, 500, handler)) {
            consumer.start();
            await().atMost(PATIENCE).until(() -> consumer.status().storedBatches() >= 1);
            assertThat(consumer.status().failedAttempts()).isGreaterThanOrEqualTo(3);
            assertThat(tried.subList(0, 4)).containsOnly(tried.get(0));
            assertThat(consumer.status().failure()).isNull();
        }
    }

    @Test
    void batchThatFailsWhileTheNextOneIsPreparedIsStoredBeforeIt() {
        Set<String> programs = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            State program = Published.program(UUID.randomUUID());
            programs.add(program.id().toString());
            publisher.publishInTransaction(
                    program.at(1), program.with("proposedOn", "2012-06-01").at(2));
        }
        CountDownLatch nextPrepared = new CountDownLatch(2);
        AtomicInteger attempts = new AtomicInteger();
        List<ReceivedRecord> stored = new CopyOnWriteArrayList<>();
        BatchHandler<List<ReceivedRecord>> handler = new BatchHandler<>() {
            @Override
            public List<ReceivedRecord> prepare(List<ReceivedRecord> batch) {
                nextPrepared.countDown();
                return batch;
            }

            @Override
            public void apply(List<ReceivedRecord> batch, Connection transaction) throws SQLException {
                passed(nextPrepared);
                if (attempts.incrementAndGet() < 4) {
                    throw new SQLException("not yet");
                }
                stored.addAll(batch);
            }
        };
        try (StoredPositionConsumer<List<ReceivedRecord>> consumer = ofPrograms(79, 2, handler)) {
            consumer.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stored)
                            .filteredOn(each -> programs.contains(each.key()))
                            .hasSize(100));
            assertThat(consumer.status().failedAttempts()).isEqualTo(3);
        }
        Map<Integer, List<Long>> offsets = stored.stream()
                .collect(Collectors.groupingBy(
                        ReceivedRecord::partition, Collectors.mapping(ReceivedRecord::offset, Collectors.toList())));
        assertThat(offsets.values())
                .allSatisfy(each -> assertThat(each).isSorted().doesNotHaveDuplicates());
    }

    private static void passed(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private StoredPositionConsumer<List<ReceivedRecord>> ofPrograms(
            int generation, int inOneBatch, BatchHandler<List<ReceivedRecord>> handler) {
        return new StoredPositionConsumer<>(
                new ConsumerSettings(
                        "test-" + generation,
                        generation,
                        List.of("programs.program.v1"),
                        inOneBatch,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        connection.settings()),
                dataSource,
                handler,
                clock,
                tracer);
    }

    private StoredPositionConsumer<Fold.Prepared> instance(String group) {
        return new StoredPositionConsumer<>(
                ConsumerSettings.of(connection, group, OwnerTopics.all()), dataSource, fold, clock, tracer);
    }

    /** Programs of two versions each, in transactions of ten. */
    private List<State> published(int year, int programs) {
        List<State> published = new ArrayList<>();
        List<PublishedEvent> events = new ArrayList<>();
        for (int i = 0; i < programs; i++) {
            State program = Published.program(UUID.randomUUID()).with("proposedOn", year + "-06-01");
            published.add(program);
            events.add(program.at(1));
            events.add(program.with("adoptedOn", year + "-07-01").at(2));
            if (events.size() >= 20) {
                publisher.publishInTransaction(events.toArray(PublishedEvent[]::new));
                events.clear();
            }
        }
        publisher.publishInTransaction(events.toArray(PublishedEvent[]::new));
        return published;
    }

    private void assertAllCounted(int year, List<State> programs) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonPath report = get("/v1/reports/schemes?fiscalYear=" + year).jsonPath();
            assertThat(total(report, "programsAdopted")).isEqualTo(programs.size());
        });
        JsonPath report = get("/v1/reports/schemes?fiscalYear=" + year).jsonPath();
        assertThat(total(report, "programsProposed")).isEqualTo(programs.size());
    }

    /** Something that comes after everything published before, in whichever partition. */
    private State marker() {
        State marker = Published.program(UUID.randomUUID());
        publisher.publish(marker.at(1));
        return marker;
    }

    private List<String> waiting(UUID aggregate) throws SQLException {
        return database.texts(
                "select reason from quarantined_event where released_seq is null and aggregate_id = '%s' order by id"
                        .formatted(aggregate));
    }
}
