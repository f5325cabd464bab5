package jp.go.jica.partnerships.reporting.annual;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.report.Answer;
import org.jspecify.annotations.Nullable;

/** The yearly report: every figure computed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnualAnswer(
        String report,
        Answer.PeriodOfAnswer period,
        LocalDate asOf,
        Instant knownAt,
        String definitions,
        List<Figure> figures,
        long position,
        List<OwnerFreshness> owners) {

    /**
     * A figure.
     *
     * @param id stable for ever
     * @param value a number, or a day; absent when there is none, such as the first of nothing
     * @param approximate whether the printed report gives it rounded
     * @param rounded the value as the printed report would give it
     * @param from of a cumulative figure, the first fiscal year
     * @param status provisional, or estimated when a list of developing countries of another year stands in
     * @param source the request that gives the value
     * @param details what the value is made of
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Figure(
            String id,
            Label text,
            @Nullable Object value,
            boolean approximate,
            @Nullable Long rounded,
            @Nullable Integer from,
            @Nullable String status,
            String source,
            @Nullable List<Map<String, Object>> details) {}
}
