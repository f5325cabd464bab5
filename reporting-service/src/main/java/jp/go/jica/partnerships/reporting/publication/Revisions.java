package jp.go.jica.partnerships.reporting.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.reporting.annual.AnnualAnswer;
import jp.go.jica.partnerships.reporting.annual.AnnualReport;
import jp.go.jica.partnerships.reporting.explain.EventBehind;
import jp.go.jica.partnerships.reporting.explain.EventsBehind;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Subject;
import jp.go.jica.partnerships.reporting.report.Answer;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.Report;
import jp.go.jica.partnerships.reporting.report.Reports;
import jp.go.jica.partnerships.reporting.statistics.Figure;
import jp.go.jica.partnerships.reporting.statistics.Knowledge;
import jp.go.jica.partnerships.reporting.statistics.Snapshot;
import jp.go.jica.partnerships.reporting.statistics.Snapshots;
import jp.go.jica.partnerships.reporting.statistics.StatisticsQuery;
import org.jspecify.annotations.Nullable;

/** Compares a publication, cell by cell, with what is known now as of the same day: what differs comes from later events. */
@ApplicationScoped
public class Revisions {

    private static final int EVENTS_AT_MOST = 200;

    private final Snapshots snapshots;
    private final Publications publications;
    private final Reports reports;
    private final AnnualReport annual;

    public Revisions(Snapshots snapshots, Publications publications, Reports reports, AnnualReport annual) {
        this.snapshots = snapshots;
        this.publications = publications;
        this.reports = reports;
        this.annual = annual;
    }

    /**
     * All cells of a publication that are different now.
     *
     * @param position up to which corrections are known
     */
    public record Revised(long position, Instant knownAt, Page<Revision> page) {}

    /**
     * What has been revised.
     *
     * @param listing the next page compares at the position of the first
     * @param persons whether the caller may know whose events they are
     */
    public Revised of(Publication publication, Listing listing, boolean persons) {
        List<Content> contents = publications.contents(publication.id());
        return snapshots.read(snapshot -> {
            Listing.Position after = listing.after();
            Comparison comparison = new Comparison(
                    publication,
                    snapshot,
                    after == null ? snapshot.newest().seq() : after.recordedAt().getEpochSecond());
            List<Difference> differences = new ArrayList<>();
            for (Content content : contents) {
                if (content.name().equals(Publications.ANNUAL)) {
                    differences.addAll(comparison.annual(Publications.annual(content)));
                } else if (!content.name().equals(Publications.DEFINITIONS)) {
                    differences.addAll(comparison.report(content.name(), Publications.report(content)));
                }
            }
            int from = after == null ? 0 : (int) after.id().getMostSignificantBits();
            List<Difference> rest = differences.subList(
                    Math.min(from, differences.size()), Math.min(from + listing.fetch(), differences.size()));
            Page<Difference> page = listing.page(
                    rest,
                    last -> new Listing.Position(
                            Instant.ofEpochSecond(comparison.position), new UUID(differences.indexOf(last) + 1L, 0)),
                    differences::size);
            return new Revised(
                    comparison.position,
                    snapshot.position(comparison.now()).knownAt(),
                    new Page<>(
                            page.items().stream()
                                    .map(difference -> comparison.caused(difference, persons))
                                    .toList(),
                            page.nextCursor(),
                            page.total()));
        });
    }

    private record Difference(
            String report,
            Map<String, Object> key,
            Measure measure,
            @Nullable Object published,
            @Nullable Object now,
            StatisticsQuery query) {}

    /** Of one publication with one later position. */
    private final class Comparison {

        private final Publication publication;
        private final Snapshot snapshot;
        private final long position;

        Comparison(Publication publication, Snapshot snapshot, long position) {
            this.publication = publication;
            this.snapshot = snapshot;
            this.position = position;
        }

        Knowledge now() {
            return new Knowledge.AtPosition(position);
        }

        private Knowledge then() {
            return new Knowledge.AtPosition(publication.position());
        }

        private Map<String, List<String>> asked() {
            return Map.of(
                    "fiscalYear", List.of(Integer.toString(publication.fiscalYear())),
                    "asOf", List.of(publication.asOf().toString()),
                    "position", List.of(Long.toString(position)));
        }

        /** A report that was published by an earlier version and is not there any more has no revisions. */
        List<Difference> report(String name, Answer published) {
            List<Difference> differences = new ArrayList<>();
            for (Report report : Report.values()) {
                if (report.wireName().equals(name)) {
                    Parameters parameters = Parameters.of(asked(), Parameters.OF_REPORTS);
                    StatisticsQuery query = reports.question(report, parameters);
                    Answer now = reports.named(report, parameters, snapshot, List.of());
                    Map<String, Map<String, Object>> before = rows(published, report);
                    Map<String, Map<String, Object>> after = rows(now, report);
                    Set<String> keys = new TreeSet<>(before.keySet());
                    keys.addAll(after.keySet());
                    for (String key : keys) {
                        compare(
                                report,
                                Map.of(report.rowKey(), key),
                                query,
                                query.cell(List.of(key)),
                                before.getOrDefault(key, Map.of()),
                                after.getOrDefault(key, Map.of()),
                                differences);
                    }
                    compare(
                            report,
                            Map.of(),
                            query,
                            query.cell(null),
                            published.total().values(),
                            now.total().values(),
                            differences);
                }
            }
            return differences;
        }

        private void compare(
                Report report,
                Map<String, Object> key,
                StatisticsQuery query,
                StatisticsQuery cell,
                Map<String, Object> before,
                Map<String, Object> after,
                List<Difference> differences) {
            for (Measure measure : query.measures()) {
                Object none = Figure.none(measure).written();
                Object published = before.getOrDefault(measure.wireName(), none);
                Object now = after.getOrDefault(measure.wireName(), none);
                if (!same(published, now)) {
                    differences.add(new Difference(report.wireName(), key, measure, published, now, cell.of(measure)));
                }
            }
        }

        List<Difference> annual(AnnualAnswer published) {
            Map<String, AnnualAnswer.Figure> now = new LinkedHashMap<>();
            annual.of(Parameters.of(asked(), Parameters.OF_ANNUAL), snapshot, List.of())
                    .figures()
                    .forEach(figure -> now.put(figure.id(), figure));
            List<Difference> differences = new ArrayList<>();
            for (AnnualAnswer.Figure before : published.figures()) {
                AnnualAnswer.Figure after = now.get(before.id());
                Optional<StatisticsQuery> question = annual.question(before.source());
                if (after != null && question.isPresent() && !same(before.value(), after.value())) {
                    differences.add(new Difference(
                            Publications.ANNUAL,
                            Map.of("figure", before.id()),
                            question.get().measures().get(0),
                            before.value(),
                            after.value(),
                            question.get().cell(null)));
                }
            }
            return differences;
        }

        Revision caused(Difference difference, boolean persons) {
            Set<UUID> records = snapshot.evidence(difference.query().at(then()), null)
                    .different(snapshot.evidence(difference.query().at(now()), null));
            Set<UUID> concerned = new HashSet<>(records);
            if (difference.measure().subject() == Subject.PARTICIPATION) {
                // Their programs and persons may have changed, and they with them.
                snapshot.handle()
                        .createQuery("""
                                select unnest(array[program_id, participant_id, person_id]) from participation_fact
                                where participation_id = any(:records)
                                """)
                        .bindArray("records", UUID.class, List.copyOf(records))
                        .mapTo(UUID.class)
                        .forEach(concerned::add);
            }
            List<EventBehind> events =
                    EventsBehind.of(concerned, publication.position(), position, EVENTS_AT_MOST, snapshot);
            return new Revision(
                    difference.report(),
                    difference.key(),
                    difference.measure().wireName(),
                    difference.published(),
                    difference.now(),
                    records.size(),
                    persons
                            ? events
                            : events.stream().map(EventBehind::withoutPerson).toList());
        }
    }

    private static Map<String, Map<String, Object>> rows(Answer answer, Report report) {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        answer.rows().forEach(row -> rows.put(String.valueOf(row.key().get(report.rowKey())), row.values()));
        return rows;
    }

    /** As numbers, whatever type JSON gave them. */
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number && other instanceof Number) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return Objects.toString(one, "").equals(Objects.toString(other, ""));
    }
}
