package jp.go.jica.partnerships.journal.digest;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import jp.go.jica.partnerships.journal.StorageFailure;

/**
 * Digests of the journal up to an instant. What has been added up is kept every ten minutes, so that only the events since then
 * are read.
 */
@ApplicationScoped
public class JournalDigest {

    // Most transactions end within a minute; an import may last half an hour, and what it has recorded cannot be read
    // before its end. Whatever a transaction that is open has recorded, it has recorded after its start.
    private static final String SETTLED = """
            select least(clock_timestamp() - interval '60 seconds',
                         (select min(xact_start) from pg_stat_activity
                          where datname = current_database() and usename = current_user))""";

    private static final String KEEP = """
            with closing as (
                select date_bin('10 minutes', ?::timestamptz, 'epoch') as until
            ), kept as (
                select coalesce(max(until), '-infinity') as until from journal_digest
            ), added as (
                select aggregate_type, %1$s as bucket, count(*) as events, sum(%2$s) as hash
                from domain_event, closing, kept
                where recorded_at >= kept.until and recorded_at < closing.until
                group by 1, 2
                union all
                select aggregate_type, bucket, events, hash from journal_digest where until = (select until from kept)
            )
            insert into journal_digest (until, aggregate_type, bucket, events, hash)
            select closing.until, aggregate_type, bucket, sum(events), sum(hash) from added, closing, kept
            where kept.until < closing.until
            group by 1, 2, 3
            on conflict (until, aggregate_type, bucket) do nothing
            """.formatted(DigestSql.BUCKET, DigestSql.HASH);

    private static final String FORGET = """
            delete from journal_digest
            where until < (select max(until) from journal_digest) - interval '7 days'
               or (until < (select max(until) from journal_digest) - interval '1 hour'
                   and until <> date_trunc('day', until, 'UTC'))
            """;

    private static final String DIGEST = """
            with kept as (
                select coalesce(max(until), '-infinity') as until from journal_digest where until <= ?
            ), added as (
                select aggregate_type, %1$s as bucket, count(*) as events, sum(%2$s) as hash
                from domain_event, kept
                where recorded_at >= kept.until and recorded_at < ?
                group by 1, 2
                union all
                select aggregate_type, bucket, events, hash from journal_digest where until = (select until from kept)
            )
            select aggregate_type, bucket, sum(events) as events, sum(hash) as hash from added
            group by 1, 2 order by 1, 2
            """.formatted(DigestSql.BUCKET, DigestSql.HASH);

    private static final String ENTRIES = """
            select aggregate_type, aggregate_id, aggregate_version, event_id, recorded_at from domain_event
            where %s = ? and recorded_at < ? and (recorded_at, event_id) > (?, ?)
            order by recorded_at, event_id limit ?
            """.formatted(DigestSql.BUCKET);

    private final DataSource dataSource;

    public JournalDigest(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Up to when, exclusively, nothing more will come to be recorded: a minute ago by the database's clock, or before that. */
    public Instant settledUntil() {
        return query(SETTLED, row -> row.getObject(1, OffsetDateTime.class).toInstant())
                .get(0);
    }

    /**
     * Of everything recorded before that instant; a bucket without events is left out.
     *
     * @param until {@link #settledUntil()} or before that: it is kept what was added up until then
     */
    public List<BucketDigest> before(Instant until) {
        keep(until);
        return query(
                DIGEST,
                row -> new BucketDigest(
                        row.getString("aggregate_type"),
                        row.getInt("bucket"),
                        row.getLong("events"),
                        row.getBigDecimal("hash").toPlainString()),
                utc(until),
                utc(until));
    }

    /** The events of a bucket that were recorded before {@code until}, behind the one named, by time and id. */
    public List<DigestEntry> entries(int bucket, Instant until, Instant afterRecordedAt, UUID afterEvent, int limit) {
        return query(
                ENTRIES,
                row -> new DigestEntry(
                        row.getString("aggregate_type"),
                        row.getObject("aggregate_id", UUID.class),
                        row.getInt("aggregate_version"),
                        row.getObject("event_id", UUID.class),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()),
                bucket,
                utc(until),
                utc(afterRecordedAt),
                afterEvent,
                limit);
    }

    private void keep(Instant until) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP);
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            keep.setObject(1, utc(until));
            if (keep.executeUpdate() > 0) {
                forget.executeUpdate();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private <T> List<T> query(String sql, Reading<T> reading, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> read = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.add(reading.of(rows));
                }
            }
            return read;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }
}
