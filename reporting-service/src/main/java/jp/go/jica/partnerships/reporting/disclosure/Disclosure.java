package jp.go.jica.partnerships.reporting.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.statistics.Basis;
import jp.go.jica.partnerships.reporting.statistics.Filters;
import jp.go.jica.partnerships.reporting.statistics.Knowledge;
import jp.go.jica.partnerships.reporting.statistics.Period;
import jp.go.jica.partnerships.reporting.statistics.Snapshot;
import jp.go.jica.partnerships.reporting.statistics.Statistics;
import jp.go.jica.partnerships.reporting.statistics.StatisticsQuery;

/** Decides which figures by attributes of persons everybody may see, and withholds what would give somebody away. */
@ApplicationScoped
public class Disclosure {

    private final PublishedYears published;

    // What is withheld follows from the facts as of a publication, which never change unless a rebuild corrects them.
    private final Map<Key, Set<WithheldCell>> withheld = new ConcurrentHashMap<>();

    public Disclosure(PublishedYears published) {
        this.published = published;
    }

    /**
     * The published year of which a question asks for one of the open tables.
     *
     * @param aboutTime what the caller said of asOf, knownAt and position
     * @throws Refusal (403) if it asks for anything else
     */
    public PublishedYear open(StatisticsQuery query, Map<String, String> aboutTime) {
        return OpenTable.of(query)
                .flatMap(table -> published.released().stream()
                        .filter(each -> each.year().equals(query.period().from()))
                        .filter(each -> isAsOf(each, aboutTime))
                        .findFirst())
                .orElseThrow(() -> Refusal.forbidden(
                        "disclosure",
                        "Of attributes of persons this caller sees the tables of published fiscal years that"
                                + " /v1/dimensions lists, as of their publication"));
    }

    /** The same with everything withheld that could give somebody away. */
    public Statistics protect(Snapshot snapshot, PublishedYear year, Statistics statistics) {
        OpenTable table = OpenTable.of(statistics.query()).orElseThrow();
        int grouping = table.grouping() == null ? WithheldCell.WHOLE : OpenTable.GROUPINGS.indexOf(table.grouping());
        Set<List<String>> keys = new HashSet<>();
        Key asked = new Key(year, table.attribute(), snapshot.corrections());
        for (WithheldCell cell : withheld.computeIfAbsent(asked, key -> withheld(snapshot, key))) {
            if (cell.grouping() == grouping) {
                keys.add(key(statistics.query(), table, cell));
            }
        }
        return statistics.withholding(keys);
    }

    private static boolean isAsOf(PublishedYear year, Map<String, String> aboutTime) {
        return !aboutTime.containsKey("knownAt")
                && aboutTime
                        .getOrDefault("asOf", year.asOf().toString())
                        .equals(year.asOf().toString())
                && aboutTime
                        .getOrDefault("position", Long.toString(year.position()))
                        .equals(Long.toString(year.position()));
    }

    private static Set<WithheldCell> withheld(Snapshot snapshot, Key key) {
        List<Dimension> dimensions = new ArrayList<>(OpenTable.GROUPINGS);
        dimensions.add(key.attribute());
        StatisticsQuery query = new StatisticsQuery(
                List.of(Measure.PERSONS),
                List.of(),
                Period.of(key.year().year()),
                Filters.NONE,
                key.year().asOf(),
                StatisticsQuery.WITHIN,
                Basis.RECORDED,
                new Knowledge.AtPosition(key.year().position()));
        List<Participation> participations = snapshot.counted(query, dimensions).stream()
                .map(each -> new Participation(
                        each.value(),
                        each.keys().get(OpenTable.GROUPINGS.size()),
                        each.keys().subList(0, OpenTable.GROUPINGS.size())))
                .toList();
        return Suppression.of(participations, key.attribute().codelist().codes());
    }

    private static List<String> key(StatisticsQuery query, OpenTable table, WithheldCell cell) {
        return query.groupBy().stream()
                .map(dimension -> {
                    if (dimension == Dimension.FISCAL_YEAR) {
                        return Integer.toString(query.period().from().startYear());
                    }
                    return dimension == table.attribute() ? cell.value() : cell.group();
                })
                .toList();
    }

    private record Key(PublishedYear year, Dimension attribute, int corrections) {}
}
