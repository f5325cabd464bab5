package jp.go.jica.partnerships.reporting.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.reporting.fold.LiveSchema;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import jp.go.jica.partnerships.reporting.reconciliation.ReconciledOwner.Counts;
import jp.go.jica.partnerships.reporting.reconciliation.ReconciledOwner.Difference;
import jp.go.jica.partnerships.reporting.reconciliation.ReconciledOwner.DifferenceKind;
import jp.go.jica.partnerships.reporting.reconciliation.ReconciledOwner.Discarded;
import jp.go.jica.partnerships.reporting.reconciliation.ReconciledOwner.OwnerState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What the comparisons have found, in the database: all instances tell the same. */
@ApplicationScoped
public class Findings {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonMapper ROWS = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Jdbi jdbi;

    public Findings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Something that is at one place only. */
    record Found(String aggregateType, UUID aggregateId, int aggregateVersion, UUID eventId, String kind) {

        static final Comparator<Found> ORDER = Comparator.comparing(Found::aggregateType)
                .thenComparing(Found::aggregateId)
                .thenComparing(Found::aggregateVersion)
                .thenComparing(Found::eventId)
                .thenComparing(Found::kind);
    }

    /** In the order of their names. */
    public List<ReconciledOwner> owners() {
        return jdbi.inTransaction(handle -> {
            handle.execute("set transaction isolation level repeatable read, read only");
            LiveSchema.enter(handle);
            Map<String, Long> duplicates = handle
                    .createQuery("select aggregate_type, events from dropped_duplicate")
                    .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return handle.createQuery("select * from reconciliation order by owner")
                    .map((row, context) -> owner(row, duplicates, handle))
                    .list();
        });
    }

    /** Keeps what was found; what had been found before keeps the time of that, and what is not found any more goes. */
    void keep(String owner, Instant until, Instant comparedAt, List<Counts> counts, List<Found> found, boolean more) {
        jdbi.useTransaction(handle -> {
            // Of two instances the one that looked later has the word.
            int kept = handle.createUpdate("""
                            update reconciliation set until = :until, compared_at = :at, aggregates = :counts::jsonb,
                                more = :more, failed_at = null, failure = null
                            where owner = :owner and (until is null or until <= :until)
                            """)
                    .bind("owner", owner)
                    .bind("until", utc(until))
                    .bind("at", utc(comparedAt))
                    .bind("counts", json(JSON, counts))
                    .bind("more", more)
                    .execute();
            if (kept == 0) {
                return;
            }
            String rows = json(ROWS, found);
            handle.createUpdate("""
                            delete from reconciliation_difference old
                            where owner = :owner and not exists (
                                select 1 from jsonb_to_recordset(:found::jsonb) as found(aggregate_type text,
                                    aggregate_id uuid, aggregate_version int, event_id uuid, kind text)
                                where (found.aggregate_type, found.aggregate_id, found.aggregate_version, found.event_id,
                                       found.kind)
                                    = (old.aggregate_type, old.aggregate_id, old.aggregate_version, old.event_id, old.kind))
                            """).bind("owner", owner).bind("found", rows).execute();
            handle.createUpdate("""
                            insert into reconciliation_difference (owner, aggregate_type, aggregate_id, aggregate_version,
                                                                   event_id, kind, first_seen)
                            select :owner, found.*, :at from jsonb_to_recordset(:found::jsonb) as found(aggregate_type text,
                                aggregate_id uuid, aggregate_version int, event_id uuid, kind text)
                            on conflict (owner, aggregate_type, aggregate_id, aggregate_version, event_id, kind) do nothing
                            """)
                    .bind("owner", owner)
                    .bind("found", rows)
                    .bind("at", utc(comparedAt))
                    .execute();
        });
    }

    void keepFailure(String owner, String failure, Instant failedAt) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update reconciliation set failed_at = :at, failure = :failure where owner = :owner")
                .bind("owner", owner)
                .bind("at", utc(failedAt))
                .bind("failure", failure)
                .execute());
    }

    private static ReconciledOwner owner(ResultSet row, Map<String, Long> duplicates, Handle handle)
            throws SQLException {
        String owner = row.getString("owner");
        Instant comparedAt = instant(row, "compared_at");
        String failure = row.getString("failure");
        List<Difference> seen = seen(owner, handle);
        List<Difference> differences = seen.stream()
                .filter(each -> comparedAt != null
                        && !each.since().plus(Reconciliation.CONFIRMED_AFTER).isAfter(comparedAt))
                .toList();
        List<Discarded> discarded = discarded(owner, handle);
        List<Counts> counts = counts(row.getString("aggregates")).stream()
                .map(each -> new Counts(
                        each.aggregateType(),
                        each.recorded(),
                        each.folded(),
                        each.quarantined(),
                        discarded.stream()
                                .filter(one -> one.aggregateType().equals(each.aggregateType()))
                                .count(),
                        duplicates.getOrDefault(each.aggregateType(), 0L),
                        each.differingBuckets()))
                .toList();
        OwnerState state = failure != null || comparedAt == null
                ? OwnerState.AWAY
                : !differences.isEmpty()
                        ? OwnerState.DIFFERS
                        : seen.isEmpty() ? OwnerState.AGREES : OwnerState.CHECKING;
        return new ReconciledOwner(
                owner,
                state,
                instant(row, "until"),
                comparedAt,
                failure,
                instant(row, "failed_at"),
                counts,
                differences,
                row.getBoolean("more"),
                discarded);
    }

    private static List<Difference> seen(String owner, Handle handle) {
        return handle.createQuery("""
                        select * from reconciliation_difference where owner = :owner
                        order by aggregate_type, aggregate_id, aggregate_version, event_id, kind
                        """)
                .bind("owner", owner)
                .map((row, context) -> new Difference(
                        row.getString("aggregate_type"),
                        row.getObject("aggregate_id", UUID.class),
                        row.getInt("aggregate_version"),
                        row.getObject("event_id", UUID.class),
                        DifferenceKind.valueOf(row.getString("kind")),
                        row.getObject("first_seen", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static List<Discarded> discarded(String owner, Handle handle) {
        return handle.createQuery("""
                        select aggregate_type, aggregate_id, aggregate_version, event_id from folded_event
                        where discarded and topic = any(:topics)
                        order by aggregate_type, aggregate_id, aggregate_version
                        """)
                .bindArray("topics", String.class, OwnerTopics.journalsOf(owner))
                .map((row, context) -> new Discarded(
                        row.getString("aggregate_type"),
                        row.getObject("aggregate_id", UUID.class),
                        row.getInt("aggregate_version"),
                        row.getObject("event_id", UUID.class)))
                .list();
    }

    private static List<Counts> counts(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Counts are JSON written by this service", impossible);
        }
    }

    private static String json(JsonMapper mapper, List<?> rows) {
        try {
            return mapper.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("What was found cannot be written as JSON", impossible);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
