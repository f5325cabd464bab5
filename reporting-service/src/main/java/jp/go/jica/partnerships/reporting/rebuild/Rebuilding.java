package jp.go.jica.partnerships.reporting.rebuild;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.Serial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.journal.consume.ConsumerSettings;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.journal.consume.StoredPositionConsumer;
import jp.go.jica.partnerships.reporting.fold.EventsReadAgain;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import jp.go.jica.partnerships.reporting.fold.Refold;
import jp.go.jica.partnerships.reporting.rebuild.Rebuild.RebuildState;
import jp.go.jica.partnerships.reporting.sql.Unhurried;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Does the rebuild that is wanted, on one instance at a time: reads the topics again, folds what the live schema has folded,
 * compares, and switches while the fold is held. Each step is a transaction that also says how far it has come, so whoever
 * comes after a stop or a crash goes on from there.
 */
@ApplicationScoped
public class Rebuilding {

    private static final Logger LOG = Logger.getLogger(Rebuilding.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration READ_ON = Duration.ofMillis(20);
    // Whoever folds waits three seconds for its turn before it tries again.
    private static final Duration HOLD_FOLD_TO_READ = Duration.ofSeconds(1);
    private static final int EVENTS_AT_ONCE = 2_000;
    private static final int ROWS_AT_ONCE = 50_000;

    // "rebuild" in ASCII.
    private static final long ONE_INSTANCE = 0x72656275696c64L;

    private static final String READ = """
            select not exists (
                select 1 from jsonb_to_recordset(:ends::jsonb) as wanted(topic text, partition int, next_offset bigint)
                left join consumer_position own
                  on own.generation = :generation and own.topic = wanted.topic and own.partition = wanted.partition
                where coalesce(own.next_offset, 0) < wanted.next_offset)
            """;

    private final AgroalDataSource dataSource;
    private final Jdbi jdbi;
    private final EventsReadAgain events;
    private final Refold refold;
    private final Clock clock;
    private final KafkaConnection connection;
    private final boolean here;
    private final int eventsAtOnce;
    private final CountDownLatch stop = new CountDownLatch(1);

    @Inject
    public Rebuilding(
            AgroalDataSource dataSource,
            Jdbi jdbi,
            EventsReadAgain events,
            Refold refold,
            Clock clock,
            KafkaConnection connection,
            @ConfigProperty(name = "partnerships.rebuilds.here") boolean here) {
        this(dataSource, jdbi, events, refold, clock, connection, here, EVENTS_AT_ONCE);
    }

    Rebuilding(
            AgroalDataSource dataSource,
            Jdbi jdbi,
            EventsReadAgain events,
            Refold refold,
            Clock clock,
            KafkaConnection connection,
            boolean here,
            int eventsAtOnce) {
        this.dataSource = dataSource;
        this.jdbi = jdbi;
        this.events = events;
        this.refold = refold;
        this.clock = clock;
        this.connection = connection;
        this.here = here;
        this.eventsAtOnce = eventsAtOnce;
    }

    void start(@Observes StartupEvent started) {
        if (here) {
            new Thread(this::watch, "rebuild").start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        stop.countDown();
    }

    private void watch() {
        try {
            while (!stop.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                goOn();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what is left of a rebuild, if there is one and no other instance does it. */
    void goOn() {
        try (Handle alone = jdbi.open()) {
            if (!answers(alone, "pg_try_advisory_lock")) {
                return;
            }
            try {
                alone.createQuery(Wanted.SQL).map(Wanted::of).findOne().ifPresent(this::goOn);
            } finally {
                answers(alone, "pg_advisory_unlock");
            }
        } catch (JdbiException away) {
            LOG.debug("The database does not answer; a rebuild goes on later", away);
        }
    }

    private static boolean answers(Handle handle, String function) {
        return handle.createQuery("select %s(%d)".formatted(function, ONE_INSTANCE))
                .mapTo(Boolean.class)
                .one();
    }

    private void goOn(Wanted rebuild) {
        try (StoredPositionConsumer<String> reading = reading(rebuild)) {
            boolean full = true;
            while (full) {
                full = step(rebuild, (handle, folded) -> folded == null && !isEmptied(handle, rebuild));
            }
            reading.start();
            follow(rebuild);
            Compared history = compareHistory(rebuild);
            do {
                follow(rebuild);
            } while (!isFinished(rebuild, history));
        } catch (NotWanted over) {
            LOG.infof("Rebuild %s is not gone on with", rebuild.id);
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf(failure, "Rebuild %s failed and is gone on with later", rebuild.id);
            jdbi.useHandle(handle -> handle.createUpdate("update rebuild set failure = :failure where rebuild_id = :id")
                    .bind("failure", failure.getClass().getSimpleName())
                    .bind("id", rebuild.id)
                    .execute());
        }
    }

    private StoredPositionConsumer<String> reading(Wanted rebuild) {
        return new StoredPositionConsumer<>(
                ConsumerSettings.of(connection, "reporting-rebuild", OwnerTopics.JOURNALS)
                        .ofGeneration(rebuild.generation),
                dataSource,
                events,
                clock,
                // What became of an event was traced when it came.
                OpenTelemetry.noop().getTracer("rebuild"));
    }

    /** Takes out some of what an earlier rebuild, or the one before that switch, has left. */
    private boolean isEmptied(Handle handle, Wanted rebuild) throws SQLException {
        List<String> tables = new ArrayList<>(List.of("rebuild_event", "rebuild_position"));
        Refold.TABLES.forEach(table -> tables.add(rebuild.schema + "." + table));
        for (String table : tables) {
            // Not by truncating: an answer may still be read from here since before the last switch.
            int deleted = handle.execute("delete from %1$s where ctid = any(array(select ctid from %1$s limit %2$d))"
                    .formatted(table, ROWS_AT_ONCE));
            if (deleted > 0) {
                return false;
            }
        }
        handle.createUpdate("delete from consumer_position where generation not in (0, :generation)")
                .bind("generation", rebuild.generation)
                .execute();
        if (rebuild.byRecording) {
            unhurried(handle, () -> {
                refold.placeByRecording(rebuild.schema, handle.getConnection());
                return true;
            });
        }
        handle.createUpdate("update rebuild set folded_seq = :seq where rebuild_id = :id")
                .bind("seq", Refold.beforeAll(handle.getConnection()))
                .bind("id", rebuild.id)
                .execute();
        return true;
    }

    /** Reads and folds as far as the live schema is now. */
    private void follow(Wanted rebuild) throws SQLException {
        Ends ends = jdbi.withHandle(Ends::now);
        while (!step(rebuild, (handle, folded) -> isRead(handle, rebuild, ends))) {
            pause();
        }
        boolean more = true;
        while (more) {
            more = step(rebuild, (handle, folded) -> fold(handle, rebuild, folded, ends.seq) < ends.seq);
        }
    }

    private long fold(Handle handle, Wanted rebuild, @Nullable Long folded, long until) throws SQLException {
        long from = Objects.requireNonNull(folded, "the schema has been emptied before");
        Refold.Step step = refold.fold(rebuild.schema, from, until, eventsAtOnce, handle.getConnection());
        handle.createUpdate("""
                        update rebuild set folded_seq = :seq, events = events + :events, failure = null
                        where rebuild_id = :id
                        """)
                .bind("seq", step.seq())
                .bind("events", step.events())
                .bind("id", rebuild.id)
                .execute();
        return step.seq();
    }

    /** Most of the comparison, while the fold goes on. */
    private Compared compareHistory(Wanted rebuild) throws SQLException {
        long until = step(rebuild, (handle, folded) -> Objects.requireNonNull(folded));
        return jdbi.inTransaction(handle -> unhurried(handle, () -> {
            Refold.TABLES.forEach(table -> handle.execute("analyze %s.%s".formatted(rebuild.schema, table)));
            Comparison comparison = comparison(handle, rebuild);
            comparison.forget();
            return new Compared(until, comparison.history(Comparison.BEFORE_ALL, until));
        }));
    }

    private static Comparison comparison(Handle handle, Wanted rebuild) {
        return new Comparison(handle, rebuild.id, rebuild.schema, !rebuild.byRecording);
    }

    /** Holds the fold, brings up what has come since, compares the rest and switches, unless there are differences. */
    private boolean isFinished(Wanted rebuild, Compared history) throws SQLException {
        return step(
                rebuild,
                (handle, folded) -> unhurried(handle, () -> {
                    Refold.holdFold(handle.getConnection());
                    Ends ends = Ends.now(handle);
                    if (!isSoonRead(handle, rebuild, ends)) {
                        return false;
                    }
                    Long seq = folded;
                    do {
                        seq = fold(handle, rebuild, seq, ends.seq);
                    } while (seq < ends.seq);
                    Comparison comparison = comparison(handle, rebuild);
                    long differences =
                            history.differences + comparison.history(history.until, ends.seq) + comparison.newest();
                    boolean switched = differences == 0 || rebuild.confirmed;
                    if (switched) {
                        switchTo(rebuild, differences > 0, handle);
                    }
                    handle.createUpdate("""
                                    update rebuild set state = :state, differences = :differences,
                                        folded_seq = (select seq from fold_clock), ended_at = clock_timestamp()
                                    where rebuild_id = :id
                                    """)
                            .bind("state", switched ? RebuildState.COMPLETED : RebuildState.DIFFERS)
                            .bind("differences", differences)
                            .bind("id", rebuild.id)
                            .execute();
                    LOG.infof(
                            "Rebuild %s at position %d: %d differences, %s",
                            rebuild.id, ends.seq, differences, switched ? "switched" : "waits for a decision");
                    return true;
                }));
    }

    private void switchTo(Wanted rebuild, boolean differs, Handle handle) throws SQLException {
        if (differs) {
            refold.foldLeftOver(rebuild.schema, handle.getConnection());
        }
        if (rebuild.byRecording) {
            refold.namePlaced(rebuild.schema, handle.getConnection());
        }
        handle.createUpdate("update live_schema set name = :schema, corrections = corrections + :corrections")
                .bind("schema", rebuild.schema)
                .bind("corrections", differs || rebuild.byRecording ? 1 : 0)
                .execute();
        refold.addUpAnew(handle.getConnection());
        handle.execute("delete from rebuild_event");
    }

    /** A transaction of a rebuild that is still wanted; no other instance is in one. */
    private <T> T step(Wanted rebuild, Work<T> work) throws SQLException {
        return jdbi.inTransaction(handle -> {
            Optional<Optional<Long>> folded = handle.createQuery(
                            "select folded_seq from rebuild where rebuild_id = :id and state = 'RUNNING' for update")
                    .bind("id", rebuild.id)
                    .map((row, context) -> Optional.ofNullable(row.getObject(1, Long.class)))
                    .findOne();
            if (stop.getCount() == 0 || folded.isEmpty()) {
                throw new NotWanted();
            }
            return work.in(handle, folded.get().orElse(null));
        });
    }

    private static <T> T unhurried(Handle handle, Unhurried.Work<T> work) throws SQLException {
        return Unhurried.done(handle.getConnection(), work);
    }

    private boolean isSoonRead(Handle handle, Wanted rebuild, Ends ends) {
        long until = System.nanoTime() + HOLD_FOLD_TO_READ.toNanos();
        while (!isRead(handle, rebuild, ends)) {
            if (System.nanoTime() > until) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static boolean isRead(Handle handle, Wanted rebuild, Ends ends) {
        return handle.createQuery(READ)
                .bind("ends", ends.offsets)
                .bind("generation", rebuild.generation)
                .mapTo(Boolean.class)
                .one();
    }

    private void pause() {
        try {
            if (stop.await(READ_ON.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotWanted();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotWanted();
        }
    }

    private interface Work<T> {
        T in(Handle handle, @Nullable Long folded) throws SQLException;
    }

    /**
     * What is to be done.
     *
     * @param schema that is filled
     * @param confirmed whether differences do not matter
     * @param byRecording whether what was recorded before this database began is folded at the seconds of its recording
     */
    private record Wanted(UUID id, int generation, String schema, boolean confirmed, boolean byRecording) {

        static final String SQL = """
                select rebuild_id, generation, schema_name, confirmed_by is not null as confirmed,
                       known_at_basis = 'recorded' as by_recording
                from rebuild where state = 'RUNNING'
                """;

        static Wanted of(ResultSet row, StatementContext context) throws SQLException {
            return new Wanted(
                    row.getObject("rebuild_id", UUID.class),
                    row.getInt("generation"),
                    row.getString("schema_name"),
                    row.getBoolean("confirmed"),
                    row.getBoolean("by_recording"));
        }
    }

    /** Up to where the live schema has come: all events of these positions lie before these offsets. */
    private record Ends(long seq, String offsets) {

        static Ends now(Handle handle) {
            return handle.createQuery("""
                            select seq, (
                                select coalesce(jsonb_agg(at), '[]')::text from consumer_position at
                                where generation = 0 and topic = any(:topics)) as offsets
                            from fold_clock
                            """)
                    .bindArray("topics", String.class, OwnerTopics.JOURNALS)
                    .map((row, context) -> new Ends(row.getLong("seq"), row.getString("offsets")))
                    .one();
        }
    }

    private record Compared(long until, long differences) {}

    /** It was cancelled, or the service is being stopped. */
    private static final class NotWanted extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;
    }
}
