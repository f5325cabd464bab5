package jp.go.jica.partnerships.reporting.fold;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The counts of participations that the fold keeps in cells, by Kafka Streams with {@code exactly_once_v2}: a store of what
 * each participation counts at present, and one of the sums, to which the differences go by way of a topic. It reads and
 * validates as the fold does. Programs it is given in memory, which is the best that a joined table could be, and it keeps
 * neither facts nor their history.
 */
final class StreamsCounts implements AutoCloseable {

    private static final String COUNTED = "counted";
    private static final String CELLS = "cells";
    private static final String PARTS = "\n";

    private final Map<UUID, Fact.Program> programs;
    private final EventReader reader = new EventReader(new Codes());
    private final KafkaStreams streams;
    private final AtomicLong began = new AtomicLong();
    private final LongAdder events = new LongAdder();
    private final LongAdder told = new LongAdder();
    private final LongAdder added = new LongAdder();

    StreamsCounts(String bootstrapServers, String topic, Map<UUID, Fact.Program> programs, Path state) {
        this.programs = programs;
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-" + UUID.randomUUID());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // As many as the machine has cores; it brings more, not less.
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
        this.streams = new KafkaStreams(topology(topic), settings);
    }

    private Topology topology(String topic) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(COUNTED), Serdes.String(), Serdes.String()));
        builder.stream(topic, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .process(Differences::new, COUNTED)
                .groupByKey(Grouped.with(Serdes.String(), Serdes.Long()))
                .aggregate(
                        () -> 0L,
                        (cell, difference, sum) -> {
                            added.increment();
                            return sum + difference;
                        },
                        Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as(CELLS)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Long()));
        return builder.build();
    }

    void start() {
        streams.start();
    }

    /** Whether so many events have been counted, and the differences that they made added up. */
    boolean counted(long expected) {
        return events.sum() == expected && told.sum() == added.sum();
    }

    /** When the first event came, by {@link System#nanoTime}. */
    long began() {
        return began.get();
    }

    /** The sums, in the words of the table of cells; none that is zero. */
    Map<String, Long> cells() {
        Map<String, Long> cells = new TreeMap<>();
        try (var all = streams.store(
                        StoreQueryParameters.fromNameAndType(CELLS, QueryableStoreTypes.<String, Long>keyValueStore()))
                .all()) {
            all.forEachRemaining(cell -> {
                if (cell.value != 0) {
                    cells.put(cell.key, cell.value);
                }
            });
        }
        return cells;
    }

    @Override
    public void close() {
        streams.close();
        streams.cleanUp();
    }

    /** What an event changes in the cells: its participation's parts now, less those before. */
    private final class Differences implements Processor<String, byte[], String, Long> {

        private @Nullable ProcessorContext<String, Long> context;
        private @Nullable KeyValueStore<String, String> counted;

        @Override
        public void init(ProcessorContext<String, Long> given) {
            context = given;
            counted = given.getStateStore(COUNTED);
        }

        @Override
        public void process(Record<String, byte[]> event) {
            began.compareAndSet(0, System.nanoTime());
            ProcessorContext<String, Long> forward = Objects.requireNonNull(context);
            KeyValueStore<String, String> store = Objects.requireNonNull(counted);
            if (reader.read(received(event, forward)) instanceof Received.Valid valid
                    && valid.fact() instanceof Fact.Participation participation) {
                String before = store.get(event.key());
                int version = before == null ? 0 : Integer.parseInt(before.substring(0, before.indexOf(PARTS)));
                if (valid.version() == version + 1) {
                    Map<String, Long> now = parts(participation);
                    Map<String, Long> differences = new TreeMap<>(now);
                    parts(before).forEach((cell, n) -> differences.merge(cell, -n, Long::sum));
                    differences.values().removeIf(n -> n == 0);
                    differences.forEach((cell, n) -> forward.forward(new Record<>(cell, n, event.timestamp())));
                    told.add(differences.size());
                    store.put(event.key(), written(valid.version(), now));
                }
            }
            events.increment();
        }
    }

    private static ReceivedRecord received(Record<String, byte[]> event, ProcessorContext<String, Long> context) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : event.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        var at = context.recordMetadata().orElseThrow();
        return new ReceivedRecord(
                "participants.participation.v1",
                at.partition(),
                at.offset(),
                event.key(),
                headers,
                new String(event.value(), StandardCharsets.UTF_8));
    }

    private static String written(int version, Map<String, Long> parts) {
        StringBuilder text = new StringBuilder().append(version).append(PARTS);
        parts.forEach((cell, n) -> text.append(cell).append('=').append(n).append(PARTS));
        return text.toString();
    }

    private static Map<String, Long> parts(@Nullable String written) {
        Map<String, Long> parts = new HashMap<>();
        if (written != null) {
            List<String> lines = List.of(written.split(PARTS, -1));
            lines.stream().skip(1).filter(line -> !line.isEmpty()).forEach(line -> {
                int equals = line.indexOf('=');
                parts.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
            });
        }
        return parts;
    }

    /** What a participation counts, in a program that one office has led all the time. */
    private Map<String, Long> parts(Fact.Participation participation) {
        Fact.Program program = programs.get(participation.programId());
        if (program == null) {
            throw new IllegalStateException("No program " + participation.programId());
        }
        Map<String, Long> parts = new TreeMap<>();
        LocalDate accepted = participation.acceptedOn();
        LocalDate arrived = participation.arrivedOn();
        LocalDate completed = participation.completedOn();
        if (accepted != null) {
            LocalDate starts = arrived != null ? arrived : program.runs().get(0).plannedStart();
            add(parts, "participationsAccepted", starts == null ? accepted : starts, 1, program, participation);
        }
        if (completed != null) {
            add(parts, "participationsCompleted", completed, 1, program, participation);
        }
        if (arrived != null && completed != null) {
            for (FiscalYear year = FiscalYear.of(arrived); !year.start().isAfter(completed); year = year.next()) {
                LocalDate first = year.contains(arrived) ? arrived : year.start();
                LocalDate last = year.contains(completed) ? completed : year.end();
                long days = last.toEpochDay() - first.toEpochDay() + 1;
                add(parts, "personDays", first, days, program, participation);
                if (!year.contains(arrived)) {
                    add(parts, "participationsContinuing", first, 1, program, participation);
                }
            }
        }
        return parts;
    }

    private static void add(
            Map<String, Long> parts,
            String measure,
            LocalDate day,
            long n,
            Fact.Program program,
            Fact.Participation participation) {
        String cell = String.join(
                "|",
                measure,
                FiscalYear.of(day).toString(),
                participation.country(),
                program.leadOffice(),
                program.scheme(),
                program.kind(),
                program.facility());
        parts.merge(cell, n, Long::sum);
    }
}
