package jp.go.jica.partnerships.bulk;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.access.Authority;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.StorageFailure;
import org.jspecify.annotations.Nullable;

/** The table of all jobs. Whoever does one holds it by a lease; without it, nothing of a job is changed. */
@ApplicationScoped
class ImportJobs {

    /** As long as a job is kept after its end, and a file at most. */
    static final Duration KEPT = Duration.ofHours(24);

    /** After this, an instance that has not been heard of is taken for dead. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final String COLUMNS = """
            id, kind, mode, dry_run, charset, state, subject, offices, permissions, traceparent, recorded_at, ended_at,
            expires_at, total, processed, created, changed, unchanged, failed, error_count, warning_count,
            attempts, revision""";

    private static final String BEGIN = """
            insert into import_job (id, kind, mode, dry_run, charset, state, subject, offices, permissions, traceparent,
              recorded_at, expires_at)
            values (?, ?, ?, ?, ?, 'WAITING', ?, ?, ?, ?, ?, ?) returning\s""" + COLUMNS;

    // Whoever is faster has it; the others pass over it without waiting.
    private static final String CLAIM = """
            update import_job set state = 'RUNNING', leased_to = ?, leased_until = ?, attempts = attempts + 1,
              revision = revision + 1
            where id = (select id from import_job
                        where state in ('WAITING', 'RUNNING') and (leased_until is null or leased_until <= ?)
                        order by recorded_at, id limit 1 for update skip locked)
            returning\s""" + COLUMNS;

    private static final String TOLD = "error_count + warning_count";

    private static final String HELD = " where id = ? and leased_to = ? and state = 'RUNNING'";

    private final AgroalDataSource dataSource;
    private final RowErrors errors;
    private final Clock clock;

    ImportJobs(AgroalDataSource dataSource, RowErrors errors, Clock clock) {
        this.dataSource = dataSource;
        this.errors = errors;
        this.clock = clock;
    }

    ImportJob begin(
            UUID id,
            String kind,
            ImportMode mode,
            boolean dryRun,
            String charset,
            Authority maker,
            @Nullable String traceparent,
            Instant at) {
        return query(
                        BEGIN,
                        List.of(
                                id,
                                kind,
                                mode.name(),
                                dryRun,
                                charset,
                                maker.subject(),
                                maker.offices().toArray(String[]::new),
                                maker.permissions().toArray(String[]::new),
                                Optional.ofNullable(traceparent),
                                at,
                                at.plus(KEPT)),
                        ImportJobs::job)
                .get(0);
    }

    /** Jobs that fit, in the order (recordedAt, id), behind the place named. */
    List<ImportJob> list(Conditions conditions, Listing.Position after, int limit) {
        Conditions all = conditions.and("(recorded_at, id) > (?, ?)", after.recordedAt(), after.id());
        List<Object> values = new ArrayList<>(all.values());
        values.add(limit);
        return query(
                "select " + COLUMNS + " from import_job where " + all.sql() + " order by recorded_at, id limit ?",
                values,
                ImportJobs::job);
    }

    long count(Conditions conditions) {
        return query(
                        "select count(*) from import_job where " + conditions.sql(),
                        conditions.values(),
                        row -> row.getLong(1))
                .get(0);
    }

    /** The oldest job that nobody does. */
    Optional<Claim> claim(UUID holder) {
        Instant now = clock.instant();
        return query(CLAIM, List.of(holder, now.plus(LEASE), now), row -> claim(row, holder)).stream()
                .findFirst();
    }

    void counted(Claim claim, int total) {
        held(claim, "total = ?", List.of(total));
    }

    /** Keeps the job; with it, tells how many rows of a transaction that is still open have been tried. */
    void keep(Claim claim, int processed) {
        held(
                claim,
                "processed = ?, leased_until = ?",
                List.of(processed, clock.instant().plus(LEASE)));
    }

    /** In the transaction of the rows that are counted here. */
    void advance(Claim claim, int processedBefore, int rows, Tally tally) {
        int there = held(
                claim,
                """
                processed = processed + ?, created = created + ?, changed = changed + ?, unchanged = unchanged + ?,
                failed = failed + ?, error_count = error_count + ?, warning_count = warning_count + ?,
                attempts = 0, leased_until = ?""",
                List.of(
                        rows,
                        tally.created(),
                        tally.changed(),
                        tally.unchanged(),
                        tally.failed(),
                        tally.errorCount(),
                        tally.warningCount(),
                        clock.instant().plus(LEASE)),
                " and processed = " + processedBefore,
                TOLD);
        errors.add(claim.id(), there - tally.errorCount() - tally.warningCount(), tally.errors());
    }

    /** Errors of the file as a whole, in the transaction in which the job ends. */
    void tell(Claim claim, List<RowError> told) {
        int there = held(claim, "error_count = error_count + ?", List.of(told.size()), "", TOLD);
        errors.add(claim.id(), there - told.size(), told);
    }

    /** The file is no longer needed then. */
    void end(Claim claim, ImportJob.State state) {
        Instant now = clock.instant();
        held(
                claim,
                "state = ?, ended_at = ?, expires_at = ?, leased_until = null",
                List.of(state.name(), now, now.plus(KEPT)));
        update("delete from import_upload where id = ?", List.of(claim.id()));
    }

    /** For another instance, or this one, to take it up at that time. */
    void giveBack(Claim claim, Instant from) {
        held(claim, "leased_until = ?", List.of(from));
    }

    /** Ends what has not ended in its time, and deletes what has been kept long enough; gives how many are gone. */
    int forgetExpired() {
        Instant now = clock.instant();
        update("""
                with given_up as (
                  update import_job set state = 'FAILED', ended_at = ?, expires_at = ?, revision = revision + 1
                  where state in ('WAITING', 'RUNNING') and expires_at <= ? returning id)
                delete from import_upload where id in (select id from given_up)""", List.of(now, now.plus(KEPT), now));
        return update("delete from import_job where expires_at <= ? and ended_at is not null", List.of(now));
    }

    private void held(Claim claim, String changes, List<?> values) {
        held(claim, changes, values, "", "revision");
    }

    private int held(Claim claim, String changes, List<?> values, String condition, String told) {
        List<Object> all = new ArrayList<>(values);
        all.add(claim.id());
        all.add(claim.holder());
        List<Integer> changed = query(
                "update import_job set " + changes + ", revision = revision + 1" + HELD + condition + " returning "
                        + told,
                all,
                row -> row.getInt(1));
        if (changed.isEmpty()) {
            throw new LeaseLost();
        }
        return changed.get(0);
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, List<?> values, Reading<T> reading) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(connection, statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private int update(String sql, List<?> values) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(connection, statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof String[] texts) {
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else if (value instanceof Optional<?> text) {
                statement.setString(i + 1, text.map(Object::toString).orElse(null));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    private static Claim claim(ResultSet row, UUID holder) throws SQLException {
        return new Claim(
                job(row),
                holder,
                new Authority(row.getString("subject"), texts(row, "offices"), texts(row, "permissions")),
                row.getString("charset"),
                row.getString("traceparent"),
                row.getInt("attempts"));
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
    }

    private static ImportJob job(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new ImportJob(
                id,
                row.getString("kind"),
                ImportMode.valueOf(row.getString("mode")),
                row.getBoolean("dry_run"),
                ImportJob.State.valueOf(row.getString("state")),
                row.getObject("total", Integer.class),
                row.getInt("processed"),
                row.getInt("created"),
                row.getInt("changed"),
                row.getInt("unchanged"),
                row.getInt("failed"),
                row.getInt("error_count"),
                row.getInt("warning_count"),
                ImportJob.PATH + "/" + id + "/errors",
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("ended_at", OffsetDateTime.class)),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getInt("revision"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
