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
import java.util.concurrent.CountDownLatch;
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

    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile ConsumerStatus status = ConsumerStatus.notStarted();

    // Only the consumer's thread touches these. A partition of ours is in exactly one of them.
    private final Map<TopicPartition, Long> held = new HashMap<>();
    private final Set<TopicPartition> toBeSought = new HashSet<>();
    private Duration seekDelay = FIRST_RETRY;

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
        status = status.stopped();
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
            consumer.close(CloseOptions.timeout(STOP));
        }
    }

    private void pass(Consumer<byte[], byte[]> consumer) {
        if (!toBeSought.isEmpty() && !seekToStored(consumer)) {
            waitKeepingMembership(consumer, seekDelay);
            seekDelay = longer(seekDelay);
            return;
        }
        seekDelay = FIRST_RETRY;
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        status = status.polled(clock.instant());
        List<StoredPositions.Move> moves = new ArrayList<>();
        held.forEach((partition, before) -> {
            long after = consumer.position(partition);
            if (after != before) {
                moves.add(new StoredPositions.Move(partition, before, after));
            }
        });
        if (!moves.isEmpty()) {
            store(consumer, new Batch(received(polled), moves));
        }
    }

    private static List<ReceivedRecord> received(ConsumerRecords<byte[], byte[]> polled) {
        List<ReceivedRecord> received = new ArrayList<>(polled.count());
        for (ConsumerRecord<byte[], byte[]> kafka : polled) {
            received.add(ReceivedRecord.of(kafka));
        }
        return received;
    }

    private void store(Consumer<byte[], byte[]> consumer, Batch batch) {
        Duration delay = FIRST_RETRY;
        P prepared = null;
        Instant began = clock.instant();
        while (!stopping()) {
            try {
                if (prepared == null && !batch.records().isEmpty()) {
                    prepared = handler.prepare(batch.records());
                }
                if (attempt(batch, prepared)) {
                    stored(consumer, batch, prepared);
                    spans.stored(batch.records(), began, clock.instant());
                } else {
                    lost(consumer, batch);
                }
                return;
            } catch (SQLException | RuntimeException failure) {
                failed(
                        "A batch of %d records failed and is tried again"
                                .formatted(batch.records().size()),
                        failure);
            }
            waitKeepingMembership(consumer, delay);
            delay = longer(delay);
            if (!held.keySet().containsAll(batch.partitions())) {
                // Another instance has part of it now and reads it from the stored position; so do we with the rest.
                lost(consumer, batch);
                return;
            }
        }
    }

    private boolean attempt(Batch batch, @Nullable P prepared) throws SQLException {
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                bound(transaction);
                // First, so that a batch that is not ours any more costs nothing, and before the handler's locks.
                if (!positions.move(transaction, batch.moves())) {
                    transaction.rollback();
                    return false;
                }
                if (prepared != null) {
                    handler.apply(prepared, transaction);
                }
                transaction.commit();
                return true;
            } catch (SQLException | RuntimeException failure) {
                rollBack(transaction, failure);
                throw failure;
            } finally {
                restoreAutoCommit(transaction);
            }
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

    private void stored(Consumer<byte[], byte[]> consumer, Batch batch, @Nullable P prepared) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (StoredPositions.Move move : batch.moves()) {
            held.replace(move.partition(), move.after());
            offsets.put(move.partition(), new OffsetAndMetadata(move.after()));
        }
        status = status.stored(clock.instant());
        resumeHeld(consumer);
        // Nobody here reads the group's offsets: they are for the tools that show lag.
        consumer.commitAsync(offsets, (committed, failure) -> {});
        if (prepared != null) {
            try {
                handler.committed(prepared);
            } catch (RuntimeException failure) {
                LOG.warn("The batch is stored; telling so failed", failure);
            }
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

    /** @param records what was read, maybe nothing: markers alone move a position too */
    private record Batch(List<ReceivedRecord> records, List<StoredPositions.Move> moves) {

        List<TopicPartition> partitions() {
            return moves.stream().map(StoredPositions.Move::partition).toList();
        }
    }

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
            held.keySet().removeAll(partitions);
            toBeSought.removeAll(partitions);
            status = status.assigned(held.size(), toBeSought.size());
        }
    }
}
