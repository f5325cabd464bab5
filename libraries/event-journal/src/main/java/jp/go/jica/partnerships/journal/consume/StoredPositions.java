package jp.go.jica.partnerships.journal.consume;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * The table {@code consumer_position(generation int, topic text, partition int, next_offset bigint, primary key
 * (generation, topic, partition))}, which the migrations of the consuming service make.
 */
final class StoredPositions {

    // Two instances that move the same rows take them in the same order, so that they wait and never deadlock.
    private static final Comparator<TopicPartition> LOCK_ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final DataSource dataSource;
    private final int generation;

    StoredPositions(DataSource dataSource, int generation) {
        this.dataSource = dataSource;
        this.generation = generation;
    }

    /** The stored positions of these partitions; one that was never read stands at 0 from now on. */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) throws SQLException {
        List<TopicPartition> ordered = partitions.stream().sorted(LOCK_ORDER).toList();
        Map<TopicPartition, Long> positions = new HashMap<>();
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement begin = connection.prepareStatement("""
                    insert into consumer_position (generation, topic, partition, next_offset) values (?, ?, ?, 0)
                    on conflict (generation, topic, partition) do nothing
                    """)) {
                for (TopicPartition partition : ordered) {
                    bind(begin, 1, partition);
                    begin.addBatch();
                }
                begin.executeBatch();
            }
            try (PreparedStatement read = connection.prepareStatement("""
                    select next_offset from consumer_position where generation = ? and topic = ? and partition = ?
                    """)) {
                for (TopicPartition partition : ordered) {
                    bind(read, 1, partition);
                    try (ResultSet row = read.executeQuery()) {
                        row.next();
                        positions.put(partition, row.getLong(1));
                    }
                }
            }
        }
        return positions;
    }

    /**
     * Compare and set, inside the caller's transaction.
     *
     * @return false when one of the positions is no longer what this consumer believes: the batch is not its own
     */
    boolean move(Connection transaction, Collection<Move> moves) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("""
                update consumer_position set next_offset = ?
                where generation = ? and topic = ? and partition = ? and next_offset = ?
                """)) {
            for (Move move : moves.stream()
                    .sorted(Comparator.comparing(Move::partition, LOCK_ORDER))
                    .toList()) {
                update.setLong(1, move.after());
                bind(update, 2, move.partition());
                update.setLong(5, move.before());
                update.addBatch();
            }
            for (int updated : update.executeBatch()) {
                if (updated != 1) {
                    return false;
                }
            }
            return true;
        }
    }

    private void bind(PreparedStatement statement, int from, TopicPartition partition) throws SQLException {
        statement.setInt(from, generation);
        statement.setString(from + 1, partition.topic());
        statement.setInt(from + 2, partition.partition());
    }

    /**
     * @param before what this consumer last stored or sought to
     * @param after the consumer's own position after the poll: transaction markers take offsets too, so it cannot be
     *     reckoned from the records
     */
    record Move(TopicPartition partition, long before, long after) {}
}
