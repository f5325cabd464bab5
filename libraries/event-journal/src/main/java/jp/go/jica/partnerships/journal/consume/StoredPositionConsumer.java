package jp.go.jica.partnerships.journal.consume;

import io.opentelemetry.api.trace.Tracer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics on a thread of its own and hands each batch to the {@link BatchHandler} in the database transaction that
 * also moves the stored position, by compare-and-set. Whoever lost a partition without having noticed cannot move its
 * position, so its batch rolls back; whoever died before the commit has moved nothing and done nothing.
 *
 * <p>While one batch is stored, the next is read and prepared; it is stored after it, never beside it.
 *
 * <p>A batch is never skipped: it is tried again, the partitions paused and the membership of the group kept alive,
 * until it is stored or its partitions belong to someone else.
 *
 * <p>The migrations of the consuming service make the table, and its role may select, insert and update it:
 *
 * <pre>create table consumer_position (
 *     generation int not null, topic text not null, partition int not null, next_offset bigint not null,
 *     primary key (generation, topic, partition))</pre>
 */
public final class StoredPositionConsumer<P> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StoredPositionConsumer.class);

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final ConsumerSettings settings;
    private final DataSource dataSource;
    private final BatchHandler<P> handler;
    private final Clock clock;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final StoredPositions positions;
    private final ProcessedSpans spans;
    private final Thread thread;
    private final ExecutorService storing;

    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile ConsumerStatus status = ConsumerStatus.notStarted();

    // Only the consumer's thread touches these. A partition of ours is in exactly one of the first two; what is held
    // tells what is read next once the batch in flight is stored.
    private final Map<TopicPartition, Long> held = new HashMap<>();
    private final Set<TopicPartition> toBeSought = new HashSet<>();
    private Duration seekDelay = FIRST_RETRY;
    private @Nullable Flight inFlight;

    public StoredPositionConsumer(
            ConsumerSettings settings, DataSource dataSource, BatchHandler<P> handler, Clock clock, Tracer tracer) {
        this(settings, dataSource, handler, clock, tracer, () -> new KafkaConsumer<>(kafkaProperties(settings)));
    }

    StoredPositionConsumer(
            ConsumerSettings settings,
            DataSource dataSource,
            BatchHandler<P> handler,
            Clock clock,
            Tracer tracer,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        this.settings = settings;
        this.dataSource = dataSource;
        this.handler = handler;
        this.clock = clock;
        this.consumers = consumers;
        this.positions = new StoredPositions(dataSource, settings.generation());
        this.spans = new ProcessedSpans(tracer, settings.groupId());
        this.thread = new Thread(this::run, "consume-" + settings.groupId());
        this.storing = Executors.newSingleThreadExecutor(task -> new Thread(task, "store-" + settings.groupId()));
    }

    public void start() {
        thread.start();
    }

    /** Ends the batch in hand, leaves the group, and returns when the thread has ended or after 5 seconds. */
    @Override
    public void close() {
        stop.countDown();
        Consumer<byte[], byte[]> open = current;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public ConsumerStatus status() {
        ConsumerStatus seen = status;
        return thread.isAlive() ? seen : seen.stopped();
    }

    static Properties kafkaProperties(ConsumerSettings settings) {
        Properties properties = new Properties();
        // First, so that nothing below can be set otherwise.
        properties.putAll(settings.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "1000");
        // An instance that joins takes over some partitions; the others are read on without a pause.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(settings.maxRecords()));
        // A fetch returns with the first byte there is; this only bounds how long an idle one stays open.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        // Topics that are made after the consumer has started are found within seconds, not after five minutes.
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "5000");
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return properties;
    }

    private void run() {
        status = status.started();
        Duration delay = FIRST_RETRY;
        try {
            while (!stopping()) {
                try {
                    consume();
                    delay = FIRST_RETRY;
                } catch (WakeupException woken) {
                    LOG.debugf("%s: woken to stop", settings.groupId());
                } catch (RuntimeException refused) {
                    failed("The consumer failed and connects anew", refused);
                    pause(delay);
                    delay = longer(delay);
                }
            }
        } finally {
            storing.shutdown();
            status = status.stopped();
        }
    }

    private void consume() {
        Consumer<byte[], byte[]> consumer = consumers.get();
        try {
            current = consumer;
            held.clear();
            toBeSought.clear();
            status = status.connected();
            consumer.subscribe(settings.topics(), new Assignment(consumer));
            while (!stopping()) {
                pass(consumer);
            }
        } finally {
            current = null;
            land();
            inFlight = null;
            consumer.close(CloseOptions.timeout(STOP));
        }
    }

    private void pass(Consumer<byte[], byte[]> consumer) {
        if (!toBeSought.isEmpty()) {
            settle(consumer);
            if (!seekToStored(consumer)) {
                waitKeepingMembership(consumer, seekDelay);
                seekDelay = longer(seekDelay);
                return;
            }
        }
        seekDelay = FIRST_RETRY;
        List<ReceivedRecord> records = read(consumer, POLL);
        if (inFlight != null && 2 * records.size() < settings.maxRecords()) {
            // Too few to be worth a transaction of their own: what comes meanwhile goes with them.
            settle(consumer);
            records.addAll(read(consumer, Duration.ZERO));
        }
        Batch batch = batch(consumer, records);
        if (!batch.moves.isEmpty()) {
            store(consumer, batch);
        }
    }

    private List<ReceivedRecord> read(Consumer<byte[], byte[]> consumer, Duration atMost) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(atMost);
        status = status.polled(clock.instant());
        List<ReceivedRecord> received = new ArrayList<>(polled.count());
        for (ConsumerRecord<byte[], byte[]> kafka : polled) {
            received.add(ReceivedRecord.of(kafka));
        }
        return received;
    }

    private Batch batch(Consumer<byte[], byte[]> consumer, List<ReceivedRecord> read) {
        List<StoredPositions.Move> moves = new ArrayList<>();
        held.forEach((partition, before) -> {
            long after = consumer.position(partition);
            if (after != before) {
                moves.add(new StoredPositions.Move(partition, before, after));
            }
        });
        // What was lost or given away since it was read is read anew, by whoever has it.
        read.removeIf(each -> !held.containsKey(new TopicPartition(each.topic(), each.partition())));
        return new Batch(read, moves);
    }

    /** Prepares the batch while the one before it is stored, and sends it after it. */
    private void store(Consumer<byte[], byte[]> consumer, Batch batch) {
        try {
            batch.prepare();
        } catch (RuntimeException failure) {
            settle(consumer);
            tryAgain(consumer, batch, failure);
            return;
        }
        settle(consumer);
        if (stopping()) {
            return;
        }
        if (holds(batch)) {
            advance(batch);
            inFlight = new Flight(batch, CompletableFuture.supplyAsync(() -> outcome(batch), storing));
        } else {
            lost(consumer, batch);
        }
    }

    /** Waits for the batch in flight and sees to it that it is stored, if it is still ours. */
    private void settle(Consumer<byte[], byte[]> consumer) {
        Flight landed = inFlight;
        if (landed == null) {
            return;
        }
        Outcome outcome = landed.outcome.join();
        inFlight = null;
        if (outcome.failure == null) {
            settled(consumer, landed.batch, outcome.stored);
        } else {
            tryAgain(consumer, landed.batch, outcome.failure);
        }
    }

    /** Waits for the batch in flight, whatever comes of it. */
    private void land() {
        if (inFlight != null) {
            inFlight.outcome.handle((outcome, error) -> outcome).join();
        }
    }

    private void tryAgain(Consumer<byte[], byte[]> consumer, Batch batch, Exception failure) {
        Exception last = failure;
        Duration delay = FIRST_RETRY;
        while (!stopping()) {
            failed("A batch of %d records failed and is tried again".formatted(batch.records.size()), last);
            waitKeepingMembership(consumer, delay);
            delay = longer(delay);
            if (!holds(batch)) {
                // Another instance has part of it now and reads it from the stored position; so do we with the rest.
                lost(consumer, batch);
                return;
            }
            try {
                batch.prepare();
                settled(consumer, batch, attempt(batch));
                return;
            } catch (SQLException | RuntimeException again) {
                last = again;
            }
        }
    }

    private Outcome outcome(Batch batch) {
        try {
            return new Outcome(attempt(batch), null);
        } catch (SQLException | RuntimeException failure) {
            return new Outcome(false, failure);
        }
    }

    /** On either thread, but never on both at once. Returns whether the batch was still ours. */
    private boolean attempt(Batch batch) throws SQLException {
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                bound(transaction);
                // First, so that a batch that is not ours any more costs nothing, and before the handler's locks.
                if (!positions.move(transaction, batch.moves)) {
                    transaction.rollback();
                    return false;
                }
                if (batch.prepared != null) {
                    handler.apply(batch.prepared, transaction);
                }
                transaction.commit();
            } catch (SQLException | RuntimeException failure) {
                rollBack(transaction, failure);
                throw failure;
            } finally {
                restoreAutoCommit(transaction);
            }
        }
        tell(batch);
        return true;
    }

    private void tell(Batch batch) {
        try {
            if (batch.prepared != null) {
                handler.committed(batch.prepared);
            }
            spans.stored(batch.records, batch.began, clock.instant());
        } catch (RuntimeException failure) {
            LOG.warn("The batch is stored; telling so failed", failure);
        }
    }

    private void bound(Connection transaction) throws SQLException {
        try (PreparedStatement bounds = transaction.prepareStatement("""
                select set_config('lock_timeout', ?, true),
                       set_config('idle_in_transaction_session_timeout', ?, true)
                """)) {
            bounds.setString(1, settings.lockTimeout().toMillis() + "ms");
            bounds.setString(2, settings.idleTimeout().toMillis() + "ms");
            bounds.execute();
        }
    }

    private static void rollBack(Connection transaction, Exception failure) {
        try {
            transaction.rollback();
        } catch (SQLException broken) {
            failure.addSuppressed(broken);
        }
    }

    private static void restoreAutoCommit(Connection transaction) {
        try {
            transaction.setAutoCommit(true);
        } catch (SQLException broken) {
            LOG.debug("A connection that is broken goes back to the pool, which throws it away", broken);
        }
    }

    private void settled(Consumer<byte[], byte[]> consumer, Batch batch, boolean stored) {
        if (!stored) {
            lost(consumer, batch);
            return;
        }
        advance(batch);
        status = status.stored(clock.instant());
        resumeHeld(consumer);
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (StoredPositions.Move move : batch.moves) {
            offsets.put(move.partition(), new OffsetAndMetadata(move.after()));
        }
        // Nobody here reads the group's offsets: they are for the tools that show lag.
        consumer.commitAsync(offsets, (committed, failure) -> {});
    }

    private boolean holds(Batch batch) {
        return held.keySet().containsAll(batch.partitions());
    }

    private void advance(Batch batch) {
        for (StoredPositions.Move move : batch.moves) {
            held.replace(move.partition(), move.after());
        }
    }

    private void lost(Consumer<byte[], byte[]> consumer, Batch batch) {
        LOG.infof(
                "%s: the position of %s was moved by another instance; reading on from what is stored",
                settings.groupId(), batch.partitions());
        for (TopicPartition partition : batch.partitions()) {
            if (held.remove(partition) != null) {
                toBeSought.add(partition);
            }
        }
        consumer.pause(toBeSought);
        resumeHeld(consumer);
        status = status.lost(held.size(), toBeSought.size());
    }

    private boolean seekToStored(Consumer<byte[], byte[]> consumer) {
        try {
            positions.of(toBeSought).forEach((partition, next) -> {
                consumer.seek(partition, next);
                held.put(partition, next);
            });
            toBeSought.clear();
            resumeHeld(consumer);
            status = status.positioned(held.size());
            return true;
        } catch (SQLException | RuntimeException failure) {
            if (failure instanceof KafkaException kafka) {
                throw kafka;
            }
            failed("The stored positions cannot be read", failure);
            return false;
        }
    }

    /** Polls with everything paused, so that the group does not give the partitions away. */
    private void waitKeepingMembership(Consumer<byte[], byte[]> consumer, Duration delay) {
        long until = System.nanoTime() + delay.toNanos();
        while (!stopping() && System.nanoTime() < until) {
            consumer.pause(consumer.assignment());
            long left = Math.max(1, (until - System.nanoTime()) / 1_000_000);
            consumer.poll(Duration.ofMillis(Math.min(left, POLL.toMillis())));
            status = status.polled(clock.instant());
        }
    }

    private void resumeHeld(Consumer<byte[], byte[]> consumer) {
        consumer.resume(held.keySet());
    }

    private void failed(String what, Exception failure) {
        if (status.failure() == null) {
            LOG.warnf(failure, "%s: %s", settings.groupId(), what);
        } else {
            LOG.warnf("%s: %s: %s", settings.groupId(), what, failure.toString());
        }
        status = status.failed(what + ": " + failure.getClass().getSimpleName());
    }

    private void pause(Duration delay) {
        try {
            stop.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private Duration longer(Duration delay) {
        Duration doubled = delay.multipliedBy(2);
        return doubled.compareTo(settings.retryAtMost()) > 0 ? settings.retryAtMost() : doubled;
    }

    private final class Batch {

        /** What was read, maybe nothing: markers alone move a position too. */
        private final List<ReceivedRecord> records;

        private final List<StoredPositions.Move> moves;
        private final Instant began = clock.instant();
        private @Nullable P prepared;

        Batch(List<ReceivedRecord> records, List<StoredPositions.Move> moves) {
            this.records = records;
            this.moves = moves;
        }

        void prepare() {
            if (prepared == null && !records.isEmpty()) {
                prepared = handler.prepare(records);
            }
        }

        List<TopicPartition> partitions() {
            return moves.stream().map(StoredPositions.Move::partition).toList();
        }
    }

    /** A batch that the other thread stores. */
    private final class Flight {

        private final Batch batch;
        private final CompletableFuture<Outcome> outcome;

        Flight(Batch batch, CompletableFuture<Outcome> outcome) {
            this.batch = batch;
            this.outcome = outcome;
        }
    }

    /** @param stored false if the batch was not ours any more, or failed */
    private record Outcome(boolean stored, @Nullable Exception failure) {}

    /** Notes what is ours; the database is asked outside of the callback, where a failure can be waited out. */
    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Assignment(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            toBeSought.addAll(partitions);
            consumer.pause(partitions);
            status = status.assigned(held.size(), toBeSought.size());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // So that whoever gets them finds the position moved.
            land();
            held.keySet().removeAll(partitions);
            toBeSought.removeAll(partitions);
            status = status.assigned(held.size(), toBeSought.size());
        }
    }
}
