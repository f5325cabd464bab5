package jp.go.jica.partnerships.reporting.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.ReferenceData;
import jp.go.jica.partnerships.referencedata.Tokyo;
import jp.go.jica.partnerships.reporting.disclosure.Disclosure;
import jp.go.jica.partnerships.reporting.disclosure.PublishedYear;
import jp.go.jica.partnerships.reporting.freshness.Freshness;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.freshness.ReadYourWrites;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.statistics.Filters;
import jp.go.jica.partnerships.reporting.statistics.Period;
import jp.go.jica.partnerships.reporting.statistics.Position;
import jp.go.jica.partnerships.reporting.statistics.Snapshot;
import jp.go.jica.partnerships.reporting.statistics.Snapshots;
import jp.go.jica.partnerships.reporting.statistics.Statistics;
import jp.go.jica.partnerships.reporting.statistics.StatisticsQuery;

/** Answers reports and statistics, each from one snapshot. */
@ApplicationScoped
public class Reports {

    // The same figures with some withheld are another answer.
    private static final String WITHHOLDING = "-withholding";

    private final Snapshots snapshots;
    private final Freshness freshness;
    private final ReadYourWrites readYourWrites;
    private final Disclosure disclosure;
    private final Clock clock;

    public Reports(
            Snapshots snapshots,
            Freshness freshness,
            ReadYourWrites readYourWrites,
            Disclosure disclosure,
            Clock clock) {
        this.snapshots = snapshots;
        this.freshness = freshness;
        this.readYourWrites = readYourWrites;
        this.disclosure = disclosure;
        this.clock = clock;
    }

    /**
     * A named report.
     *
     * @param had whether the caller has the answer with this tag already
     */
    public Tagged<Answer> named(Report report, Parameters parameters, Predicate<String> had) {
        return tagged(parameters, had, (snapshot, owners) -> named(report, parameters, snapshot, owners));
    }

    /** The same from a snapshot that is open already. */
    public Answer named(Report report, Parameters parameters, Snapshot snapshot, List<OwnerFreshness> owners) {
        return Answer.of(
                report.wireName(), null, snapshot.answer(question(report, parameters)), report.rowKey(), owners);
    }

    /** The question that a named report asks. */
    public StatisticsQuery question(Report report, Parameters parameters) {
        return query(
                parameters,
                meaningful(report.measures(), parameters.filters()),
                List.of(report.dimension()),
                parameters.period().orElseGet(this::thisYear),
                parameters.filters());
    }

    /**
     * A country by fiscal year.
     *
     * @throws Refusal (404) if there is no such country
     */
    public Tagged<Answer> ofCountry(String code, Parameters parameters, Predicate<String> had) {
        Country country;
        try {
            country = Countries.of(CountryCode.parse(code));
        } catch (InvalidCode unknown) {
            throw Refusal.notFound();
        }
        Answer.About about = new Answer.About(country.code().value(), country.name());
        return byYear("country", about, Report.COUNTRIES, Dimension.COUNTRY, parameters, had);
    }

    /**
     * An office by fiscal year.
     *
     * @throws Refusal (404) if there is no such office
     */
    public Tagged<Answer> ofOffice(String code, Parameters parameters, Predicate<String> had) {
        Office office;
        try {
            office = Offices.of(OfficeCode.parse(code));
        } catch (InvalidCode unknown) {
            throw Refusal.notFound();
        }
        Answer.About about = new Answer.About(office.code().value(), office.name());
        return byYear("office", about, Report.OFFICES, Dimension.LEAD_OFFICE, parameters, had);
    }

    private Tagged<Answer> byYear(
            String name,
            Answer.About about,
            Report report,
            Dimension dimension,
            Parameters parameters,
            Predicate<String> had) {
        if (parameters.filters().values().containsKey(dimension)) {
            throw Refusal.invalid(
                    "already-said",
                    "?" + dimension.wireName(),
                    "The path says already which %s is meant".formatted(name));
        }
        Filters filters = parameters.filters().with(dimension, about.code());
        return tagged(parameters, had, (snapshot, owners) -> {
            StatisticsQuery query = query(
                    parameters,
                    meaningful(report.measures(), filters),
                    List.of(Dimension.FISCAL_YEAR),
                    parameters.period().orElseGet(() -> sinceTheFirst(snapshot)),
                    filters);
            return Answer.of(name, about, snapshot.answer(query), null, owners);
        });
    }

    /** Any measures by any dimensions. */
    public Tagged<Answer> statistics(Parameters parameters, Predicate<String> had) {
        return tagged(
                parameters,
                had,
                (snapshot, owners) ->
                        Answer.of("statistics", null, snapshot.answer(question(parameters)), null, owners));
    }

    /**
     * A table with an attribute of persons, for callers who do not see everything.
     *
     * @throws Refusal (403) for anything but the open tables
     */
    public Tagged<Answer> disclosed(Parameters parameters, Predicate<String> had) {
        PublishedYear year = disclosure.open(question(parameters), parameters.aboutTime());
        Parameters then = parameters.at(year.asOf(), year.position());
        Tagged<Answer> found = tagged(then, tag -> had.test(tag + WITHHOLDING), (snapshot, owners) -> {
            Statistics statistics = disclosure.protect(snapshot, year, snapshot.answer(question(then)));
            return Answer.of("statistics", null, statistics, null, owners);
        });
        return new Tagged<>(found.tag() + WITHHOLDING, found.answer());
    }

    /**
     * The question that the parameters of {@code /v1/statistics} ask.
     *
     * @throws Refusal (400) for a dimension that says nothing about one of the measures
     */
    public StatisticsQuery question(Parameters parameters) {
        List<Measure> measures = parameters.measures();
        List<Dimension> groupBy = parameters.groupBy();
        Filters filters = parameters.filters();
        for (Measure measure : measures) {
            groupBy.stream()
                    .filter(dimension -> !dimension.appliesTo(measure.subject()))
                    .findFirst()
                    .ifPresent(dimension -> {
                        throw notOf(measure, dimension, "?groupBy");
                    });
            filters.notMeaningfulFor(measure).ifPresent(dimension -> {
                throw notOf(measure, dimension, "?" + dimension.wireName());
            });
        }
        return query(parameters, measures, groupBy, parameters.period().orElseGet(this::thisYear), filters);
    }

    /**
     * Waits for the changes that the answer must know, opens a snapshot, and reads from it unless the caller has that
     * answer already.
     *
     * @throws Refusal (503) if a change does not arrive in time or an owner lags behind more than is asked for
     */
    public <A> Tagged<A> tagged(
            Parameters parameters, Predicate<String> had, BiFunction<Snapshot, List<OwnerFreshness>, A> reading) {
        readYourWrites.await(parameters.sees());
        return snapshots.read(snapshot -> {
            Position position = snapshot.position(parameters.knowledge());
            List<OwnerFreshness> owners = freshness.owners(snapshot);
            parameters.maxStaleness().ifPresent(limit -> refuseStale(owners, limit));
            String tag = "%d.%d-%s-%s-%s"
                    .formatted(
                            position.seq(),
                            snapshot.corrections(),
                            asOf(parameters),
                            Measure.DEFINITIONS,
                            ReferenceData.version());
            return had.test(tag) ? new Tagged<A>(tag, null) : new Tagged<>(tag, reading.apply(snapshot, owners));
        });
    }

    public LocalDate asOf(Parameters parameters) {
        return parameters.asOf().orElseGet(() -> Tokyo.today(clock));
    }

    private StatisticsQuery query(
            Parameters parameters, List<Measure> measures, List<Dimension> groupBy, Period period, Filters filters) {
        return new StatisticsQuery(
                measures,
                groupBy,
                period,
                filters,
                asOf(parameters),
                parameters.within(),
                parameters.basis(),
                parameters.knowledge());
    }

    private Period thisYear() {
        return Period.of(FiscalYear.at(clock.instant()));
    }

    private Period sinceTheFirst(Snapshot snapshot) {
        FiscalYear now = FiscalYear.at(clock.instant());
        FiscalYear first =
                snapshot.firstYear().filter(year -> year.compareTo(now) < 0).orElse(now);
        return new Period(first, now);
    }

    /**
     * A filter by scheme says nothing about agreements: the report then has no column for them.
     *
     * @throws Refusal (400) if nothing is left
     */
    private static List<Measure> meaningful(List<Measure> measures, Filters filters) {
        List<Measure> meaningful = measures.stream()
                .filter(measure -> filters.notMeaningfulFor(measure).isEmpty())
                .toList();
        if (meaningful.isEmpty()) {
            Measure measure = measures.get(0);
            Dimension dimension = filters.notMeaningfulFor(measure).orElseThrow();
            throw notOf(measure, dimension, "?" + dimension.wireName());
        }
        return meaningful;
    }

    private static void refuseStale(List<OwnerFreshness> owners, Duration limit) {
        for (OwnerFreshness owner : owners) {
            Long lag = owner.lagMillis();
            if (lag == null || Duration.ofMillis(lag).compareTo(limit) > 0) {
                throw Refusal.unavailable(
                        "The changes of %s are not known up to %s ago".formatted(owner.owner(), limit));
            }
        }
    }

    private static Refusal notOf(Measure measure, Dimension dimension, String pointer) {
        return Refusal.invalid(
                "dimension-not-of-measure",
                pointer,
                "%s are not told apart by %s".formatted(measure.wireName(), dimension.wireName()));
    }
}
