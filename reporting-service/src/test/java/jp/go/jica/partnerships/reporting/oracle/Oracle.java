package jp.go.jica.partnerships.reporting.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.DevelopmentStatus;
import jp.go.jica.partnerships.referencedata.FacilityCode;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.SchemeKind;
import jp.go.jica.partnerships.referencedata.SectorCode;
import jp.go.jica.partnerships.referencedata.ThematicFieldCode;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of the statistics, told as simply as possible: over the newest known state of every record, day by day and
 * value by value, without a database and without a thought about speed. It shares nothing with the service but the reference
 * data.
 */
final class Oracle {

    private static final Set<String> NO_VALUES = Set.of("ZZ", "NONE", "UNKNOWN");

    private final Map<String, JsonNode> programs;
    private final Map<String, JsonNode> participations;
    private final Map<String, JsonNode> agreements;
    private final Map<String, JsonNode> participants;

    /** @param states the newest known states by aggregate and id */
    Oracle(Map<String, Map<String, JsonNode>> states) {
        this.programs = states.getOrDefault("program", Map.of());
        this.participations = states.getOrDefault("participation", Map.of());
        this.agreements = states.getOrDefault("agreement", Map.of());
        this.participants = states.getOrDefault("participant", Map.of());
    }

    /** A question, in the words of the API. */
    record Question(
            String measure,
            List<String> groupBy,
            int from,
            int to,
            Map<String, List<String>> filters,
            @Nullable Boolean developing,
            LocalDate asOf,
            int within,
            boolean officeSuccessor,
            boolean byNationality,
            boolean countrySuccessor) {

        LocalDate first() {
            return LocalDate.of(from, 4, 1);
        }

        LocalDate last() {
            return LocalDate.of(to + 1, 3, 31);
        }

        Question whole() {
            return new Question(
                    measure,
                    List.of(),
                    from,
                    to,
                    filters,
                    developing,
                    asOf,
                    within,
                    officeSuccessor,
                    byNationality,
                    countrySuccessor);
        }

        boolean happened(@Nullable LocalDate day) {
            return day != null && !day.isAfter(asOf);
        }

        boolean covers(LocalDate day) {
            return !day.isBefore(first()) && !day.isAfter(last());
        }
    }

    /** What is counted, by the keys of the rows, and all in all. */
    record Answer(Map<List<String>, Object> rows, Object total) {}

    /**
     * One thing that counts.
     *
     * @param listYear by whose DAC list a country is developing
     * @param value what is told apart by distinct counts
     * @param attributes codes by dimension, several where a record has several
     */
    private record Item(
            String fiscalYear, String month, int listYear, Object value, Map<String, Set<String>> attributes) {}

    private record Span(LocalDate first, LocalDate last) {}

    Answer answer(Question question) {
        List<Item> items = items(question);
        String counted = switch (question.measure) {
            case "countries" -> "country";
            case "localGovernmentsInForce" -> "localGovernment";
            case "prefecturesInForce", "prefecturesInForceShare" -> "prefecture";
            default -> "";
        };
        Map<List<String>, List<Object>> found = new TreeMap<>(Oracle::compare);
        List<Object> all = new ArrayList<>();
        for (Item item : items) {
            List<String> shown = new ArrayList<>(question.groupBy);
            if (!counted.isEmpty()) {
                shown.add(counted);
            }
            Set<List<String>> tuples = tuples(question, item, shown);
            Set<List<String>> keys = new LinkedHashSet<>();
            for (List<String> tuple : tuples) {
                List<String> key = tuple.subList(0, question.groupBy.size());
                Object value = counted.isEmpty() ? item.value : tuple.get(tuple.size() - 1);
                if (!counted.isEmpty() || keys.add(key)) {
                    found.computeIfAbsent(key, each -> new ArrayList<>()).add(value);
                }
            }
        }
        // The total is a question of its own, about the whole period.
        Question whole = question.whole();
        List<String> onlyCounted = counted.isEmpty() ? List.of() : List.of(counted);
        for (Item item : items(whole)) {
            for (List<String> tuple : tuples(whole, item, onlyCounted)) {
                all.add(counted.isEmpty() ? item.value : tuple.get(0));
            }
        }
        Map<List<String>, Object> rows = new TreeMap<>(Oracle::compare);
        found.forEach((key, values) -> {
            Object figure = figure(question.measure, values);
            if (!figure.equals(figure(question.measure, List.of()))) {
                rows.put(key, figure);
            }
        });
        return new Answer(question.groupBy.isEmpty() ? Map.of() : rows, figure(question.measure, all));
    }

    private static int compare(List<String> one, List<String> other) {
        return String.join("\u0000", one).compareTo(String.join("\u0000", other));
    }

    private static Object figure(String measure, List<Object> values) {
        Set<Object> distinct = new HashSet<>(values);
        distinct.removeAll(NO_VALUES);
        long different = distinct.size();
        return switch (measure) {
            case "personDays" -> values.stream().mapToLong(days -> (Long) days).sum();
            case "persons", "countries", "localGovernmentsInForce", "prefecturesInForce" -> different;
            case "prefecturesInForceShare" ->
                BigDecimal.valueOf(different).divide(BigDecimal.valueOf(47), 4, RoundingMode.HALF_UP);
            case "firstAgreementSignedOn" ->
                values.stream()
                        .map(LocalDate.class::cast)
                        .min(LocalDate::compareTo)
                        .<Object>map(day -> day)
                        .orElse("none");
            default -> (long) values.size();
        };
    }

    // ---- dimensions

    /** The combinations of values under which an item stands, given the filters; values of one code stay together. */
    private Set<List<String>> tuples(Question question, Item item, List<String> shown) {
        List<Map<String, String>> combinations = new ArrayList<>();
        combinations.add(Map.of("fiscalYear", item.fiscalYear, "month", item.month));
        for (Map.Entry<String, Set<String>> attribute : item.attributes.entrySet()) {
            String base = attribute.getKey();
            List<Map<String, String>> elements = attribute.getValue().stream()
                    .map(code -> derived(question, base, code, item.listYear))
                    .filter(values -> matches(question, values))
                    .toList();
            // Of many codes of which none is shown, one is as good as another.
            boolean isShown = !elements.isEmpty() && shown.stream().anyMatch(elements.get(0)::containsKey);
            List<Map<String, String>> each = isShown || elements.isEmpty() ? elements : elements.subList(0, 1);
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (Map<String, String> element : each) {
                    Map<String, String> both = new HashMap<>(combination);
                    both.putAll(element);
                    more.add(both);
                }
            }
            combinations = more;
        }
        Set<List<String>> tuples = new LinkedHashSet<>();
        for (Map<String, String> combination : combinations) {
            tuples.add(shown.stream().map(combination::get).toList());
        }
        return tuples;
    }

    private static boolean matches(Question question, Map<String, String> values) {
        for (Map.Entry<String, String> value : values.entrySet()) {
            List<String> wanted = question.filters.get(value.getKey());
            if (wanted != null && !wanted.contains(value.getValue())) {
                return false;
            }
        }
        String developing = values.get("developing");
        return question.developing == null || developing == null || developing.equals(question.developing.toString());
    }

    /** A code and what follows from it. */
    private static Map<String, String> derived(Question question, String base, String code, int listYear) {
        Map<String, String> values = new HashMap<>();
        switch (base) {
            case "country" -> {
                values.put("country", question.countrySuccessor ? successorOfCountry(code) : code);
                values.put("region", region(code));
                values.put("incomeGroup", incomeGroup(code, listYear));
                values.put(
                        "developing",
                        Boolean.toString(!code.equals("UNKNOWN")
                                && Countries.isDeveloping(CountryCode.parse(code), FiscalYear.of(listYear))));
            }
            case "localGovernment" -> {
                values.put("localGovernment", code);
                values.put("prefecture", NO_VALUES.contains(code) ? code : code.substring(0, 2));
            }
            case "sector" -> {
                values.put("sector", code);
                values.put("sectorCategory", NO_VALUES.contains(code) ? code : code.substring(0, 3));
            }
            case "leadOffice", "cooperatingOffice" ->
                values.put(base, question.officeSuccessor ? successorOfOffice(code) : code);
            default -> values.put(base, code);
        }
        return values;
    }

    private static String successorOfOffice(String code) {
        return List.of("UNASSIGNED", "UNKNOWN", "NONE").contains(code)
                ? code
                : Offices.successorOf(OfficeCode.parse(code)).value();
    }

    private static String successorOfCountry(String code) {
        if (code.equals("UNKNOWN")) {
            return code;
        }
        List<CountryCode> successors = Countries.of(CountryCode.parse(code)).successors();
        return successors.size() == 1 ? successorOfCountry(successors.get(0).value()) : code;
    }

    private static String region(String code) {
        if (NO_VALUES.contains(code)) {
            return code;
        }
        Country country = Countries.of(CountryCode.parse(code));
        if (country.region() != null) {
            return country.region().code();
        }
        Set<String> regions = new HashSet<>();
        country.successors().forEach(successor -> regions.add(region(successor.value())));
        return regions.isEmpty()
                ? "NONE"
                : regions.size() == 1 ? regions.iterator().next() : "UNKNOWN";
    }

    private static String incomeGroup(String code, int year) {
        if (NO_VALUES.contains(code)) {
            return code;
        }
        DevelopmentStatus status = Countries.developmentStatus(CountryCode.parse(code), FiscalYear.of(year));
        if (status.incomeGroup() != null) {
            return status.incomeGroup().name();
        }
        List<CountryCode> successors = Countries.of(CountryCode.parse(code)).successors();
        if (successors.size() == 1) {
            return incomeGroup(successors.get(0).value(), year);
        }
        return status.developing() ? "UNKNOWN" : "NOT_LISTED";
    }

    // ---- what is counted

    private List<Item> items(Question question) {
        List<Item> items = new ArrayList<>();
        switch (question.measure) {
            case "participationsAccepted", "countries" -> accepted(question, items, participation -> 1);
            case "persons" -> accepted(question, items, this::person);
            case "participationsCompleted" -> participationFlow(question, items, "completedOn");
            case "participationsWithdrawn" -> participationFlow(question, items, "withdrawnOn");
            case "participationsContinuing" -> continuing(question, items);
            case "participationsActive" -> {
                accepted(question, items, participation -> 1);
                continuing(question, items);
            }
            case "personDays" -> personDays(question, items);
            case "programsActive" -> programsActive(question, items);
            case "agreementsSigned" -> agreementFlow(question, items, agreement -> days(date(agreement, "signedOn")));
            case "firstAgreementSignedOn" ->
                agreementFlow(question, items, agreement -> days(date(agreement, "signedOn")));
            case "agreementsTerminated" ->
                agreementFlow(question, items, agreement -> days(date(agreement, "terminatedOn")));
            case "agreementsAmended" -> agreementFlow(question, items, Oracle::amendments);
            case "agreementsRenewed" -> agreementFlow(question, items, agreement -> renewals(question, agreement));
            case "agreementsExpired" ->
                agreementFlow(question, items, agreement -> days(expiry(agreement, question.asOf)));
            case "agreementsInForce", "localGovernmentsInForce", "prefecturesInForce", "prefecturesInForceShare" ->
                agreementStock(question, items, (agreement, day) -> inForce(agreement, day, question.asOf));
            case "agreementsExpiring" ->
                agreementStock(question, items, (agreement, day) -> {
                    LocalDate expiry = expiry(agreement, question.asOf);
                    return inForce(agreement, day, question.asOf)
                            && expiry != null
                            && !expiry.isAfter(day.plusDays(question.within));
                });
            default -> {
                String what = question.measure.substring("programs".length());
                programFlow(question, items, Character.toLowerCase(what.charAt(0)) + what.substring(1) + "On");
            }
        }
        return items;
    }

    private interface OnDay {
        boolean holds(JsonNode record, LocalDate day);
    }

    private static List<Span> spans(Question question) {
        List<Span> spans = new ArrayList<>();
        if (question.groupBy.contains("month")) {
            for (LocalDate first = question.first(); !first.isAfter(question.last()); first = first.plusMonths(1)) {
                spans.add(new Span(first, first.plusMonths(1).minusDays(1)));
            }
        } else if (question.groupBy.contains("fiscalYear")) {
            for (int year = question.from; year <= question.to; year++) {
                spans.add(new Span(LocalDate.of(year, 4, 1), LocalDate.of(year + 1, 3, 31)));
            }
        } else {
            spans.add(new Span(question.first(), question.last()));
        }
        return spans;
    }

    private static int fiscalYear(LocalDate day) {
        return day.getMonthValue() < 4 ? day.getYear() - 1 : day.getYear();
    }

    private static Item item(LocalDate placedBy, int listYear, Object value, Map<String, Set<String>> attributes) {
        return new Item(
                Integer.toString(fiscalYear(placedBy)),
                "%04d-%02d".formatted(placedBy.getYear(), placedBy.getMonthValue()),
                listYear,
                value,
                attributes);
    }

    // ---- participations

    private void accepted(Question question, List<Item> items, Function<JsonNode, Object> value) {
        for (JsonNode participation : participations.values()) {
            if (counts(participation)
                    && question.happened(date(participation, "acceptedOn"))
                    && !question.happened(date(participation, "cancelledOn"))
                    && !question.happened(date(participation, "noShowOn"))) {
                LocalDate start = start(question, participation);
                if (question.covers(start)) {
                    items.add(item(
                            start,
                            fiscalYear(start),
                            value.apply(participation),
                            participation(question, participation, start)));
                }
            }
        }
    }

    private LocalDate start(Question question, JsonNode participation) {
        LocalDate arrived = date(participation, "arrivedOn");
        if (arrived != null && question.happened(arrived)) {
            return arrived;
        }
        JsonNode program = programs.get(participation.get("programId").asText());
        if (program != null) {
            for (JsonNode run : program.path("runs")) {
                if (run.get("id")
                        .asText()
                        .equals(participation.get("programRunId").asText())) {
                    return LocalDate.parse(run.get("plannedStart").asText());
                }
            }
        }
        return LocalDate.parse(participation.get("plannedStart").asText());
    }

    private Object person(JsonNode participation) {
        String id = participation.get("participantId").asText();
        JsonNode person = participants.get(id);
        return person != null && person.hasNonNull("mergedInto")
                ? person.get("mergedInto").asText()
                : id;
    }

    private void participationFlow(Question question, List<Item> items, String field) {
        for (JsonNode participation : participations.values()) {
            LocalDate day = date(participation, field);
            if (counts(participation) && question.happened(day) && day != null && question.covers(day)) {
                items.add(item(day, fiscalYear(day), 1, participation(question, participation, day)));
            }
        }
    }

    private static @Nullable LocalDate end(Question question, JsonNode participation) {
        for (String field : List.of("completedOn", "withdrawnOn")) {
            LocalDate day = date(participation, field);
            if (question.happened(day)) {
                return day;
            }
        }
        return null;
    }

    private void continuing(Question question, List<Item> items) {
        for (JsonNode participation : participations.values()) {
            LocalDate arrived = date(participation, "arrivedOn");
            if (!counts(participation) || arrived == null) {
                continue;
            }
            LocalDate end = end(question, participation);
            for (Span span : spans(question)) {
                boolean begun = question.happened(span.first);
                boolean before = arrived.isBefore(span.first);
                boolean endedBefore = end != null && end.isBefore(span.first);
                if (begun && before && !endedBefore) {
                    items.add(item(
                            span.last, fiscalYear(arrived), 1, participation(question, participation, span.first)));
                }
            }
        }
    }

    private void personDays(Question question, List<Item> items) {
        for (JsonNode participation : participations.values()) {
            LocalDate arrived = date(participation, "arrivedOn");
            if (!counts(participation) || arrived == null) {
                continue;
            }
            LocalDate end = end(question, participation);
            LocalDate last = end == null ? question.asOf : end;
            // The days of one month under one office stand for each other.
            Map<List<String>, List<LocalDate>> alike = new LinkedHashMap<>();
            JsonNode program = programs.get(participation.get("programId").asText());
            for (LocalDate day = arrived; !day.isAfter(last); day = day.plusDays(1)) {
                if (question.covers(day) && question.happened(day)) {
                    String office = program == null ? "" : leadOffice(program, day);
                    alike.computeIfAbsent(
                                    List.of(office, "" + day.getYear(), "" + day.getMonthValue()),
                                    each -> new ArrayList<>())
                            .add(day);
                }
            }
            alike.values().forEach(days -> {
                LocalDate one = days.get(0);
                items.add(item(
                        one, fiscalYear(arrived), (long) days.size(), participation(question, participation, one)));
            });
        }
    }

    private Map<String, Set<String>> participation(Question question, JsonNode participation, LocalDate day) {
        Map<String, Set<String>> attributes = new LinkedHashMap<>();
        attributes.put(
                "country",
                Set.of(country(participation.path(question.byNationality ? "nationality" : "sendingCountry"))));
        attributes.put("localGovernment", localGovernments(texts(participation.path("hostLocalGovernments"))));
        attributes.put("nationality", Set.of(country(participation.path("nationality"))));
        attributes.put("sex", Set.of(word(participation.path("sex"), "NOT_STATED", "F", "M", "X", "NOT_STATED")));
        attributes.put(
                "ageBand",
                Set.of(word(
                        participation.path("ageBand"),
                        "NOT_STATED",
                        "UNDER_20",
                        "20-29",
                        "30-39",
                        "40-49",
                        "50-59",
                        "60_AND_OVER",
                        "NOT_STATED")));
        attributes.put(
                "occupation",
                Set.of(word(
                        participation.path("occupation"),
                        "NOT_STATED",
                        "ADMINISTRATIVE_OFFICIAL",
                        "ENGINEER",
                        "RESEARCHER",
                        "EDUCATOR",
                        "HEALTH_WORKER",
                        "AGRICULTURE",
                        "BUSINESS",
                        "COMMUNITY",
                        "OTHER",
                        "NOT_STATED")));
        attributes.put(
                "organisationType",
                Set.of(word(
                        participation.path("organisationType"),
                        "UNKNOWN",
                        "GOVERNMENT",
                        "LOCAL_GOVERNMENT",
                        "COMPANY",
                        "NGO",
                        "ACADEMIC",
                        "OTHER")));
        JsonNode program = programs.get(participation.get("programId").asText());
        if (program == null) {
            for (String dimension : List.of(
                    "scheme", "kind", "facility", "delivery", "thematicField", "sector", "cooperatingOffice", "sdg")) {
                attributes.put(dimension, Set.of("UNKNOWN"));
            }
            attributes.put("leadOffice", Set.of("UNASSIGNED"));
        } else {
            ofProgram(question, program, day, attributes);
        }
        return attributes;
    }

    // ---- programs

    private void programFlow(Question question, List<Item> items, String field) {
        for (JsonNode program : programs.values()) {
            LocalDate day = date(program, field);
            if (counts(program) && day != null && question.happened(day) && question.covers(day)) {
                items.add(item(day, fiscalYear(day), 1, program(question, program, day)));
            }
        }
    }

    private void programsActive(Question question, List<Item> items) {
        for (JsonNode program : programs.values()) {
            LocalDate started = date(program, "startedOn");
            for (Span span : spans(question)) {
                boolean began = counts(program)
                        && started != null
                        && question.happened(started)
                        && !started.isAfter(span.last)
                        && question.happened(span.first);
                boolean over = false;
                for (String field : List.of("completedOn", "cancelledOn")) {
                    LocalDate day = date(program, field);
                    over |= day != null && question.happened(day) && day.isBefore(span.first);
                }
                if (began && !over) {
                    LocalDate at = earliest(span.last, question.asOf);
                    items.add(item(span.last, fiscalYear(span.last), 1, program(question, program, at)));
                }
            }
        }
    }

    private static Map<String, Set<String>> program(Question question, JsonNode program, LocalDate day) {
        Map<String, Set<String>> attributes = new LinkedHashMap<>();
        attributes.put("country", countries(codes(program.path("countries"), "code")));
        attributes.put("localGovernment", localGovernments(codes(program.path("partners"), "localGovernment")));
        ofProgram(question, program, day, attributes);
        return attributes;
    }

    private static void ofProgram(
            Question question, JsonNode program, LocalDate day, Map<String, Set<String>> attributes) {
        attributes.put("leadOffice", Set.of(leadOffice(program, earliest(day, question.asOf))));
        attributes.put(
                "cooperatingOffice",
                orNone(texts(program.path("cooperatingOffices")), code -> known(code, OfficeCode::parse)));
        attributes.put("facility", Set.of(known(program.path("facility"), "NONE", FacilityCode::parse)));
        attributes.put("scheme", Set.of(known(program.path("scheme"), "NONE", SchemeCode::parse)));
        attributes.put("kind", Set.of(known(program.path("kind"), "NONE", SchemeKind::valueOf)));
        attributes.put(
                "delivery",
                Set.of(word(
                        program.path("delivery"),
                        "NONE",
                        "IN_JAPAN",
                        "ONLINE",
                        "HYBRID",
                        "IN_COUNTRY",
                        "THIRD_COUNTRY")));
        attributes.put(
                "sector", orNone(codes(program.path("sectors"), "code"), code -> known(code, SectorCode::parse)));
        attributes.put("thematicField", Set.of(known(program.path("thematicField"), "NONE", ThematicFieldCode::parse)));
        attributes.put("sdg", orNone(texts(program.path("sdgGoals")), code -> code));
    }

    /** The office that led on a day. */
    private static String leadOffice(JsonNode program, LocalDate day) {
        String leads = program.path("leadOffice").asText();
        boolean first = true;
        for (JsonNode each : program.path("leadOffices")) {
            if (first || !LocalDate.parse(each.get("from").asText()).isAfter(day)) {
                leads = each.get("office").asText();
            }
            first = false;
        }
        return leads.isEmpty() ? "UNASSIGNED" : known(leads, OfficeCode::parse);
    }

    // ---- agreements

    private void agreementFlow(Question question, List<Item> items, Function<JsonNode, List<LocalDate>> days) {
        for (JsonNode agreement : agreements.values()) {
            if (counts(agreement) && date(agreement, "signedOn") != null) {
                for (LocalDate day : days.apply(agreement)) {
                    if (question.happened(day) && question.covers(day)) {
                        items.add(item(day, fiscalYear(day), day, agreement(question, agreement)));
                    }
                }
            }
        }
    }

    private void agreementStock(Question question, List<Item> items, OnDay condition) {
        for (JsonNode agreement : agreements.values()) {
            for (Span span : spans(question)) {
                LocalDate day = earliest(span.last, question.asOf);
                if (counts(agreement) && question.happened(span.first) && condition.holds(agreement, day)) {
                    items.add(item(span.last, fiscalYear(span.last), 1, agreement(question, agreement)));
                }
            }
        }
    }

    private static Map<String, Set<String>> agreement(Question question, JsonNode agreement) {
        JsonNode contents = agreement;
        // Of what was agreed for a day after asOf nothing is known: the contents of before hold.
        for (JsonNode amendment : agreement.path("amendments")) {
            if (!question.happened(date(amendment, "effectiveFrom"))) {
                contents = amendment.get("before");
                break;
            }
        }
        Map<String, Set<String>> attributes = new LinkedHashMap<>();
        attributes.put("country", countries(texts(contents.path("countries"))));
        attributes.put("localGovernment", localGovernments(codes(contents.path("parties"), "localGovernment")));
        attributes.put("leadOffice", Set.of(known(agreement.path("leadOffice"), "UNASSIGNED", OfficeCode::parse)));
        attributes.put(
                "agreementType",
                Set.of(word(
                        agreement.path("type"),
                        "NONE",
                        "COMPREHENSIVE_COOPERATION",
                        "MEMORANDUM",
                        "PROJECT_SPECIFIC")));
        attributes.put(
                "cooperationField",
                orNone(
                        texts(contents.path("fields")),
                        code -> Set.of(
                                                "WATER",
                                                "SEWERAGE",
                                                "WASTE",
                                                "ENVIRONMENT",
                                                "AGRICULTURE",
                                                "HEALTH",
                                                "EDUCATION",
                                                "URBAN_DEVELOPMENT",
                                                "DISASTER_RISK_REDUCTION",
                                                "PRIVATE_SECTOR",
                                                "INTERNATIONAL_EXCHANGE",
                                                "OTHER")
                                        .contains(code)
                                ? code
                                : "UNKNOWN"));
        return attributes;
    }

    private static List<LocalDate> amendments(JsonNode agreement) {
        List<LocalDate> days = new ArrayList<>();
        agreement
                .path("amendments")
                .forEach(each -> days.add(LocalDate.parse(each.get("amendedOn").asText())));
        return days;
    }

    /** A term; the last day is null while it is open. */
    private record Term(LocalDate first, @Nullable LocalDate last) {}

    /** The terms by what had happened until asOf, as far as they begin before a day. */
    private static List<Term> terms(JsonNode agreement, LocalDate asOf, LocalDate until) {
        Predicate<LocalDate> known = day -> !day.isAfter(asOf);
        List<Term> terms = new ArrayList<>();
        LocalDate from = LocalDate.parse(agreement.get("effectiveFrom").asText());
        Term term = new Term(from, date(agreement, "effectiveTo"));
        LocalDate notice = date(agreement, "noticeGivenOn");
        JsonNode automatic = agreement.path("automaticRenewal");
        while (true) {
            terms.add(term);
            LocalDate end = term.last;
            if (end == null || !end.isBefore(until)) {
                return terms;
            }
            LocalDate begin = end.plusDays(1);
            Term next = null;
            for (JsonNode renewal : agreement.path("renewals")) {
                if (LocalDate.parse(renewal.get("effectiveFrom").asText()).equals(begin)
                        && known.test(LocalDate.parse(renewal.get("agreedOn").asText()))) {
                    next = new Term(begin, date(renewal, "effectiveTo"));
                }
            }
            boolean stopped = notice != null
                    && known.test(notice)
                    && !notice.isAfter(
                            end.minusDays(automatic.path("noticeDays").asInt()));
            if (next == null && !automatic.isMissingNode() && !stopped) {
                // By article 143 of the Civil Code.
                LocalDate following = begin.plusMonths(automatic.get("months").asInt());
                if (following.getDayOfMonth() < begin.getDayOfMonth()) {
                    following = following.plusDays(1);
                }
                next = new Term(begin, following.minusDays(1));
            }
            if (next == null) {
                return terms;
            }
            term = next;
        }
    }

    private static boolean inForce(JsonNode agreement, LocalDate day, LocalDate asOf) {
        LocalDate signed = date(agreement, "signedOn");
        if (signed == null || signed.isAfter(day) || signed.isAfter(asOf)) {
            return false;
        }
        List<Term> terms = terms(agreement, asOf, day);
        LocalDate terminated = date(agreement, "terminatedOn");
        boolean covered = false;
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            boolean prevented = i > 0 && term.first.equals(terminated);
            covered |= !prevented && !day.isBefore(term.first) && (term.last == null || !day.isAfter(term.last));
        }
        boolean ended = terminated != null && terminated.isBefore(day);
        for (JsonNode suspension : agreement.path("suspensions")) {
            LocalDate resumed = date(suspension, "resumedOn");
            ended |= !LocalDate.parse(suspension.get("suspendedOn").asText()).isAfter(day)
                    && (resumed == null || day.isBefore(resumed));
        }
        LocalDate superseded = supersededFrom(agreement);
        ended |= superseded != null && !superseded.isAfter(day);
        return covered && !ended;
    }

    private static List<LocalDate> renewals(Question question, JsonNode agreement) {
        LocalDate signed = date(agreement, "signedOn");
        LocalDate terminated = date(agreement, "terminatedOn");
        LocalDate superseded = supersededFrom(agreement);
        List<LocalDate> days = new ArrayList<>();
        List<Term> terms = terms(agreement, question.asOf, question.asOf.plusDays(1));
        for (Term term : terms.subList(1, terms.size())) {
            boolean prevented = (terminated != null && !terminated.isAfter(term.first))
                    || (superseded != null && !superseded.isAfter(term.first));
            if (!prevented && signed != null && signed.isBefore(term.first)) {
                days.add(term.first);
            }
        }
        return days;
    }

    /** The last day of the last term, if the agreement ends by it, as far as had been known on a day. */
    private static @Nullable LocalDate expiry(JsonNode agreement, LocalDate asOf) {
        LocalDate signed = date(agreement, "signedOn");
        LocalDate terminated = date(agreement, "terminatedOn");
        LocalDate superseded = supersededFrom(agreement);
        LocalDate far = LocalDate.of(2300, 1, 1);
        List<Term> terms = terms(agreement, asOf, far);
        LocalDate last = terms.get(terms.size() - 1).last;
        boolean open = last == null || !last.isBefore(far);
        boolean endsOtherwise = (terminated != null && !terminated.isAfter(asOf))
                || (superseded != null
                        && !superseded.isAfter(asOf)
                        && last != null
                        && !superseded.isAfter(last.plusDays(1)));
        return signed == null || signed.isAfter(asOf) || open || endsOtherwise ? null : last;
    }

    private static @Nullable LocalDate supersededFrom(JsonNode agreement) {
        return date(agreement.path("supersededBy"), "from");
    }

    // ---- reading

    /** What was entered in error counts in nothing. */
    private static boolean counts(JsonNode record) {
        return !record.hasNonNull("annulledOn");
    }

    private static @Nullable LocalDate date(JsonNode record, String field) {
        return record.hasNonNull(field) ? LocalDate.parse(record.get(field).asText()) : null;
    }

    private static List<LocalDate> days(@Nullable LocalDate day) {
        return day == null ? List.of() : List.of(day);
    }

    private static LocalDate earliest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static List<String> codes(JsonNode array, String field) {
        List<String> codes = new ArrayList<>();
        array.forEach(each -> {
            if (each.hasNonNull(field)) {
                codes.add(each.get(field).asText());
            }
        });
        return codes;
    }

    private static String country(JsonNode code) {
        return known(code, "ZZ", CountryCode::parse);
    }

    private static Set<String> countries(List<String> codes) {
        return codes.isEmpty() ? Set.of("ZZ") : orNone(codes, code -> known(code, CountryCode::parse));
    }

    private static Set<String> localGovernments(List<String> codes) {
        return orNone(codes, code -> known(code, LocalGovernmentCode::parse));
    }

    private static Set<String> orNone(List<String> codes, Function<String, String> reading) {
        Set<String> values = new TreeSet<>();
        codes.forEach(code -> values.add(reading.apply(code)));
        return values.isEmpty() ? Set.of("NONE") : values;
    }

    private static String known(JsonNode code, String missing, Function<String, ?> parse) {
        return code.isMissingNode() || code.isNull() ? missing : known(code.asText(), parse);
    }

    /** A code that nobody knows is kept, and counts under the word for that. */
    private static String known(String code, Function<String, ?> parse) {
        try {
            return String.valueOf(parse.apply(code));
        } catch (IllegalArgumentException unknown) {
            return "UNKNOWN";
        }
    }

    private static String word(JsonNode code, String missing, String... words) {
        if (code.isMissingNode() || code.isNull()) {
            return missing;
        }
        return List.of(words).contains(code.asText()) ? code.asText() : "UNKNOWN";
    }
}
