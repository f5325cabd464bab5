package jp.go.jica.partnerships.participants.restore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database is known to hold: every erasure that stood in this service's own topic before these positions. They are
 * stored in the database itself, so that a backup has those of its time, and what came later is seen to be missing.
 *
 * @param lineage the server, its timeline and the database; another one after a restore or a failover
 * @param positions by partition
 */
public record HeldErasures(String lineage, Map<Integer, Long> positions) {

    /** Of this service itself. */
    public static final String TOPIC = "participants.participant.v1";

    private static final String LINEAGE = """
            select system_identifier || ' ' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || ' ' ||
                   (select oid from pg_database where datname = current_database())
            from pg_control_system()""";
    private static final String POSITIONS =
            "select partition, next_offset from consumer_position where generation = 0 and topic = ?";
    private static final String ADVANCE = """
            insert into consumer_position (generation, topic, partition, next_offset) values (0, ?, ?, ?)
            on conflict (generation, topic, partition) do update
              set next_offset = greatest(consumer_position.next_offset, excluded.next_offset)""";

    private static final String BEGIN_ANEW = """
            update consumer_position set next_offset = 0
            where generation = 0 and topic = ? and partition = ? and next_offset > ?""";

    public HeldErasures {
        positions = Map.copyOf(positions);
    }

    static HeldErasures of(Connection connection) throws SQLException {
        Map<Integer, Long> positions = new TreeMap<>();
        try (var select = connection.prepareStatement(POSITIONS)) {
            select.setString(1, TOPIC);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    positions.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        try (var select = connection.prepareStatement(LINEAGE);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new HeldErasures(row.getString(1), positions);
        }
    }

    /** Those of a topic with these ends: one that was made anew is read from its beginning. */
    static HeldErasures within(Map<Integer, Long> ends, Connection connection) throws SQLException {
        each(ends, BEGIN_ANEW, connection);
        return of(connection);
    }

    /** As far as these ends; another instance may be farther already. */
    static HeldErasures advance(Map<Integer, Long> ends, Connection connection) throws SQLException {
        each(ends, ADVANCE, connection);
        return of(connection);
    }

    private static void each(Map<Integer, Long> ends, String sql, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            // In the same order everywhere, so that two instances wait and never deadlock.
            for (Map.Entry<Integer, Long> end : new TreeMap<>(ends).entrySet()) {
                statement.setString(1, TOPIC);
                statement.setInt(2, end.getKey());
                statement.setLong(3, end.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Whether this is the same database, and holds no less. */
    boolean goesOn(HeldErasures before) {
        return lineage.equals(before.lineage)
                && before.positions.entrySet().stream()
                        .allMatch(each -> positions.getOrDefault(each.getKey(), -1L) >= each.getValue());
    }
}
