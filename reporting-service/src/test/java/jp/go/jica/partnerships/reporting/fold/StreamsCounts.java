package jp.go.jica.partnerships.reporting.fold;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.reporting.fold.StreamsRecords.Attended;
import jp.go.jica.partnerships.reporting.fold.StreamsRecords.Led;
import jp.go.jica.partnerships.reporting.fold.StreamsRecords.Placed;
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
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The counts of participations that the fold keeps, by Kafka Streams with {@code exactly_once_v2}: a store of what each
 * participation counts at present, one of the participations of each person, who counts once in a year and group, and one of the
 * sums. What changes for a person and what a sum changes by go to these by way of a topic each. It reads and validates as the fold
 * does, and keeps neither facts nor their history. Programs are a table that participations are joined with, so that counts follow
 * a program that changes, as the fold's do; or they are given in memory, and counts follow nothing.
 */
final class StreamsCounts implements AutoCloseable {

    private static final String COUNTED = "counted";
    private static final String PERSONS = "persons";
    private static final String CELLS = "cells";
    private static final String PARTS = "\n";
    private static final int LAST_VERSION = BenchmarkEvents.EVENTS_OF_A_PARTICIPATION;
    private static final String ACCEPTED = "participationsAccepted|";
    // Where in a cell without its measure stands what somebody is counted again in.
    private static final Map<String, Integer> AGAIN_IN =
            Map.of("country", 1, "lead_office", 2, "scheme", 3, "kind", 4, "facility", 5);

    private final KafkaStreams streams;
    private final AtomicLong began = new AtomicLong();
    private final LongAdder completed = new LongAdder();
    private final LongAdder personsTold = new LongAdder();
    private final LongAdder personsTaken = new LongAdder();
    private final LongAdder told = new LongAdder();
    private final LongAdder added = new LongAdder();

    /** How participations come to their programs. */
    private interface Joining {
        KStream<String, Placed> joined(StreamsBuilder builder, KStream<String, Attended> attended);
    }

    /** Programs in a topic: the table of participations is joined with theirs by its foreign key. */
    static StreamsCounts joined(String bootstrapServers, String topic, String programs, Path state) {
        return new StreamsCounts(bootstrapServers, topic, state, (builder, attended) -> {
            KTable<String, Led> led = builder.stream(programs, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                    .processValues(reading(Fact.Program.class, Led::of))
                    .toTable(Materialized.with(Serdes.String(), Led.SERDE));
            return attended.toTable(Materialized.with(Serdes.String(), Attended.SERDE))
                    .join(led, Attended::program, Placed::new)
                    .toStream();
        });
    }

    /** Programs as they are now. */
    static StreamsCounts withPrograms(
            String bootstrapServers, String topic, Map<UUID, Fact.Program> programs, Path state) {
        Map<String, Led> led = new HashMap<>();
        programs.forEach((id, program) -> Led.of(program).ifPresent(it -> led.put(id.toString(), it)));
        return new StreamsCounts(
                bootstrapServers,
                topic,
                state,
                (builder, attended) -> attended.mapValues(
                        it -> new Placed(it, Objects.requireNonNull(led.get(it.program()), it.program()))));
    }

    private StreamsCounts(String bootstrapServers, String topic, Path state, Joining joining) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-" + UUID.randomUUID());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // As many as the machine has cores; it brings more, not less.
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
        this.streams = new KafkaStreams(topology(topic, joining), settings);
    }

    private Topology topology(String topic, Joining joining) {
        StreamsBuilder builder = new StreamsBuilder();
        for (String store : List.of(COUNTED, PERSONS)) {
            builder.addStateStore(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.String()));
        }
        KStream<String, Attended> attended = builder.stream(topic, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .processValues(reading(Fact.Participation.class, fact -> {
                    began.compareAndSet(0, System.nanoTime());
                    return Optional.of(Attended.of(fact));
                }));
        KStream<String, Change> changes = joining.joined(builder, attended).process(Changes::new, COUNTED);
        KStream<String, Long> ofPersons = changes.flatMapValues(
                        change -> change.ofPerson().stream().toList())
                .repartition(Repartitioned.with(Serdes.String(), Serdes.String()))
                .process(Again::new, PERSONS);
        changes.flatMapValues(change -> change.ofCell().stream().toList())
                .merge(ofPersons)
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

    /** Whether so many participations have been counted to their last event, and all that they and their persons changed. */
    boolean counted(long participations) {
        return completed.sum() == participations
                && personsTold.sum() == personsTaken.sum()
                && told.sum() == added.sum();
    }

    /** When the first event came, by {@link System#nanoTime}. */
    long began() {
        return began.get();
    }

    /** The sums, in the words of the tables of cells and of who counts again; none that is zero. */
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

    /** By how much a cell moves, by its name, or where one of a person's participations counts now, by the person. */
    private record Change(Optional<Long> ofCell, Optional<String> ofPerson) {}

    /** Reads and validates events as the fold does, and hands on what is kept of them. */
    private static <F extends Fact, T> FixedKeyProcessorSupplier<String, byte[], T> reading(
            Class<F> kind, Function<F, Optional<T>> kept) {
        EventReader reader = new EventReader(new Codes());
        return () -> new ContextualFixedKeyProcessor<>() {
            @Override
            public void process(FixedKeyRecord<String, byte[]> event) {
                if (reader.read(received(event, context())) instanceof Received.Valid valid
                        && kind.isInstance(valid.fact())) {
                    kept.apply(kind.cast(valid.fact()))
                            .ifPresent(it -> context().forward(event.withValue(it)));
                }
            }
        };
    }

    /** What an event changes: what its participation counts now, less what it did before. */
    private final class Changes extends ContextualProcessor<String, Placed, String, Change> {

        private @Nullable KeyValueStore<String, String> counted;

        @Override
        public void init(ProcessorContext<String, Change> given) {
            super.init(given);
            counted = given.getStateStore(COUNTED);
        }

        @Override
        public void process(Record<String, Placed> event) {
            KeyValueStore<String, String> store = Objects.requireNonNull(counted);
            Attended attended = event.value().attended();
            String before = store.get(event.key());
            int version = before == null ? 0 : Integer.parseInt(before.substring(0, before.indexOf(PARTS)));
            // The same version comes again when its program has changed.
            if (attended.version() < version) {
                return;
            }
            Map<String, Long> earlier = parts(before);
            Map<String, Long> now = parts(event.value());
            Map<String, Long> differences = differences(earlier, now);
            differences.forEach((cell, n) -> context()
                    .forward(new Record<>(cell, new Change(Optional.of(n), Optional.empty()), event.timestamp())));
            told.add(differences.size());
            String accepted = accepted(now);
            if (!accepted.equals(accepted(earlier))) {
                personsTold.increment();
                context()
                        .forward(new Record<>(
                                attended.person(),
                                new Change(Optional.empty(), Optional.of(event.key() + "=" + accepted)),
                                event.timestamp()));
            }
            store.put(event.key(), written(attended.version(), now));
            if (version < LAST_VERSION && attended.version() == LAST_VERSION) {
                completed.increment();
            }
        }
    }

    /** By which of a person's participations the person counts again in a year: at all, and in a country, an office … of it. */
    private final class Again extends ContextualProcessor<String, String, String, Long> {

        private @Nullable KeyValueStore<String, String> participations;

        @Override
        public void init(ProcessorContext<String, Long> given) {
            super.init(given);
            participations = given.getStateStore(PERSONS);
        }

        @Override
        public void process(Record<String, String> change) {
            KeyValueStore<String, String> store = Objects.requireNonNull(participations);
            Map<String, String> before = new TreeMap<>();
            String known = store.get(change.key());
            if (known != null) {
                for (String line : known.split(PARTS, -1)) {
                    take(line, before);
                }
            }
            Map<String, String> now = new TreeMap<>(before);
            take(change.value(), now);
            Map<String, Long> differences = differences(again(before), again(now));
            differences.forEach((cell, n) -> context().forward(new Record<>(cell, n, change.timestamp())));
            told.add(differences.size());
            store.put(
                    change.key(),
                    now.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining(PARTS)));
            personsTaken.increment();
        }

        private static void take(String line, Map<String, String> participations) {
            int equals = line.indexOf('=');
            participations.put(line.substring(0, equals), line.substring(equals + 1));
        }

        private static Map<String, Long> again(Map<String, String> participations) {
            Map<String, Long> again = new HashMap<>();
            Set<List<String>> seen = new HashSet<>();
            participations.values().stream().filter(cell -> !cell.isEmpty()).forEach(cell -> {
                List<String> parts = List.of(cell.split("\\|", -1));
                String year = parts.get(0);
                if (!seen.add(List.of(year))) {
                    again.merge("again|" + cell, 1L, Long::sum);
                }
                AGAIN_IN.forEach((dimension, at) -> {
                    if (!seen.add(List.of(year, dimension, parts.get(at)))) {
                        again.merge("again_in_" + dimension + "|" + cell, 1L, Long::sum);
                    }
                });
            });
            return again;
        }
    }

    private static Map<String, Long> differences(Map<String, Long> before, Map<String, Long> now) {
        Map<String, Long> differences = new TreeMap<>(now);
        before.forEach((cell, n) -> differences.merge(cell, -n, Long::sum));
        differences.values().removeIf(n -> n == 0);
        return differences;
    }

    /** The year and group in which a participation counts; empty where it does not. */
    private static String accepted(Map<String, Long> parts) {
        return parts.keySet().stream()
                .filter(cell -> cell.startsWith(ACCEPTED))
                .map(cell -> cell.substring(ACCEPTED.length()))
                .findFirst()
                .orElse("");
    }

    private static ReceivedRecord received(
            FixedKeyRecord<String, byte[]> event, FixedKeyProcessorContext<?, ?> context) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : event.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        var at = context.recordMetadata().orElseThrow();
        return new ReceivedRecord(
                at.topic().replace(".bench", ".v1"),
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

    private static Map<String, Long> parts(Placed placed) {
        Map<String, Long> parts = new TreeMap<>();
        LocalDate accepted = placed.attended().acceptedOn();
        LocalDate arrived = placed.attended().arrivedOn();
        LocalDate completed = placed.attended().completedOn();
        if (accepted != null) {
            LocalDate starts = arrived != null ? arrived : placed.led().plannedStart();
            add(parts, "participationsAccepted", starts == null ? accepted : starts, 1, placed);
        }
        if (completed != null) {
            add(parts, "participationsCompleted", completed, 1, placed);
        }
        if (arrived != null && completed != null) {
            for (FiscalYear year = FiscalYear.of(arrived); !year.start().isAfter(completed); year = year.next()) {
                LocalDate first = year.contains(arrived) ? arrived : year.start();
                LocalDate last = year.contains(completed) ? completed : year.end();
                long days = last.toEpochDay() - first.toEpochDay() + 1;
                add(parts, "personDays", first, days, placed);
                if (!year.contains(arrived)) {
                    add(parts, "participationsContinuing", first, 1, placed);
                }
            }
        }
        return parts;
    }

    private static void add(Map<String, Long> parts, String measure, LocalDate day, long n, Placed placed) {
        Led led = placed.led();
        String cell = String.join(
                "|",
                measure,
                FiscalYear.of(day).toString(),
                placed.attended().country(),
                led.office(),
                led.scheme(),
                led.kind(),
                led.facility());
        parts.merge(cell, n, Long::sum);
    }
}
