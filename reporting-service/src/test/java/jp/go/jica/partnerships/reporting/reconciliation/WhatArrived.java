package jp.go.jica.partnerships.reporting.reconciliation;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** What reconciliation compares with the owners' journals, for tests of others. */
public final class WhatArrived {

    private WhatArrived() {}

    /** How many events it has added up. */
    public static long events(Jdbi jdbi) {
        return new ArrivedEvents(jdbi)
                .before(Instant.now()).stream()
                        .mapToLong(ArrivedEvents.Bucket::events)
                        .sum();
    }
}
