package jp.go.jica.partnerships.reporting.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.report.Answer;
import jp.go.jica.partnerships.reporting.statistics.Evidence;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is made of.
 *
 * @param month where it is about one month of the period
 * @param value the figure; absent when there is none, such as the first of nothing
 * @param records how many records it counts
 * @param items a page of them; where different values are counted, a record once for each that it brings
 * @param total how many items there are on all pages
 * @param verdict on the one record that was asked about
 * @param position with asOf it gives the same answer again, as the next pages do by themselves
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        String measure,
        String unit,
        Answer.PeriodOfAnswer period,
        @Nullable String month,
        LocalDate asOf,
        Instant knownAt,
        KnownAtBasis knownAtBasis,
        String definitions,
        String officeBasis,
        String countryBasis,
        String formerCountries,
        Map<String, Object> filters,
        @Nullable Object value,
        String status,
        long records,
        List<Item> items,
        @Nullable String nextCursor,
        @Nullable Long total,
        @Nullable Verdict verdict,
        long position,
        List<OwnerFreshness> owners) {

    /**
     * A record that is counted.
     *
     * @param type participation, program or agreement
     * @param office that led on the first of the days
     * @param value that counts once however many records bring it
     * @param adds what it adds to the figure
     * @param days that counted
     * @param dates all its own
     * @param attributes what else is known of it, for those who may see it
     * @param events that made it what it is, its program's among them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            UUID record,
            String type,
            @Nullable Object program,
            @Nullable Object programRun,
            @Nullable String office,
            @Nullable String value,
            long adds,
            List<Evidence.Counted.Days> days,
            Map<String, Object> dates,
            @Nullable Map<String, Object> attributes,
            List<EventBehind> events) {}

    /**
     * Whether a record is counted.
     *
     * @param reasons why not
     * @param rules what it must meet, each list a way to be counted
     */
    public record Verdict(
            UUID record,
            boolean counted,
            List<String> reasons,
            List<List<Evidence.Checked>> rules,
            List<EventBehind> events) {}
}
