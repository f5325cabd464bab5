package jp.go.jica.partnerships.reporting.fold;

import java.util.List;
import java.util.Optional;

/** Where the partitions of an owner's topics end at the moment, unfinished transactions included. */
@FunctionalInterface
public interface OwnerEnds {

    /** Empty when the broker does not say in time: the next heartbeat will do. */
    Optional<List<Heartbeat.End>> of(String owner);
}
