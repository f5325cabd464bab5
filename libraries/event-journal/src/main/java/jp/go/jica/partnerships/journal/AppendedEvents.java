package jp.go.jica.partnerships.journal;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;

/** Counts by type what this instance has appended to the journal. */
@Singleton
class AppendedEvents {

    private final MeterRegistry meters;
    private final TransactionSynchronizationRegistry transaction;

    AppendedEvents(MeterRegistry meters, TransactionSynchronizationRegistry transaction) {
        this.meters = meters;
        this.transaction = transaction;
    }

    /** What is rolled back was not appended. */
    void countWhenCommitted(List<String> types) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    types.forEach(type -> meters.counter("partnerships.journal.appended", "type", type)
                            .increment());
                }
            }
        });
    }
}
