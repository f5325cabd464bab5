package jp.go.jica.partnerships.reporting.fold;

import java.time.Instant;
import java.util.List;

/**
 * An owner's sign of life: everything that it committed before {@code beatAt} lies below these ends.
 *
 * @param ends where the partitions of the owner's topics ended when the heartbeat was read
 */
public record Heartbeat(String owner, Instant beatAt, List<End> ends) {

    /**
     * The end of a partition.
     *
     * @param offset of the next record that will be written
     */
    public record End(String topic, int partition, long offset) {}
}
