package jp.go.jica.partnerships.participants.accesslog;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.journal.TraceParent;

/** Every look at personal data; entries are added and never changed. */
@ApplicationScoped
public class AccessLog {

    private static final String APPEND = """
            insert into access_log (id, participant_id, actor, purpose, operation, trace_id, shown)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private final AgroalDataSource dataSource;
    private final IdGenerator ids;
    private final Caller caller;

    public AccessLog(AgroalDataSource dataSource, IdGenerator ids, Caller caller) {
        this.dataSource = dataSource;
        this.ids = ids;
        this.caller = caller;
    }

    /**
     * Before any of it is answered: what cannot be logged is not shown. In the transaction that is there, or else in one
     * of its own that has ended when this returns.
     *
     * @param operation as the description of the API names it, without anything of the request
     */
    @Transactional
    public void append(Collection<UUID> seen, AccessPurpose purpose, String operation) {
        if (!seen.isEmpty()) {
            append(seen, purpose, operation, true);
        }
    }

    /** That somebody tried and was shown nothing, which stays though the request is refused and changes nothing else. */
    @Transactional(TxType.REQUIRES_NEW)
    public void appendVain(UUID participantId, AccessPurpose purpose, String operation) {
        append(List.of(participantId), purpose, operation, false);
    }

    private void append(Collection<UUID> seen, AccessPurpose purpose, String operation, boolean shown) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(APPEND)) {
            for (UUID participantId : seen) {
                insert.setObject(1, ids.ordered());
                insert.setObject(2, participantId);
                insert.setString(3, caller.origin().actor());
                insert.setString(4, purpose.name());
                insert.setString(5, operation);
                insert.setString(6, TraceParent.currentTraceId());
                insert.setBoolean(7, shown);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Who has seen the data of this person, the first first. */
    public Page<AccessEntry> of(UUID participantId, Listing listing) {
        Listing.Position start = listing.start();
        Conditions page = Conditions.none()
                .and("participant_id = ?", participantId)
                .and("(accessed_at, id) > (?, ?)", start.recordedAt(), start.id());
        return listing.page(
                query(page, listing.fetch()),
                entry -> new Listing.Position(entry.accessedAt(), entry.id()),
                () -> count(participantId));
    }

    /** The same, at most so many at once. */
    public List<AccessEntry> first(UUID participantId, int limit) {
        return query(Conditions.none().and("participant_id = ?", participantId), limit);
    }

    private List<AccessEntry> query(Conditions conditions, int limit) {
        String sql =
                "select id, participant_id, accessed_at, actor, purpose, operation, trace_id, shown from access_log where "
                        + conditions.sql() + " order by accessed_at, id limit " + limit;
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(sql)) {
            conditions.bind(select);
            List<AccessEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(new AccessEntry(
                            rows.getObject("id", UUID.class),
                            rows.getObject("participant_id", UUID.class),
                            rows.getObject("accessed_at", OffsetDateTime.class).toInstant(),
                            rows.getString("actor"),
                            AccessPurpose.valueOf(rows.getString("purpose")),
                            rows.getString("operation"),
                            rows.getString("trace_id"),
                            rows.getBoolean("shown")));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private long count(UUID participantId) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement("select count(*) from access_log where participant_id = ?")) {
            select.setObject(1, participantId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
