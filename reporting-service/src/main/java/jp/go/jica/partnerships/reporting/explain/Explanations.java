package jp.go.jica.partnerships.reporting.explain;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.reporting.explain.Explanation.Item;
import jp.go.jica.partnerships.reporting.explain.Explanation.Verdict;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Subject;
import jp.go.jica.partnerships.reporting.report.Answer;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.Reports;
import jp.go.jica.partnerships.reporting.statistics.Evidence;
import jp.go.jica.partnerships.reporting.statistics.Evidence.Checked;
import jp.go.jica.partnerships.reporting.statistics.Evidence.Counted;
import jp.go.jica.partnerships.reporting.statistics.Figure;
import jp.go.jica.partnerships.reporting.statistics.Knowledge;
import jp.go.jica.partnerships.reporting.statistics.Snapshot;
import jp.go.jica.partnerships.reporting.statistics.Statistics;
import jp.go.jica.partnerships.reporting.statistics.StatisticsQuery;
import org.jspecify.annotations.Nullable;

/** Explains single figures. */
@ApplicationScoped
public class Explanations {

    private static final int EVENTS_AT_MOST = 20_000;

    /** Columns that say how and since when something is known. */
    private static final Set<String> OF_THE_FACT =
            Set.of("known_from_seq", "known_to_seq", "last_dated_on", "contents_from", "contents_until", "version");

    private static final Pattern DATE = Pattern.compile(".*_(on|start|end|from|force)");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    private final Reports reports;

    public Explanations(Reports reports) {
        this.reports = reports;
    }

    /**
     * The records behind the figure that the parameters ask for.
     *
     * @throws Refusal (404) for a record that is not known here or is not for the caller to know
     */
    public Explanation of(Parameters parameters, Listing listing, Sight sight) {
        if (parameters.measures().size() != 1) {
            throw Refusal.invalid("several-measures", "?measure", "One figure is explained at a time");
        }
        return Objects.requireNonNull(reports.tagged(
                        parameters,
                        tag -> false,
                        (snapshot, owners) -> new Cell(snapshot, owners, parameters, asked(parameters, listing), sight)
                                .explained(listing, parameters.record().orElse(null)))
                .answer());
    }

    /** The next page stands where the first one did. */
    private StatisticsQuery asked(Parameters parameters, Listing listing) {
        StatisticsQuery query = reports.question(parameters);
        Listing.Position after = listing.after();
        return after == null
                ? query
                : query.asOf(LocalDate.ofEpochDay(after.id().getLeastSignificantBits()))
                        .at(new Knowledge.AtPosition(after.recordedAt().getEpochSecond()));
    }

    private static final class Cell {

        private final Snapshot snapshot;
        private final List<OwnerFreshness> owners;
        private final @Nullable YearMonth month;
        private final StatisticsQuery query;
        private final Sight sight;
        private final Measure measure;
        private final Subject subject;
        private final Evidence evidence;

        Cell(
                Snapshot snapshot,
                List<OwnerFreshness> owners,
                Parameters parameters,
                StatisticsQuery query,
                Sight sight) {
            this.snapshot = snapshot;
            this.owners = owners;
            this.month = parameters.month().orElse(null);
            this.query = query;
            this.sight = sight;
            this.measure = query.measures().get(0);
            this.subject = measure.subject();
            if (month != null
                    && (month.atDay(1).isBefore(query.period().start())
                            || month.atEndOfMonth().isAfter(query.period().end()))) {
                throw Refusal.invalid("month-outside-period", "?month", "The month does not lie in the period");
            }
            this.evidence = snapshot.evidence(query, month);
        }

        Explanation explained(Listing listing, @Nullable UUID record) {
            Evidence.Tally tally = evidence.tally();
            Page<Item> page;
            Verdict verdict = null;
            if (record == null) {
                page = page(listing, tally);
            } else {
                List<Counted> counted = evidence.of(record, sight.unsuppressed());
                verdict = verdict(record, !counted.isEmpty());
                page = new Page<>(items(counted), null, listing.total() ? (long) counted.size() : null);
            }
            Statistics statistics = snapshot.answer(month == null ? query : byMonth());
            Answer answer = Answer.of("explain", statistics);
            Optional<Answer.Row> row = answer.rows().stream()
                    .filter(each -> each.key().containsValue(String.valueOf(month)))
                    .findFirst();
            Map<String, Object> values = month == null
                    ? answer.total().values()
                    : row.map(Answer.Row::values).orElse(Map.of());
            Map<String, String> status = month == null
                    ? answer.total().status()
                    : row.map(Answer.Row::status).orElse(answer.total().status());
            return new Explanation(
                    measure.wireName(),
                    measure.unit(),
                    answer.period(),
                    month == null ? null : month.toString(),
                    answer.asOf(),
                    answer.knownAt(),
                    answer.knownAtBasis(),
                    answer.definitions(),
                    answer.officeBasis(),
                    answer.countryBasis(),
                    answer.formerCountries(),
                    answer.filters(),
                    values.getOrDefault(measure.wireName(), month == null ? null : none()),
                    String.valueOf(status.get(measure.wireName())),
                    tally.records(),
                    page.items(),
                    page.nextCursor(),
                    page.total(),
                    verdict,
                    answer.position(),
                    owners);
        }

        private @Nullable Object none() {
            return Figure.none(measure).written();
        }

        private StatisticsQuery byMonth() {
            return new StatisticsQuery(
                    query.measures(),
                    List.of(Dimension.MONTH),
                    query.period(),
                    query.filters(),
                    query.asOf(),
                    query.within(),
                    query.basis(),
                    query.knowledge());
        }

        private Page<Item> page(Listing listing, Evidence.Tally tally) {
            Listing.Position after = listing.after();
            Page<Counted> page = listing.page(
                    evidence.page(
                            after == null ? 0 : after.id().getMostSignificantBits(),
                            listing.fetch(),
                            sight.unsuppressed()),
                    counted -> new Listing.Position(
                            Instant.ofEpochSecond(evidence.position().seq()),
                            new UUID(counted.line(), query.asOf().toEpochDay())),
                    tally::lines);
            return new Page<>(items(page.items()), page.nextCursor(), page.total());
        }

        private List<Item> items(List<Counted> page) {
            Set<UUID> concerned = new HashSet<>();
            page.forEach(each -> concerned.addAll(concerned(each)));
            List<EventBehind> events = EventsBehind.of(
                    concerned, EventsBehind.SINCE_THE_FIRST, evidence.position().seq(), EVENTS_AT_MOST, snapshot);
            return page.stream().map(each -> item(each, events)).toList();
        }

        /** The record, its program, and for those who may know, its person. */
        private Set<UUID> concerned(Counted counted) {
            return Stream.concat(
                            Stream.of(
                                    counted.record().toString(), counted.fact().get("program_id")),
                            sight.unsuppressed()
                                    ? Stream.of(
                                            counted.fact().get("participant_id"),
                                            counted.fact().get("person_id"))
                                    : Stream.of())
                    .filter(Objects::nonNull)
                    .map(id -> UUID.fromString(id.toString()))
                    .collect(toUnmodifiableSet());
        }

        private Item item(Counted counted, List<EventBehind> events) {
            Map<String, Object> dates = new LinkedHashMap<>();
            Map<String, Object> attributes = new LinkedHashMap<>();
            counted.fact().forEach((column, value) -> {
                if (value != null && !OF_THE_FACT.contains(column) && !column.equals(subject.idColumn())) {
                    (DATE.matcher(column).matches() ? dates : attributes).put(camelCase(column), value);
                }
            });
            Set<UUID> concerned = concerned(counted);
            boolean open = sight.unsuppressed() || subject != Subject.PARTICIPATION;
            dates.remove("ledFrom");
            return new Item(
                    counted.record(),
                    subject.name().toLowerCase(Locale.ROOT),
                    counted.fact().get("program_id") == null || subject == Subject.PROGRAM
                            ? null
                            : counted.fact().get("program_id"),
                    counted.fact().get("run_id"),
                    counted.office(),
                    counted.value(),
                    counted.n(),
                    counted.days(),
                    dates,
                    open ? attributes : null,
                    events.stream()
                            .filter(event -> event.aggregateId() != null && concerned.contains(event.aggregateId()))
                            .toList());
        }

        private Verdict verdict(UUID record, boolean counted) {
            List<List<Checked>> rules = evidence.why(record);
            long position = evidence.position().seq();
            Set<UUID> concerned = new HashSet<>(Set.of(record));
            if (rules.isEmpty()) {
                rules = List.of(List.of(notKnown(record)));
            }
            if (!counted && !mayRead(record)) {
                throw Refusal.notFound();
            }
            List<EventBehind> events =
                    EventsBehind.of(concerned, EventsBehind.SINCE_THE_FIRST, position, EVENTS_AT_MOST, snapshot);
            List<String> reasons = new ArrayList<>();
            if (!counted) {
                if (events.stream().anyMatch(event -> event.type().contains("-annulled."))) {
                    reasons.add("It was annulled: what was entered in error counts in nothing");
                }
                rules.stream()
                        .flatMap(List::stream)
                        .filter(rule -> !rule.holds())
                        .map(rule -> Objects.requireNonNullElse(rule.found(), rule.requires()))
                        .distinct()
                        .forEach(reasons::add);
                if (reasons.isEmpty()) {
                    reasons.add("Another one was earlier");
                }
            }
            boolean open = sight.unsuppressed() || mayRead(record);
            return new Verdict(record, counted, reasons, open ? rules : List.of(), events);
        }

        /** Why nothing is known of it among the records that the measure counts. */
        private Checked notKnown(UUID record) {
            for (Subject each : Subject.values()) {
                Optional<Long> since = snapshot.handle()
                        .createQuery("select min(known_from_seq) from %s where %s = :record"
                                .formatted(each.factTable(), each.idColumn()))
                        .bind("record", record)
                        .mapTo(Long.class)
                        .findOne();
                if (since.isPresent()) {
                    return each == subject
                            ? new Checked(
                                    "It is known at position %d"
                                            .formatted(evidence.position().seq()),
                                    false,
                                    "It became known at position %d".formatted(since.get()))
                            : new Checked(
                                    "It is one of the %s, which this measure counts".formatted(subject.wireName()),
                                    false,
                                    "It is one of the %s, which this measure does not count"
                                            .formatted(each.wireName()));
                }
            }
            throw Refusal.notFound();
        }

        /** Programs and agreements are open to all; a participation to the offices of its person's programs. */
        private boolean mayRead(UUID record) {
            return snapshot.handle()
                    .createQuery("""
                            select :everything or not exists (
                                select 1 from participation_fact where participation_id = :record)
                            or (:persons and (:everyOffice or exists (
                                select 1 from participation_fact mine
                                join participation_fact one on one.participant_id = mine.participant_id
                                 and one.person_id = mine.person_id and one.known_to_seq = 9223372036854775807
                                left join program_fact program on program.program_id = one.program_id
                                 and program.known_to_seq = 9223372036854775807
                                where mine.participation_id = :record and mine.known_to_seq = 9223372036854775807
                                  and (one.led_by && :offices::text[] or program.cooperating_offices && :offices::text[]))))
                            """)
                    .bind("everything", sight.unsuppressed())
                    .bind("persons", sight.persons())
                    .bind("everyOffice", sight.everyOffice())
                    .bindArray("offices", String.class, List.copyOf(sight.offices()))
                    .bind("record", record)
                    .mapTo(Boolean.class)
                    .one();
        }
    }

    private static String camelCase(String column) {
        return UNDERSCORE.matcher(column).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
