package jp.go.jica.partnerships.reporting.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.annual.AnnualReport;
import jp.go.jica.partnerships.reporting.freshness.Freshness;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.Report;
import jp.go.jica.partnerships.reporting.report.Reports;
import jp.go.jica.partnerships.reporting.statistics.Knowledge;
import jp.go.jica.partnerships.reporting.statistics.Position;
import jp.go.jica.partnerships.reporting.statistics.Snapshots;

/** Reads everything that a publication says of a year. */
@ApplicationScoped
class FrozenYears {

    private final Snapshots snapshots;
    private final Reports reports;
    private final AnnualReport annual;
    private final Freshness freshness;

    FrozenYears(Snapshots snapshots, Reports reports, AnnualReport annual, Freshness freshness) {
        this.snapshots = snapshots;
        this.reports = reports;
        this.annual = annual;
        this.freshness = freshness;
    }

    record Frozen(Position position, List<Content> contents) {}

    /**
     * As it is known at a position of the past, of which every transaction reads the same: not the caller's, whose changes
     * this one must not wait for.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    Frozen of(FiscalYear year, long seq, LocalDate asOf) {
        Map<String, List<String>> asked = Map.of(
                "fiscalYear", List.of(year.toString()),
                "asOf", List.of(asOf.toString()),
                "position", List.of(Long.toString(seq)));
        return snapshots.read(snapshot -> {
            snapshot.publishing(year);
            List<OwnerFreshness> owners = freshness.owners(snapshot);
            List<Content> contents = new ArrayList<>();
            for (Report report : Report.values()) {
                contents.add(Content.of(
                        report.wireName(),
                        reports.named(report, Parameters.of(asked, Parameters.OF_REPORTS), snapshot, owners)));
            }
            contents.add(Content.of(
                    Publications.ANNUAL, annual.of(Parameters.of(asked, Parameters.OF_ANNUAL), snapshot, owners)));
            contents.add(Content.of(Publications.DEFINITIONS, Definitions.now()));
            contents.sort(Comparator.comparing(Content::name));
            return new Frozen(snapshot.position(new Knowledge.AtPosition(seq)), contents);
        });
    }

    /** How the figures are counted, in words. */
    private record Definitions(String definitions, List<Entry> measures, List<Entry> dimensions) {

        static Definitions now() {
            return new Definitions(
                    Measure.DEFINITIONS,
                    Arrays.stream(Measure.values())
                            .map(each -> new Entry(each.wireName(), each.label(), each.definition()))
                            .toList(),
                    Arrays.stream(Dimension.values())
                            .map(each -> new Entry(each.wireName(), each.label(), each.definition()))
                            .toList());
        }

        record Entry(String name, Label label, String definition) {}
    }
}
