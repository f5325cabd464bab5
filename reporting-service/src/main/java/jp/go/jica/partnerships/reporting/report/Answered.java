package jp.go.jica.partnerships.reporting.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import org.jspecify.annotations.Nullable;

/** An answer with figures: what it knows, and the two shapes from which every form but JSON is written. */
public interface Answered {

    String report();

    /** None for an answer about the records as they are. */
    default Answer.@Nullable PeriodOfAnswer period() {
        return null;
    }

    LocalDate asOf();

    Instant knownAt();

    /** By what it is told what was known then. */
    KnownAtBasis knownAtBasis();

    String definitions();

    long position();

    List<OwnerFreshness> owners();

    /** One figure a line. */
    Table table();

    /** The figures by their dimensions. */
    Cube cube();
}
