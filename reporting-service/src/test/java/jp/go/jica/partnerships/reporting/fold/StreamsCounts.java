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
import java.util.stream.Collectors;
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
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
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
 * does. Programs it is given in memory, which is the best that a joined table could be, and it keeps neither facts nor their history.
 */
final class StreamsCounts implements AutoCloseable {

    private static final String COUNTED = "counted";
    private static final String PERSONS = "persons";
    private static final String CELLS = "cells";
    private static final String PARTS = "\n";
    private static final String ACCEPTED = "participationsAccepted|";
    // Where in a cell without its measure stands what somebody is counted again in.
    private static final Map<String, Integer> AGAIN_IN =
            Map.of("country", 1, "lead_office", 2, "scheme", 3, "kind", 4, "facility", 5);

    private final Map<UUID, Fact.Program> programs;
    private final EventReader reader = new EventReader(new Codes());
    private final KafkaStreams streams;
    private final AtomicLong began = new AtomicLong();
    private final LongAdder events = new LongAdder();
    private final LongAdder personsTold = new LongAdder();
    private final LongAdder personsTaken = new LongAdder();
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
        for (String store : List.of(COUNTED, PERSONS)) {
            builder.addStateStore(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.String()));
        }
        KStream<String, Change> changes = builder.stream(topic, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .process(Changes::new, COUNTED);
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

    /** Whether so many events have been counted, and the differences that they and their persons made added up. */
    boolean counted(long expected) {
        return events.sum() == expected && personsTold.sum() == personsTaken.sum() && told.sum() == added.sum();
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

    /** What an event changes: what its participation counts now, less what it did before. */
    private final class Changes extends ContextualProcessor<String, byte[], String, Change> {

        private @Nullable KeyValueStore<String, String> counted;

        @Override
        public void init(ProcessorContext<String, Change> given) {
            super.init(given);
            counted = given.getStateStore(COUNTED);
        }

        @Override
        public void process(Record<String, byte[]> event) {
            began.compareAndSet(0, System.nanoTime());
            KeyValueStore<String, String> store = Objects.requireNonNull(counted);
            if (reader.read(received(event, context())) instanceof Received.Valid valid
                    && valid.fact() instanceof Fact.Participation participation) {
                String before = store.get(event.key());
                int version = before == null ? 0 : Integer.parseInt(before.substring(0, before.indexOf(PARTS)));
                if (valid.version() == version + 1) {
                    Map<String, Long> earlier = parts(before);
                    Map<String, Long> now = parts(participation);
                    Map<String, Long> differences = differences(earlier, now);
                    differences.forEach((cell, n) -> context()
                            .forward(new Record<>(
                                    cell, new Change(Optional.of(n), Optional.empty()), event.timestamp())));
                    told.add(differences.size());
                    String accepted = accepted(now);
                    if (!accepted.equals(accepted(earlier))) {
                        personsTold.increment();
                        context()
                                .forward(new Record<>(
                                        participation.participantId().toString(),
                                        new Change(Optional.empty(), Optional.of(event.key() + "=" + accepted)),
                                        event.timestamp()));
                    }
                    store.put(event.key(), written(valid.version(), now));
                }
            }
            events.increment();
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

    private static ReceivedRecord received(Record<String, byte[]> event, ProcessorContext<String, Change> context) {
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
