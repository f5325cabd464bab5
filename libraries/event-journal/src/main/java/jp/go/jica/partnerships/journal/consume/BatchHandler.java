package jp.go.jica.partnerships.journal.consume;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a service does with the records that were read together.
 *
 * @param <P> what the records become before the transaction begins
 */
public interface BatchHandler<P> {

    /**
     * Parses and validates, before any lock is taken and while the batch before may still be stored by another thread.
     * Called once for each batch, however often the transaction has to be tried. A record that cannot be used is part of the answer, not an exception: an exception holds the partition
     * and is tried again for ever.
     */
    P prepare(List<ReceivedRecord> batch);

    /**
     * Does the work in the transaction that also moves the stored position. Must neither commit nor roll back; may run
     * again after a failure, when nothing of the attempt before has remained. Called for each batch that has records.
     */
    void apply(P prepared, Connection transaction) throws SQLException;

    /** The transaction is durable. For waking those who wait; an exception from here is logged and changes nothing. */
    default void committed(P prepared) {}
}
