package jp.go.jica.partnerships.reporting.fold;

import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;

/** A record after parsing and validation, before it is known whether its turn has come. */
sealed interface Received {

    ReceivedRecord record();

    /** A record that has a place in the history of an aggregate. */
    sealed interface Placed extends Received {

        Told told();

        @Override
        default ReceivedRecord record() {
            return told().record();
        }

        default AggregateKey aggregate() {
            return told().aggregate();
        }

        default int version() {
            return told().version();
        }

        default UUID eventId() {
            return told().eventId();
        }
    }

    /** An event that can be folded when its turn comes. */
    record Valid(Told told, Fact fact) implements Placed {}

    /** An event whose state violates its schema: its place is known, so its aggregate waits. */
    record Violating(Told told, String violation) implements Placed {}

    /** A record that tells not even which event of which aggregate it is. */
    record Unplaced(ReceivedRecord record, String reason) implements Received {}
}
