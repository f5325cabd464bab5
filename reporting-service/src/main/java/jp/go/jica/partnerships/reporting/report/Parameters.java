package jp.go.jica.partnerships.reporting.report;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Refusal.Violation;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import jp.go.jica.partnerships.reporting.fold.Codes;
import jp.go.jica.partnerships.reporting.freshness.EventVersion;
import jp.go.jica.partnerships.reporting.measure.Codelist;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.statistics.Basis;
import jp.go.jica.partnerships.reporting.statistics.CountryBasis;
import jp.go.jica.partnerships.reporting.statistics.Filters;
import jp.go.jica.partnerships.reporting.statistics.Knowledge;
import jp.go.jica.partnerships.reporting.statistics.Period;
import jp.go.jica.partnerships.reporting.statistics.StatisticsQuery;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request for figures. One that is not known here, or makes no sense, is refused and never
 * passed over: the answer would look right.
 */
public final class Parameters {

    private static final Set<String> FILTERS =
            Dimension.filters().stream().map(Dimension::wireName).collect(Collectors.toUnmodifiableSet());

    /** Which records are meant, and where they count. */
    private static final Set<String> OF_QUESTIONS =
            and(FILTERS, Set.of("developing", "officeBasis", "countryBasis", "formerCountries", "within"));

    private static final Set<String> OF_EVERY_ANSWER =
            Set.of("asOf", "knownAt", "position", "sees", "maxStaleness", "format");

    /** What the annual report takes. */
    public static final Set<String> OF_ANNUAL = and(OF_EVERY_ANSWER, Set.of("fiscalYear"));

    /** What the report on the quality of the records takes. */
    public static final Set<String> OF_QUALITY = OF_EVERY_ANSWER;

    /** What a named report takes. */
    public static final Set<String> OF_REPORTS =
            and(and(OF_EVERY_ANSWER, OF_QUESTIONS), Set.of("fiscalYear", "from", "to"));

    /** What the general question takes. */
    public static final Set<String> OF_STATISTICS = and(OF_REPORTS, Set.of("measure", "groupBy"));

    /** What a question about one figure takes. */
    public static final Set<String> OF_EXPLAIN = and(
            OF_QUESTIONS,
            Set.of(
                    "measure",
                    "fiscalYear",
                    "from",
                    "to",
                    "month",
                    "record",
                    "asOf",
                    "knownAt",
                    "position",
                    "sees",
                    "maxStaleness",
                    "cursor",
                    "limit",
                    "total"));

    private static final Set<String> REPEATABLE = and(FILTERS, Set.of("sees", "measure", "groupBy"));

    private static final Pattern DAYS = Pattern.compile("P([0-9]{1,4})D");

    private final Map<String, List<String>> given;

    private Parameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /**
     * Takes the parameters of a request.
     *
     * @throws Refusal (400) naming every parameter that is unknown here or given more than once
     */
    public static Parameters of(Map<String, List<String>> given, Set<String> known) {
        Set<String> names = new TreeSet<>(known);
        List<Violation> violations = given.entrySet().stream()
                .flatMap(entry -> {
                    String name = entry.getKey();
                    if (!names.contains(name)) {
                        return Stream.of(new Violation(
                                "?" + name, "unknown-query-parameter", "Known here are " + String.join(", ", names)));
                    }
                    if (entry.getValue().size() > 1 && !REPEATABLE.contains(name)) {
                        return Stream.of(
                                new Violation("?" + name, "repeated-query-parameter", name + " is given once at most"));
                    }
                    return Stream.empty();
                })
                .toList();
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
        return new Parameters(given);
    }

    /** One fiscal year, or a range of them as one period; empty if none is given. */
    public Optional<Period> period() {
        Optional<FiscalYear> year = one("fiscalYear").map(text -> code("fiscalYear", FiscalYear::parse, text));
        Optional<FiscalYear> from = one("from").map(text -> code("from", FiscalYear::parse, text));
        Optional<FiscalYear> to = one("to").map(text -> code("to", FiscalYear::parse, text));
        if (year.isPresent() && (from.isPresent() || to.isPresent())) {
            throw Refusal.invalid("ambiguous-period", "?fiscalYear", "Give fiscalYear, or from and to, not both");
        }
        if (from.isPresent() != to.isPresent()) {
            throw Refusal.invalid("open-period", from.isPresent() ? "?to" : "?from", "A range needs both from and to");
        }
        if (from.isPresent() && from.get().compareTo(to.get()) > 0) {
            throw Refusal.invalid("empty-period", "?to", "The range ends before it begins");
        }
        return from.isPresent()
                ? Optional.of(new Period(from.get(), to.get()))
                : year.or(() -> month().map(month -> FiscalYear.of(month.atDay(1))))
                        .map(Period::of);
    }

    /** The month of the period that is meant alone. */
    public Optional<YearMonth> month() {
        return one("month").map(text -> {
            if (!text.matches("(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])")) {
                throw Refusal.invalid("invalid-month", "?month", "Give a month such as 2015-06");
            }
            return YearMonth.parse(text);
        });
    }

    /** The one record that is asked about. */
    public Optional<UUID> record() {
        return one("record").map(text -> {
            if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
                throw Refusal.invalid("invalid-id", "?record", "Give the id of a record");
            }
            return UUID.fromString(text);
        });
    }

    /** A parameter of which the value is read elsewhere. */
    public @Nullable String raw(String name) {
        return one(name).orElse(null);
    }

    public Filters filters() {
        Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.filters()) {
            List<String> codes = all(dimension.wireName());
            if (!codes.isEmpty()) {
                codes.forEach(code -> requireKnown(dimension, code));
                values.put(dimension, codes);
            }
        }
        return new Filters(values, one("developing").map(Parameters::yesOrNo).orElse(null));
    }

    public Basis basis() {
        return new Basis(
                word("officeBasis", Basis.Succession.values(), Basis.Succession::wireName),
                word("countryBasis", CountryBasis.values(), CountryBasis::wireName),
                word("formerCountries", Basis.Succession.values(), Basis.Succession::wireName));
    }

    /** Whether anything that tells of persons has a part in the question. */
    public boolean isPersonal() {
        return basis().country() == CountryBasis.NATIONALITY
                || Stream.concat(
                                groupBy().stream(),
                                Dimension.filters().stream()
                                        .filter(filter ->
                                                !all(filter.wireName()).isEmpty()))
                        .anyMatch(Dimension::isPersonal);
    }

    /** Within how many days an agreement must run out to be expiring. */
    public int within() {
        return one("within")
                .map(text -> {
                    Matcher days = DAYS.matcher(text);
                    if (!days.matches()) {
                        throw Refusal.invalid("invalid-duration", "?within", "Give a number of days such as P90D");
                    }
                    return Integer.parseInt(days.group(1));
                })
                .orElse(StatisticsQuery.WITHIN);
    }

    public Optional<LocalDate> asOf() {
        return one("asOf").map(text -> {
            try {
                LocalDate date = LocalDate.parse(text);
                if (date.getYear() < 1900 || date.getYear() > 2299) {
                    throw Refusal.invalid("invalid-date", "?asOf", "Give a date between 1900 and 2299");
                }
                return date;
            } catch (DateTimeException notADate) {
                throw Refusal.invalid("invalid-date", "?asOf", "Give a date such as 2016-03-31");
            }
        });
    }

    public Knowledge knowledge() {
        Optional<String> position = one("position");
        Optional<String> knownAt = one("knownAt");
        if (position.isPresent() && knownAt.isPresent()) {
            throw Refusal.invalid("ambiguous-knowledge", "?position", "Give position or knownAt, not both");
        }
        if (position.isPresent()) {
            if (!position.get().matches("-?[0-9]{1,18}")) {
                throw Refusal.invalid("invalid-position", "?position", "Give the position that an answer named");
            }
            return new Knowledge.AtPosition(Long.parseLong(position.get()));
        }
        return knownAt.<Knowledge>map(text -> {
                    try {
                        Instant instant = OffsetDateTime.parse(text).toInstant();
                        if (instant.isBefore(Instant.EPOCH)) {
                            throw Refusal.invalid("unknown-position", "?knownAt", "Nothing was known here then");
                        }
                        return new Knowledge.At(instant);
                    } catch (DateTimeException notAnInstant) {
                        throw Refusal.invalid(
                                "invalid-instant", "?knownAt", "Give an instant such as 2016-04-01T00:00:00Z");
                    }
                })
                .orElse(Knowledge.NEWEST);
    }

    /** What was said about time, as it was said: asOf, knownAt, position. */
    public Map<String, String> aboutTime() {
        Map<String, String> said = new LinkedHashMap<>();
        for (String name : List.of("asOf", "knownAt", "position")) {
            one(name).ifPresent(value -> said.put(name, value));
        }
        return said;
    }

    /** The same as of another day and position. */
    public Parameters at(LocalDate asOf, long position) {
        Map<String, List<String>> then = new LinkedHashMap<>(given);
        then.put("asOf", List.of(asOf.toString()));
        then.put("position", List.of(Long.toString(position)));
        return new Parameters(then);
    }

    /** The changes that the answer must know. */
    public List<EventVersion> sees() {
        return all("sees").stream().map(EventVersion::parse).toList();
    }

    public Optional<Duration> maxStaleness() {
        return one("maxStaleness")
                .map(text -> duration(text)
                        .filter(staleness -> !staleness.isNegative())
                        .orElseThrow(() ->
                                Refusal.invalid("invalid-duration", "?maxStaleness", "Give a duration such as PT5S")));
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException notADuration) {
            return Optional.empty();
        }
    }

    /** In the order in which they were asked for; at least one. */
    public List<Measure> measures() {
        Set<Measure> measures = new LinkedHashSet<>();
        for (String name : all("measure")) {
            measures.add(Measure.named(name)
                    .orElseThrow(() -> Refusal.invalid(
                            "unknown-measure",
                            "?measure",
                            "Known measures are "
                                    + Arrays.stream(Measure.values())
                                            .map(Measure::wireName)
                                            .collect(Collectors.joining(", ")))));
        }
        if (measures.isEmpty()) {
            throw Refusal.invalid("missing-measure", "?measure", "Say what is to be counted");
        }
        return List.copyOf(measures);
    }

    public List<Dimension> groupBy() {
        Set<Dimension> dimensions = new LinkedHashSet<>();
        for (String name : all("groupBy")) {
            dimensions.add(Dimension.named(name)
                    .orElseThrow(() -> Refusal.invalid(
                            "unknown-dimension",
                            "?groupBy",
                            "Known dimensions are "
                                    + Arrays.stream(Dimension.values())
                                            .map(Dimension::wireName)
                                            .collect(Collectors.joining(", ")))));
        }
        if (dimensions.size() > StatisticsQuery.DIMENSIONS_AT_MOST) {
            throw Refusal.invalid(
                    "too-many-dimensions",
                    "?groupBy",
                    "At most %d dimensions".formatted(StatisticsQuery.DIMENSIONS_AT_MOST));
        }
        return List.copyOf(dimensions);
    }

    private static void requireKnown(Dimension dimension, String text) {
        // The words for what is missing stand in rows too, and can be asked for like any other key.
        if (Codes.isMissing(dimension, text)) {
            return;
        }
        try {
            dimension.codelist().label(text);
        } catch (InvalidCode invalid) {
            throw Refusal.invalid(invalid.code(), "?" + dimension.wireName(), String.valueOf(invalid.getMessage()));
        } catch (Codelist.UnknownWord unknown) {
            throw Refusal.invalid(
                    "unknown-" + dimension.wireName().toLowerCase(Locale.ROOT),
                    "?" + dimension.wireName(),
                    String.valueOf(unknown.getMessage()));
        }
    }

    /** One of the words that a parameter takes, the first if nothing is said. */
    private <W> W word(String parameter, W[] words, Function<W, String> wireName) {
        return one(parameter)
                .map(text -> Arrays.stream(words)
                        .filter(word -> wireName.apply(word).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid(
                                "invalid-basis",
                                "?" + parameter,
                                "Give " + Arrays.stream(words).map(wireName).collect(Collectors.joining(" or ")))))
                .orElse(words[0]);
    }

    private static <C> C code(String parameter, Function<String, C> parse, String text) {
        try {
            return parse.apply(text);
        } catch (InvalidCode invalid) {
            throw Refusal.invalid(invalid.code(), "?" + parameter, String.valueOf(invalid.getMessage()));
        }
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid("invalid-boolean", "?developing", "Give true or false");
        };
    }

    private static Set<String> and(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    private List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }
}
