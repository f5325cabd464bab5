package jp.go.jica.partnerships.referencedata;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JICA's domestic offices, of today and of the past. The codes are this system's own. */
public final class Offices {

    static final CodeList<OfficeCode, Office> CODES = load();
    private static final List<OfficeEvent> EVENTS = Table.read("office-events.csv", Offices::event);

    private Offices() {}

    /** Ordered by code. */
    public static List<Office> all() {
        return CODES.entries();
    }

    public static Office of(OfficeCode code) {
        return CODES.entry(code);
    }

    /**
     * The office that answered on a day for the prefecture or municipality; none where it is not known, as for Yamanashi before
     * 2014. A mere site is never the answer.
     */
    public static Optional<Office> responsibleFor(LocalGovernmentCode localGovernment, LocalDate date) {
        return all().stream()
                .filter(office -> office.canLead() && office.isResponsibleFor(localGovernment, date))
                .findFirst();
    }

    /** Whether who has a right at {@code holder} has it at {@code asked}: the same office, its predecessors, their sites. */
    public static boolean covers(OfficeCode holder, OfficeCode asked) {
        return covered(holder).contains(asked);
    }

    /** The office itself, its predecessors and the sites of all of them: KNS covers HYG and OSK, HKD its two sites. */
    public static Set<OfficeCode> covered(OfficeCode holder) {
        Set<OfficeCode> covered = new HashSet<>();
        cover(holder, covered);
        return Set.copyOf(covered);
    }

    /** The office that answers today for what this one did: itself, or the last in the chain of successors. */
    public static OfficeCode successorOf(OfficeCode code) {
        OfficeCode successor = of(code).successor();
        return successor == null ? code : successorOf(successor);
    }

    /** The domestic offices of a day: those that existed, are no mere site and belong to the count that JICA publishes. */
    public static DomesticOfficeCount domesticOfficesCountedOn(LocalDate date) {
        List<Office> counted = all().stream()
                .filter(office -> office.domesticOffice() && office.canLead() && office.validOn(date))
                .toList();
        boolean unverified =
                all().stream().anyMatch(office -> office.unverified().contains("domesticOffice"));
        return new DomesticOfficeCount(date, counted.size(), counted, unverified);
    }

    /** What happened to the office and to those that it took over, oldest first. */
    public static List<OfficeEvent> history(OfficeCode code) {
        Set<OfficeCode> covered = covered(code);
        return EVENTS.stream().filter(event -> covered.contains(event.office())).toList();
    }

    static List<OfficeEvent> events() {
        return EVENTS;
    }

    private static void cover(OfficeCode code, Set<OfficeCode> covered) {
        if (!covered.add(code)) {
            return;
        }
        for (Office office : all()) {
            if (code.equals(office.successor()) || code.equals(office.siteOf())) {
                cover(office.code(), covered);
            }
        }
    }

    private static CodeList<OfficeCode, Office> load() {
        Map<String, List<FormerName>> formerNames = formerNames();
        Map<String, List<Office.Jurisdiction>> jurisdictions = jurisdictions();
        List<Office> offices = Table.read(
                "offices.csv",
                row -> new Office(
                        new OfficeCode(row.text("code")),
                        new Label(row.text("name_en"), row.text("name_ja")),
                        Office.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                        city(row.optional("city")),
                        row.firstDay("valid_from"),
                        row.lastDay("valid_to"),
                        office(row.optional("successor")),
                        office(row.optional("site_of")),
                        row.yes("domestic_office"),
                        formerNames.getOrDefault(row.text("code"), List.of()),
                        jurisdictions.getOrDefault(row.text("code"), List.of()),
                        row.unverified()));
        CodeList<OfficeCode, Office> codes = new CodeList<>("office code", offices, Office::code, Office::name);
        for (Office office : offices) {
            codes.alias(office.name().en().replace("JICA ", ""), office.code());
            codes.alias(office.name().ja().replace("JICA", ""), office.code());
            codes.alias(office.code().value().replace("-", ""), office.code());
        }
        return codes;
    }

    private static Map<String, List<Office.Jurisdiction>> jurisdictions() {
        return byOffice(Table.read(
                "office-jurisdictions.csv",
                row -> Map.entry(
                        row.text("office"),
                        new Office.Jurisdiction(
                                new LocalGovernmentCode(row.text("prefecture")),
                                row.firstDay("valid_from"),
                                row.lastDay("valid_to"),
                                row.text("source"),
                                row.unverified()))));
    }

    private static Map<String, List<FormerName>> formerNames() {
        return byOffice(Table.read(
                "office-former-names.csv",
                row -> Map.entry(
                        row.text("office"),
                        new FormerName(
                                new Label(row.text("name_en"), row.text("name_ja")),
                                row.firstDay("valid_from"),
                                row.lastDay("valid_to"),
                                !row.unverified().isEmpty()))));
    }

    private static <T> Map<String, List<T>> byOffice(List<Map.Entry<String, T>> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
    }

    private static OfficeEvent event(Table.Row row) {
        return new OfficeEvent(
                new OfficeCode(row.text("office")),
                PartialDate.parse(row.text("date")),
                OfficeEvent.Kind.valueOf(row.text("event").toUpperCase(Locale.ROOT)),
                new Label(row.text("name_en"), row.text("name_ja")),
                row.several("predecessors"),
                row.text("source"));
    }

    private static @Nullable OfficeCode office(@Nullable String code) {
        return code == null ? null : new OfficeCode(code);
    }

    private static @Nullable LocalGovernmentCode city(@Nullable String code) {
        return code == null ? null : new LocalGovernmentCode(code);
    }
}
