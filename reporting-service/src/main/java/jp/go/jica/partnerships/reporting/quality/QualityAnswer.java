package jp.go.jica.partnerships.reporting.quality;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;

/**
 * How many records leave something open.
 *
 * @param rows every flaw, also one that no record has; a record with two of them stands in two rows
 * @param total by kind of record, each record with a flaw once
 */
public record QualityAnswer(
        String report,
        LocalDate asOf,
        Instant knownAt,
        String definitions,
        List<Row> rows,
        Map<String, Long> total,
        long position,
        List<OwnerFreshness> owners) {

    /**
     * A flaw.
     *
     * @param flaw its name, stable for ever
     * @param counts the kind of record
     */
    public record Row(String flaw, String counts, Label label, long records) {}
}
