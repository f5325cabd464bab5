package jp.go.jica.partnerships.journal.consume;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a service keeps of another service's aggregates, to check what refers to them. */
public interface Replica<S extends ReplicatedState> {

    /** What an event tells that is needed here. */
    S state(JournalEvent event) throws UnreadableEventException;

    /**
     * Takes over the states that are not older than what is here.
     *
     * @param states one of each aggregate, in one order, so that two instances wait for each other and never deadlock
     */
    void take(Connection transaction, List<S> states) throws SQLException;

    /** Something new can be read here. */
    void announce();
}
