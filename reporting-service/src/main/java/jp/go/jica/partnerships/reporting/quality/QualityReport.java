package jp.go.jica.partnerships.reporting.quality;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Subject;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.Reports;
import jp.go.jica.partnerships.reporting.report.Tagged;
import jp.go.jica.partnerships.reporting.statistics.Position;
import jp.go.jica.partnerships.reporting.statistics.Snapshot;

/** Counts the records that leave something open, one pass over each kind of fact. */
@ApplicationScoped
public class QualityReport {

    private static final String FOUND = "found";

    private final Reports reports;

    public QualityReport(Reports reports) {
        this.reports = reports;
    }

    /**
     * All flaws.
     *
     * @param had whether the caller has the answer with this tag already
     */
    public Tagged<QualityAnswer> of(Parameters parameters, Predicate<String> had) {
        return reports.tagged(parameters, had, (snapshot, owners) -> answer(parameters, snapshot, owners));
    }

    private QualityAnswer answer(Parameters parameters, Snapshot snapshot, List<OwnerFreshness> owners) {
        Position position = snapshot.position(parameters.knowledge());
        Map<Flaw, Long> records = new EnumMap<>(Flaw.class);
        Map<String, Long> total = new LinkedHashMap<>();
        for (Subject subject : Subject.values()) {
            List<Flaw> flaws = Arrays.stream(Flaw.values())
                    .filter(flaw -> flaw.subject() == subject)
                    .toList();
            Map<String, Object> counts = snapshot.handle()
                    .createQuery(sql(subject, flaws))
                    .bind("asOf", reports.asOf(parameters))
                    .bind("position", position.seq())
                    .mapToMap()
                    .one();
            flaws.forEach(flaw -> records.put(flaw, count(counts, column(flaw))));
            total.put(subject.wireName(), count(counts, FOUND));
        }
        return new QualityAnswer(
                "quality",
                reports.asOf(parameters),
                position.knownAt(),
                position.knownAtBasis(),
                Measure.DEFINITIONS,
                Arrays.stream(Flaw.values())
                        .map(flaw -> new QualityAnswer.Row(
                                flaw.wireName(),
                                flaw.subject().wireName(),
                                flaw.label(),
                                records.getOrDefault(flaw, 0L)))
                        .toList(),
                total,
                position.seq(),
                owners);
    }

    private static String sql(Subject subject, List<Flaw> flaws) {
        String each = flaws.stream()
                .map(flaw -> "count(*) filter (where %s) as %s".formatted(condition(flaw), column(flaw)))
                .collect(Collectors.joining(", "));
        String any = flaws.stream().map(flaw -> "(" + condition(flaw) + ")").collect(Collectors.joining(" or "));
        String contents =
                subject == Subject.AGREEMENT ? " and f.contents_from <= :asOf and f.contents_until > :asOf" : "";
        return "select %s, count(*) filter (where %s) as %s from %s f where %s%s"
                .formatted(each, any, FOUND, subject.factTable(), isKnown("f"), contents);
    }

    private static String condition(Flaw flaw) {
        // Something that is not recorded makes a comparison neither true nor false.
        return "coalesce((%s), false)".formatted(flaw.condition(QualityReport::isKnown));
    }

    private static String isKnown(String alias) {
        return "%s.known_from_seq <= :position and %s.known_to_seq > :position".formatted(alias, alias);
    }

    private static String column(Flaw flaw) {
        return flaw.name().toLowerCase(Locale.ROOT);
    }

    private static long count(Map<String, Object> counts, String column) {
        return counts.get(column) instanceof Number number ? number.longValue() : 0;
    }
}
