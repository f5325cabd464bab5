package jp.go.jica.partnerships.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.go.jica.partnerships.journal.consume.BatchHandler;
import jp.go.jica.partnerships.journal.consume.ConsumerSettings;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.StoredPositionConsumer;
import jp.go.jica.partnerships.reporting.LiveTables;
import jp.go.jica.partnerships.testing.EventContract;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * {@code ./dev bench fold [events]}: how many events of participations a second the service's fold takes from a topic, against
 * everything else that could be done with the same topic, one after the other. No test: its name keeps it out of the test run,
 * and it judges nothing but that all count the same.
 */
@QuarkusTest
@WithRealServers(service = "reporting")
class FoldBenchmark {

    private static final int EVENTS = Integer.getInteger("bench.events", 200_000);
    // Alone with its own events, so that the service's own consumer has nothing to do.
    private static final String PROGRAMS = "programs.program.bench";
    private static final String PARTICIPATIONS = "participants.participation.bench";
    private static final int PARTITIONS = 6;
    private static final int PUBLISHED_TOGETHER = 500;
    private static final int ONE_BY_ONE = EVENTS / 40;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final String READ = "select coalesce(sum(next_offset), 0) from consumer_position where topic = '%s'";
    private static final String[] TABLES = Stream.concat(
                    Refold.TABLES.stream(),
                    Stream.of("quarantined_event", "dropped_duplicate", "fold_batch", "consumer_position"))
            .toArray(String[]::new);
    private static final List<String> WRITTEN = List.of(
            "participation_fact", "folded_event", "cell", "repeated_participation", "repeated_person", "fold_batch");

    @Inject
    Fold fold;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    Tracer tracer;

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Inject
    KafkaConnection connection;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TempDir
    Path directory;

    private final PrintStream out = System.out;
    private final Map<String, Double> rates = new LinkedHashMap<>();

    @Test
    void foldAgainstEverythingElse() throws Exception {
        int participations = EVENTS / BenchmarkEvents.EVENTS_OF_A_PARTICIPATION;
        long events = (long) participations * BenchmarkEvents.EVENTS_OF_A_PARTICIPATION;
        out.printf("%,d events of %,d participations, load average %s%n", events, participations, load());
        LiveTables.inReach(database);
        BenchmarkEvents generated = new BenchmarkEvents(participations);
        publish(generated);
        out.printf(
                "fsync %s, synchronous_commit %s%n",
                database.texts("show fsync"), database.texts("show synchronous_commit"));

        // What is measured first would pay for the compilation of what all of them use.
        startAnew();
        folded(2_000, events / 4);

        startAnew();
        rates.put("fold", folded(2_000, events).rate());
        assertThat(database.number("select count(*) from folded_event where aggregate_type = 'participation'"))
                .isEqualTo(events);
        assertThat(database.number("select count(*) from quarantined_event")).isZero();
        Map<String, Long> cells = cells();
        assertThat(cells.keySet()).as("somebody counts again").anyMatch(cell -> cell.startsWith("again_in_country|"));
        rates.put("COPY of the rows that it wrote", copied(events));
        rates.put("bare read_committed consumer", consumed(PARTICIPATIONS, records -> {}));
        rates.put(
                "consumer that parses and validates",
                consumed(
                        PARTICIPATIONS,
                        records -> fold.prepare(
                                records.stream().map(ReceivedRecord::of).toList())));
        try (StreamsCounts streams =
                StreamsCounts.withPrograms(bootstrapServers, PARTICIPATIONS, programs(), directory.resolve("given"))) {
            rates.put("Kafka Streams, programs in memory", counted(streams, participations, cells));
        }
        try (StreamsCounts streams =
                StreamsCounts.joined(bootstrapServers, PARTICIPATIONS, PROGRAMS, directory.resolve("joined"))) {
            rates.put("Kafka Streams, programs joined", counted(streams, participations, cells));
            // This one follows a program that changes, as the fold does.
            publish(Stream.of(generated.corrected()));
            foldPrograms();
            Map<String, Long> corrected = cells();
            assertThat(corrected).isNotEqualTo(cells);
            await().untilAsserted(() -> assertThat(streams.cells()).isEqualTo(corrected));
        }
        startAnew();
        rates.put("one transaction per event", folded(1, ONE_BY_ONE).rate());
        double ofFold = rates.getOrDefault("fold", 0.0);
        out.printf("%-40s %12s %12s%n", "", "events/s", "fold / this");
        rates.forEach((name, rate) -> out.printf("%-40s %,12.0f %12.2f%n", name, rate, ofFold / rate));
        out.printf("load average %s%n", load());
    }

    private void publish(BenchmarkEvents events) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(Stream.of(PROGRAMS, PARTICIPATIONS)
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        assertThat(Stream.concat(
                        events.programs().limit(30), events.participations().limit(30)))
                .allSatisfy(FoldBenchmark::assertValid);
        assertValid(events.corrected());
        publish(events.programs());
        publish(events.participations());
    }

    private static void assertValid(PublishedEvent event) {
        String aggregate = event.topic().split("\\.", -1)[1];
        assertThat(EventContract.of(Path.of("../" + event.topic().split("\\.", -1)[0] + "-service"), aggregate)
                        .violations(event.type(), event.value()))
                .isEmpty();
    }

    private void publish(Stream<PublishedEvent> events) {
        BenchmarkEvents.inPortions(
                events.map(event -> event.onTopic(event.topic().replace(".v1", ".bench"))),
                PUBLISHED_TOGETHER,
                publisher::publishInTransaction);
    }

    /** Nothing is folded but the programs. */
    private void startAnew() {
        database.empty(TABLES);
        foldPrograms();
    }

    private void foldPrograms() {
        Timed programs = new Timed(fold, Long.MAX_VALUE);
        try (var consumer = consumer(programs, PROGRAMS, 2_000)) {
            consumer.start();
            long end = end(PROGRAMS);
            await().atMost(PATIENCE).until(() -> database.number(READ.formatted(PROGRAMS)) == end);
        }
    }

    /** The service's own consumer over its own fold, until so many events have been committed. */
    private Timed folded(int inOneBatch, long events) {
        Timed timed = new Timed(fold, events);
        try (var consumer = consumer(timed, PARTICIPATIONS, inOneBatch)) {
            consumer.start();
            await().atMost(PATIENCE).until(timed::isDone);
        }
        return timed;
    }

    private StoredPositionConsumer<Timed.Taken> consumer(Timed handler, String topic, int inOneBatch) {
        ConsumerSettings settings = ConsumerSettings.of(connection, "bench-" + UUID.randomUUID(), List.of(topic))
                .inBatchesOf(inOneBatch);
        return new StoredPositionConsumer<>(settings, dataSource, handler, clock, tracer);
    }

    private long end(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka())) {
            consumer.assign(partitions(topic));
            return consumer.endOffsets(consumer.assignment()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** A consumer alone, from the first record to the last. */
    private double consumed(String topic, Consumer<List<ConsumerRecord<byte[], byte[]>>> handler) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka())) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long records = 0;
            long began = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
                consumer.poll(Duration.ofMillis(250)).forEach(polled::add);
                began = began == 0 && !polled.isEmpty() ? System.nanoTime() : began;
                handler.accept(polled);
                records += polled.size();
            }
            return records / seconds(began, System.nanoTime());
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private Map<String, Object> kafka() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                "2000",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }

    /** The rows that the fold has written, into the same tables with the same indexes, in one transaction. */
    private double copied(long events) throws SQLException, IOException {
        try (Connection connection = database.asSuperuser()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String table : WRITTEN) {
                try (OutputStream file = Files.newOutputStream(directory.resolve(table))) {
                    copy.copyOut("copy %s to stdout (format binary)".formatted(table), file);
                }
            }
            database.empty(WRITTEN.toArray(String[]::new));
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            for (String table : WRITTEN) {
                try (InputStream file = Files.newInputStream(directory.resolve(table))) {
                    copy.copyIn("copy %s from stdin (format binary)".formatted(table), file);
                }
            }
            connection.commit();
            return events / seconds(began, System.nanoTime());
        }
    }

    private static double counted(StreamsCounts streams, int participations, Map<String, Long> expected) {
        streams.start();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> streams.counted(participations));
        long ended = System.nanoTime();
        assertThat(streams.cells()).isEqualTo(expected);
        return (double) participations * BenchmarkEvents.EVENTS_OF_A_PARTICIPATION / seconds(streams.began(), ended);
    }

    private Map<UUID, Fact.Program> programs() {
        Map<UUID, Fact.Program> programs = new HashMap<>();
        EventReader reader = new EventReader(new Codes());
        consumed(
                PROGRAMS,
                records -> records.forEach(kafka -> {
                    if (reader.read(ReceivedRecord.of(kafka)) instanceof Received.Valid valid
                            && valid.fact() instanceof Fact.Program program) {
                        programs.put(program.programId(), program);
                    }
                }));
        return programs;
    }

    private Map<String, Long> cells() throws SQLException {
        Map<String, Long> cells = new TreeMap<>();
        try (Connection connection = database.asService();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select concat_ws('|', measure, fiscal_year, country, lead_office, scheme, kind, facility), n
                        from cell where n <> 0 and measure not like 'programs%'
                        union all
                        select concat_ws('|', flag.name, fiscal_year, country, lead_office, scheme, kind, facility), count(*)
                        from repeated_participation
                        cross join lateral (values
                            ('again', again), ('again_in_country', again_in_country),
                            ('again_in_lead_office', again_in_lead_office), ('again_in_scheme', again_in_scheme),
                            ('again_in_kind', again_in_kind), ('again_in_facility', again_in_facility)) as flag(name, raised)
                        where flag.raised
                        group by 1""")) {
            while (rows.next()) {
                cells.put(rows.getString(1), rows.getLong(2));
            }
        }
        return cells;
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static String load() {
        return "%.1f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** The fold, and from when to when it took so many events. */
    private static final class Timed implements BatchHandler<Timed.Taken> {

        private final Fold fold;
        private final long wanted;
        private final AtomicLong began = new AtomicLong();
        private final AtomicLong events = new AtomicLong();
        private final AtomicLong ended = new AtomicLong();

        /** A batch and when it came. */
        private record Taken(Fold.Prepared prepared, int events, long began) {}

        Timed(Fold fold, long wanted) {
            this.fold = fold;
            this.wanted = wanted;
        }

        @Override
        public Taken prepare(List<ReceivedRecord> batch) {
            long now = System.nanoTime();
            return new Taken(fold.prepare(batch), batch.size(), now);
        }

        @Override
        public void apply(Taken batch, Connection transaction) throws SQLException {
            fold.apply(batch.prepared, transaction);
        }

        @Override
        public void committed(Taken batch) {
            fold.committed(batch.prepared);
            if (!isDone()) {
                began.compareAndSet(0, batch.began);
                ended.set(System.nanoTime());
                events.addAndGet(batch.events);
            }
        }

        boolean isDone() {
            return events.get() >= wanted;
        }

        double rate() {
            return events.get() / seconds(began.get(), ended.get());
        }
    }
}
